#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/diagnostic.hpp"
#include "corpus/span.hpp"
#include "pipeline/groups.hpp"

namespace bearout::pipeline {

/// Why a word stands out: the channel that found it (`words` to `reference`), or what makes it a cue of
/// negative framing (`criticism` to `number`).
enum class Reason : std::uint8_t {
  words,
  parts,
  knowledge,
  learned,
  reviewed,
  reference,
  criticism,
  negation,
  reversal,
  antonym,
  contrast,
  number
};

[[nodiscard]] constexpr bool is_cue(Reason reason) {
  return reason >= Reason::criticism;
}

struct Highlight {
  corpus::Span span;  ///< bytes of Quote::text
  Reason reason = Reason::words;
};

/// A word that decided, also where it stands outside the quoted passage ("point 5").
struct DecidingTerm {
  std::string term;
  Reason reason = Reason::words;
};

/// A passage as it is printed, with what is known about where it comes from. All text is plain UTF-8.
struct Quote {
  std::string document;
  std::string text;
  std::vector<Highlight> highlights;   ///< in order of place, not overlapping
  std::vector<DecidingTerm> deciding;  ///< strongest first
  std::optional<double> score;         ///< probability that it fits the outcome, in [0, 1]
  bool unclear = false;                ///< fits, but whether it is for or against is open
  bool confirmed = false;              ///< accepted by the reviewers
  bool starred = false;                ///< picked out by a reviewer
  std::string author;
  std::string date;  ///< as the source gives it
  std::string source;
  std::string url;
  std::string question;  ///< what the text answers, where a survey had several questions
  std::string before;    ///< a little of the text before the passage; begins with "…" if there is more
  std::string after;
};

/// Passages for, against and unsure about an outcome, and people who asked for an example of it.
struct Coverage {
  std::uint64_t supporting = 0;
  std::uint64_t against = 0;
  std::uint64_t unsure = 0;
  std::uint64_t requests = 0;
};

/// What reviewers did to the list itself since the run.
enum class OutcomeChange : std::uint8_t { none, added, reworded, retired };

struct OutcomeSection {
  std::string id;
  std::string text;
  std::string title;  ///< short name, may be empty
  Coverage coverage;
  bool needs_example = false;
  OutcomeChange change = OutcomeChange::none;
  std::vector<Quote> quotes;    ///< the best that support it, best first
  std::vector<Quote> contrary;  ///< the best that turn it round
  std::vector<Quote> unsure;
};

/// Something people brought up that the list may miss.
struct CandidateSection {
  static constexpr double kNovel = 0.6;  // below, an outcome of the list says nearly the same

  std::string statement;
  std::vector<std::string> terms;
  std::uint64_t size = 0;  ///< passages that say it
  double novelty = 1;      ///< 1 - what the nearest outcome has of it
  bool proposed = false;   ///< somebody said it outright; otherwise it recurs
  std::string nearest_outcome;
  std::vector<std::string> proposed_by;
  std::optional<bool> accepted_by_author;
  bool promoted = false;    ///< reviewers took it onto the list
  std::string merged_into;  ///< what reviewers merged it into, or empty
  std::vector<Quote> quotes;

  /// True if it is no news: the nearest outcome is close.
  [[nodiscard]] bool is_close() const { return !nearest_outcome.empty() && novelty < kNovel; }
  /// True if it says something that the list may miss: somebody asked for it, or no outcome is close.
  [[nodiscard]] bool is_news() const { return proposed || !is_close(); }
};

struct NegativeGroup {
  std::string outcome;  ///< id; empty: towards no single outcome
  std::uint64_t total = 0;
  std::vector<Quote> quotes;  ///< the strongest of `total`
};

/// Groups in the order of the list, those towards no outcome last.
struct NegativeSection {
  std::uint64_t total = 0;
  std::vector<NegativeGroup> groups;
};

struct Setting {
  std::string name;
  std::string value;
};

struct InputFile {
  std::string name;  ///< without folders
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct Totals {
  std::uint64_t documents = 0;
  std::uint64_t author_documents = 0;  ///< replies by the report's author: no evidence
  std::uint64_t passages = 0;
};

/// What reviewers did, counted over the rows of this run.
struct ReviewSummary {
  std::uint64_t reviewers = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
};

struct Method {
  std::string version;
  std::string model;         ///< fingerprint
  bool whole = false;        ///< documents were judged whole, not cut into passages
  bool words_alone = false;  ///< nothing but words was compared
  std::vector<std::string> channels;
  std::vector<Setting> settings;
  std::vector<InputFile> inputs;
  std::uint64_t skipped_count = 0;
  std::vector<corpus::Diagnostic> skipped;  ///< file names without folders
  ReviewSummary review;
};

struct Report {
  std::string outcomes_file;  ///< without folders
  std::string language = "en";
  std::string question;  ///< what people were asked, may be empty
  Totals totals;
  std::vector<OutcomeSection> outcomes;  ///< in the order of the list
  std::vector<CandidateSection> candidates;
  NegativeSection negative;
  Groups groups;  ///< without any: the run was not asked for them
  Method method;
};

/// Reads the files of a results folder, and `review/decisions.jsonl` where there is one. Memory is bounded by
/// what is printed, not by the number of rows. Throws corpus::Error: no run.json (the folder isn't whole), a
/// file that can't be read, a line that isn't what it should be.
[[nodiscard]] Report gather_report(const std::filesystem::path& results_folder);

/// The same for a run that is just being written into `staged`: `run_json` is the text that run.json will
/// hold (without its list of files, which isn't known yet and isn't used), and `decisions` the file of an
/// earlier run's decisions, which need not exist.
[[nodiscard]] Report gather_report(const std::filesystem::path& staged, std::string_view run_json,
                                   const std::filesystem::path& decisions);

/// One self-contained page without scripts. The same report gives the same bytes.
[[nodiscard]] std::string to_html(const Report& report);

}  // namespace bearout::pipeline
