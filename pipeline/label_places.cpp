#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "corpus/folded.hpp"
#include "pipeline/code_points.hpp"
#include "pipeline/error.hpp"
#include "pipeline/label.hpp"
#include "pipeline/result_rows.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/stored_documents.hpp"

namespace bearout::pipeline {

namespace {

// Texts that are parts of documents are looked for in every document: that many at most, or it takes for
// ever.
constexpr std::size_t kMostSoughtWithin = 5'000;

/// Where a labelled text was found.
struct Found {
  std::string document;
  Place place;       ///< of the text within the document
  std::string text;  ///< the part of the document that was labelled
};

/// A label's own part of its text, in code points of the text.
std::string part_of(const CodePoints& text, Place place) {
  const auto begin = text.byte_at(place.start);
  const auto end = text.byte_at(place.end);
  return begin < end ? std::string(text.text().substr(begin, end - begin)) : std::string();
}

class Placer {
 public:
  Placer(std::filesystem::path file, Labels& labels) : file_(std::move(file)), labels_(labels) {
    for (std::size_t i = 0; i < labels.labels.size(); ++i) {
      const Label& label = labels.labels[i];
      if (label.document.empty()) {
        by_text_[corpus::fold_white_space(label.text)].push_back(i);
      } else {
        by_document_[label.document].push_back(i);
      }
    }
    found_.resize(labels.labels.size());
  }

  /// Passages are known by their words.
  void take(const MappingLine& row) {
    if (by_text_.empty()) return;
    const auto wanted = by_text_.find(corpus::fold_white_space(row.text));
    if (wanted == by_text_.end()) return;
    for (const auto index : wanted->second) {
      if (!found_[index]) settle(index, std::string(row.document), row.place.start, std::string(row.text));
    }
  }

  void take(const corpus::Document& document) {
    const auto named = by_document_.find(document.id);
    if (named != by_document_.end()) {
      const CodePoints points(document.text);
      for (const auto index : named->second) take_named(index, document, points);
    }
    if (by_text_.empty()) return;
    const auto whole = by_text_.find(corpus::fold_white_space(document.text));
    if (whole != by_text_.end()) {
      for (const auto index : whole->second) take_whole(index, document);
    }
    if (by_text_.size() <= kMostSoughtWithin) seek_within(document);
  }

  DecisionLog finish() {
    DecisionLog log;
    for (std::size_t i = 0; i < labels_.labels.size(); ++i) {
      Label& label = labels_.labels[i];
      if (!found_[i]) {
        const auto what = label.document.empty() ? "a text that no document holds"
                                                 : "the document \"" + label.document +
                                                       "\" is not in the results, or is too short";
        labels_.skipped.push_back({file_.string(), label.line, what});
        continue;
      }
      MappingDecision act;
      act.document = found_[i]->document;
      if (found_[i]->place.end > 0) act.place = found_[i]->place;
      act.text = found_[i]->text;
      act.outcome = label.outcome;
      act.decision = label.decision;
      act.framing = label.framing;
      act.star = label.star;
      act.signature = label.signature;
      act.signature.line = ++line_;
      log.mappings.push_back(std::move(act));
    }
    return log;
  }

 private:
  /// `start`: where the label's text begins in the document.
  void settle(std::size_t index, const std::string& document, std::uint64_t start, const std::string& text) {
    const Label& label = labels_.labels[index];
    const CodePoints points(text);
    Place place{start, start + points.at(text.size())};
    std::string part = text;
    if (label.place) {
      part = part_of(points, *label.place);
      if (part.empty()) return;
      place = {start + label.place->start, start + label.place->end};
    }
    found_[index] = Found{document, place, part};
  }

  void take_named(std::size_t index, const corpus::Document& document, const CodePoints& points) {
    const Label& label = labels_.labels[index];
    if (label.place && label.place_in_document) {
      auto part = part_of(points, *label.place);
      if (!part.empty()) found_[index] = Found{document.id, *label.place, std::move(part)};
    } else if (label.text.empty() || (!label.place && corpus::fold_white_space(label.text) ==
                                                          corpus::fold_white_space(document.text))) {
      found_[index] = Found{document.id, {}, {}};
    } else if (const auto at = document.text.find(label.text); at != std::string::npos) {
      settle(index, document.id, points.at(at), label.text);
    }
  }

  /// A label on a whole document says no place, unless it marks a part of it.
  void take_whole(std::size_t index, const corpus::Document& document) {
    if (found_[index]) return;
    if (labels_.labels[index].place) {
      settle(index, document.id, 0, document.text);
    } else {
      found_[index] = Found{document.id, {}, {}};
    }
  }

  void seek_within(const corpus::Document& document) {
    constexpr std::size_t kShortest = 12;  // a shorter text stands anywhere
    for (const auto& entry : by_text_) {
      for (const auto index : entry.second) {
        const std::string& text = labels_.labels[index].text;
        if (found_[index] || text.size() < kShortest) continue;
        const auto at = document.text.find(text);
        if (at != std::string::npos) settle(index, document.id, CodePoints(document.text).at(at), text);
      }
    }
  }

  std::filesystem::path file_;
  Labels& labels_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_text_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_document_;
  std::vector<std::optional<Found>> found_;
  std::size_t line_ = 1'000'000'000;  // behind what the file's note may hold
};

}  // namespace

DecisionLog place_labels(const std::filesystem::path& results, const std::filesystem::path& file,
                         Labels& labels) {
  Placer placer(file, labels);
  for_each_mapping(results / "mappings.jsonl", [&](const MappingLine& row) { placer.take(row); });
  if (std::filesystem::exists(results / "documents.jsonl.zst")) {
    StoredDocuments stored(checked_result(results, "documents.jsonl.zst"));
    while (const auto* document = stored.next()) placer.take(*document);
  }
  return placer.finish();
}

}  // namespace bearout::pipeline
