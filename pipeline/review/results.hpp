#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/framing.hpp"
#include "models/scorer.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/report_files.hpp"
#include "pipeline/review/document_texts.hpp"

namespace bearout::review {

inline constexpr std::uint32_t kNone = 0xffffffff;
/// As many passages against as a run gives priorities, so that memory stays bounded.
inline constexpr std::size_t kMostNegative = 200'000;
inline constexpr std::size_t kMostNames = 500;

/// Texts one behind the other, also folded for searching (case, white space).
class PassageTexts {
 public:
  [[nodiscard]] std::uint32_t add(std::string_view text);
  [[nodiscard]] std::string_view text(std::uint32_t number) const { return part(texts_, text_ends_, number); }
  [[nodiscard]] std::string_view folded(std::uint32_t number) const {
    return part(folded_, folded_ends_, number);
  }

 private:
  [[nodiscard]] static std::string_view part(const std::string& all, const std::vector<std::size_t>& ends,
                                             std::uint32_t number) {
    const std::size_t begin = number == 0 ? 0 : ends[number - 1];
    return std::string_view(all).substr(begin, ends[number] - begin);
  }
  std::string texts_;
  std::string folded_;
  std::vector<std::size_t> text_ends_;
  std::vector<std::size_t> folded_ends_;
};

/// As a search compares texts: lower case (ASCII and what ICU folds), white space as single spaces.
[[nodiscard]] std::string fold_for_search(std::string_view text);

/// A passage and an outcome: a suggestion, or a passage that turns an outcome round (or, with kNone, none in
/// particular).
struct Pair {
  std::uint32_t document = 0;  ///< index into Results::documents()
  std::uint32_t text = 0;      ///< number in Results::texts()
  pipeline::Place place;
  std::string outcome;  ///< id
  std::uint32_t passage = 0;
  std::optional<float> score = {};  ///< nothing: made by hand
  float framing_score = 0;
  float priority = 0;
  models::Band band = models::Band::below;
  models::Verdict framing = models::Verdict::unclear;
  DocumentTexts::Place line = {};  ///< its row of mappings.jsonl or framing.jsonl; no bytes: it has none
};

struct DocumentCard {
  std::string id;
  std::string author;
  std::string date;
  std::string url;
  std::string source;
  std::string question;
  DocumentTexts::Place text;
};

struct Member {
  std::uint32_t document = 0;
  std::uint32_t passage = 0;
  pipeline::Place place;
  double score = 0;
};

struct CandidateCard {
  std::string id;
  pipeline::CandidateSection section;  ///< without quotes
  double cohesion = 0;
  std::vector<Member> members;  ///< the best 50
};

/// A whole results folder as the desk needs it: the suggestions that have a priority, the passages against,
/// the candidates, and the documents that these stand in. Immutable; safe from several threads. Memory is
/// bounded by the number of priorities that a run gives.
class Results {
 public:
  /// Throws pipeline::Error or corpus::Error: not whole, made by another version, kept no documents.
  explicit Results(std::filesystem::path folder);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const pipeline::Report& run() const { return run_; }  ///< totals, question, method
  [[nodiscard]] const std::vector<pipeline::ListedOutcome>& outcomes() const { return outcomes_; }
  [[nodiscard]] const std::vector<CandidateCard>& candidates() const { return candidates_; }
  [[nodiscard]] const std::vector<Pair>& suggestions() const { return suggestions_; }
  [[nodiscard]] const std::vector<Pair>& negative() const { return negative_; }
  [[nodiscard]] std::uint64_t without_priority() const { return without_priority_; }
  /// Passages against beyond the kMostNegative strongest, which are in framing.jsonl alone.
  [[nodiscard]] std::uint64_t weaker_negative() const { return weaker_negative_; }
  /// Names of sources and authors to choose from, the commonest first, at most kMostNames.
  [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<std::string>& authors() const { return authors_; }
  [[nodiscard]] const std::vector<DocumentCard>& documents() const { return documents_; }
  [[nodiscard]] std::uint32_t find_document(const std::string& id) const;  ///< kNone: not there
  [[nodiscard]] const PassageTexts& texts() const { return texts_; }
  [[nodiscard]] std::string document_text(std::uint32_t document) const;
  /// Tells the system that a pair's text and line will be read soon.
  void expect(const Pair& pair) const;
  /// The row's line of mappings.jsonl or framing.jsonl; empty for a pair that has none.
  [[nodiscard]] std::string line(const Pair& pair) const;

 private:
  std::uint32_t document_of(std::string_view id);
  void read_suggestions(const std::filesystem::path& file);
  void read_negative(const std::filesystem::path& file);
  void add_passage(std::vector<Pair>& pairs, Pair pair, std::string_view document, std::string_view text);
  void read_candidates();
  void read_documents();

  std::filesystem::path folder_;
  pipeline::Report run_;
  std::vector<pipeline::ListedOutcome> outcomes_;
  std::vector<CandidateCard> candidates_;
  std::vector<Pair> suggestions_;
  std::vector<Pair> negative_;
  std::uint64_t without_priority_ = 0;
  std::uint64_t weaker_negative_ = 0;
  std::vector<std::string> sources_;
  std::vector<std::string> authors_;
  std::vector<DocumentCard> documents_;
  std::unordered_map<std::string, std::uint32_t> document_index_;  // looked up, never walked
  PassageTexts texts_;
  DocumentTexts document_texts_;
  DocumentTexts lines_;  // of the rows that are shown, close together: their files can be far larger
};

}  // namespace bearout::review
