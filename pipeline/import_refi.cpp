#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "corpus/document_check.hpp"
#include "corpus/name_guid.hpp"
#include "corpus/refi_project.hpp"
#include "pipeline/code_points.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/label.hpp"
#include "pipeline/refi_marks.hpp"
#include "pipeline/utf16_places.hpp"

namespace bearout::pipeline {

namespace {

using corpus::same_guid;

/// What one person says of one selection.
struct Opinion {
  std::vector<std::string> outcomes;  ///< ids
  std::string mark;                   ///< rejected or unsure
  std::optional<models::Verdict> framing;
  bool star = false;
  Signature signature;
};

std::string_view mark_of(std::string_view code) {
  for (const RefiMark& mark : kRefiMarks) {
    if (same_guid(corpus::name_guid(corpus::kRefiMark, mark.word), code)) return mark.word;
  }
  return {};
}

/// A source's text as it is stored. Documents have one kind of line end, and no NUL: places move with it.
class StoredText {
 public:
  explicit StoredText(std::string_view text) : points_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool drop = text[i] == '\0' || (text[i] == '\r' && text.substr(i + 1).starts_with('\n'));
      if (drop) dropped_.push_back(static_cast<std::uint32_t>(i));  // a source has at most 256 MB
    }
  }

  [[nodiscard]] const CodePoints& points() const { return points_; }
  [[nodiscard]] Place in_document(Place place) const {
    return {in_document(place.start), in_document(place.end)};
  }

 private:
  [[nodiscard]] std::uint64_t in_document(std::uint64_t place) const {
    const auto byte = points_.byte_at(place);
    const auto before = std::lower_bound(dropped_.begin(), dropped_.end(), byte) - dropped_.begin();
    return place - static_cast<std::uint64_t>(before);
  }

  CodePoints points_;
  std::vector<std::uint32_t> dropped_;  ///< bytes that documents don't have
};

class RefiLabels {
 public:
  RefiLabels(const std::filesystem::path& file, const OutcomeNames& outcomes)
      : file_(file), archive_(file), project_(corpus::read_refi_project(archive_)) {
    for (const auto& code : project_.codes) {
      if (auto id = outcome_of(code, outcomes); !id.empty()) codes_.emplace(code.guid, std::move(id));
      names_.emplace(code.guid, code.name);
    }
    number_by_position(outcomes);
    for (const auto& user : project_.users) users_.emplace(user.first, user.second);
    for (const auto& note : project_.notes) notes_.emplace(note.guid, &note.text);
    for (const auto& source : project_.sources) ++sources_[source.name];
  }

  Labels read(DecisionLog& rest) {
    for (const auto& note : project_.notes) {
      if (note.name == kRestNote) rest = read_rest(note.text);
    }
    for (const auto& source : project_.sources) read_source(source);
    for (const auto& [name, count] : unknown_) {
      found_.skipped.push_back(
          {file_.string(), 0,
           "the code \"" + name + "\" is no outcome of the results (" + std::to_string(count) + " codings)"});
    }
    return std::move(found_);
  }

 private:
  static std::string outcome_of(const corpus::RefiCode& code, const OutcomeNames& outcomes) {
    const auto entries = corpus::outcomes_of({code});
    if (entries.empty()) return {};
    const auto& outcome = entries.front().outcome;
    if (!outcome.id.empty() && outcomes.has(outcome.id)) return outcome.id;
    if (auto id = outcomes.find(outcome.text); !id.empty()) return id;
    return outcomes.find(code.name);
  }

  /// Results whose list was read from this very codebook have positions as ids.
  void number_by_position(const OutcomeNames& outcomes) {
    const auto guids = corpus::outcome_guids(project_.codes);
    const auto entries = corpus::outcomes_of(project_.codes);
    for (std::size_t i = 0; i < guids.size(); ++i) {
      const auto id = std::to_string(i + 1);
      if (outcomes.is_name_of(entries[i].outcome.text, id)) codes_.insert_or_assign(guids[i], id);
    }
  }

  static DecisionLog read_rest(const std::string& lines) {
    const auto scratch =
        std::filesystem::temp_directory_path() / ("bearout-" + std::to_string(::getpid()) + ".jsonl");
    FileWriter writer(scratch);
    writer.write(lines);
    writer.finish();
    try {
      auto log = read_decisions(scratch);
      std::filesystem::remove(scratch);
      return log;
    } catch (...) {
      std::filesystem::remove(scratch);
      throw;
    }
  }

  void read_source(const corpus::RefiSource& source) {
    if (source.selections.empty() && source.codings.empty()) return;
    auto id = source.name;
    if (id.empty() || sources_[source.name] > 1) id += (id.empty() ? "" : " ") + source.guid;
    std::string stored;
    try {
      stored = corpus::refi_text(archive_, source);
    } catch (const std::exception& error) {
      found_.skipped.push_back({file_.string(), 0, error.what()});
      return;
    }
    const StoredText text(stored);
    for (const auto& selection : source.selections) {
      if (selection.end <= selection.start) continue;
      auto name = std::string_view(selection.name);
      if (name.ends_with("…")) name.remove_suffix(std::string_view("…").size());
      const auto place = place_in_code_points(text.points(), {selection.start, selection.end}, name);
      read_codings(selection.codings, id, text.in_document(place), remark_on(selection));
    }
    read_codings(source.codings, id, {}, {});
  }

  /// The text of the last of the notes that there is; empty if there is none.
  [[nodiscard]] std::string text_of(const std::vector<std::string>& notes) const {
    std::string text;
    for (const auto& guid : notes) {
      const auto note = notes_.find(guid);
      if (note != notes_.end()) text = *note->second;
    }
    return text;
  }

  /// What was remarked on a selection, whoever coded it.
  [[nodiscard]] std::string remark_on(const corpus::RefiSelection& selection) const {
    auto text = text_of(selection.notes);
    return text.empty() ? selection.description : text;
  }

  /// `remark`: the note of those who have none of their own.
  void read_codings(const std::vector<corpus::RefiCoding>& codings, const std::string& document,
                    std::optional<Place> place, const std::string& remark) {
    std::map<std::string, Opinion> opinions;  // by user
    std::string suggested;                    // the outcome that the program's own coding names
    for (const auto& coding : codings) {
      const auto outcome = codes_.find(coding.code);
      if (same_guid(coding.user, corpus::name_guid("user", kRefiProgram))) {
        if (outcome != codes_.end()) suggested = outcome->second;
        continue;
      }
      Opinion& opinion = opinions[coding.user];
      take(coding, opinion);
      if (outcome != codes_.end()) {
        opinion.outcomes.push_back(outcome->second);
      } else if (mark_of(coding.code).empty()) {
        const auto name = names_.find(coding.code);
        ++unknown_[name == names_.end() ? coding.code : name->second];
      }
    }
    for (auto& [user, opinion] : opinions) {
      if (opinion.outcomes.empty() && !opinion.mark.empty() && !suggested.empty())
        opinion.outcomes.push_back(suggested);
      if (opinion.signature.note.empty()) opinion.signature.note = remark;
      for (const auto& outcome : opinion.outcomes) add(opinion, document, place, outcome);
    }
  }

  void take(const corpus::RefiCoding& coding, Opinion& opinion) {
    const auto user = users_.find(coding.user);
    if (user != users_.end()) opinion.signature.by = user->second;
    if (!coding.at.empty()) opinion.signature.at = coding.at;
    if (auto note = text_of(coding.notes); !note.empty()) opinion.signature.note = std::move(note);
    const auto mark = mark_of(coding.code);
    if (mark == kContraryMark) opinion.framing = models::Verdict::contrary;
    if (mark == kSupportsMark) opinion.framing = models::Verdict::supports;
    if (mark == kStarredMark) opinion.star = true;
    if (mark == kRejectedMark || mark == kUnsureMark) opinion.mark = mark;
  }

  void add(const Opinion& opinion, const std::string& document, std::optional<Place> place,
           const std::string& outcome) {
    Label label;
    label.document = document;
    label.place = place;
    label.place_in_document = true;
    label.outcome = outcome;
    label.decision = opinion.mark == kRejectedMark ? Decision::reject
                     : opinion.mark == kUnsureMark ? Decision::unsure
                                                   : Decision::accept;
    label.framing = opinion.framing;
    label.star = opinion.star;
    label.signature = opinion.signature;
    found_.labels.push_back(std::move(label));
  }

  std::filesystem::path file_;
  corpus::Archive archive_;
  corpus::RefiProject project_;
  std::map<std::string, std::string, std::less<>> codes_;  ///< guid to outcome
  std::map<std::string, std::string, std::less<>> names_;  ///< guid to the code's name
  std::map<std::string, std::string, std::less<>> users_;
  std::map<std::string, const std::string*, std::less<>> notes_;  ///< guid to text
  std::map<std::string, std::size_t> sources_;
  std::map<std::string, std::size_t> unknown_;
  Labels found_;
};

}  // namespace

Labels read_refi_labels(const std::filesystem::path& file, const OutcomeNames& outcomes, DecisionLog& rest) {
  return RefiLabels(file, outcomes).read(rest);
}

}  // namespace bearout::pipeline
