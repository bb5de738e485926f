#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/utf8_source.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/excerpt.hpp"
#include "pipeline/quote_highlights.hpp"
#include "pipeline/report.hpp"
#include "pipeline/report_files.hpp"
#include "pipeline/result_rows.hpp"
#include "pipeline/shortlist.hpp"
#include "pipeline/standing.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kSupporting = 5;
constexpr std::size_t kAgainst = 3;
constexpr std::size_t kUnsure = 5;
constexpr std::size_t kNegative = 6;
constexpr std::size_t kCandidateQuotes = 3;
constexpr std::size_t kContextBytes = 240;
// A list this long is printed with fewer quotes each, or nobody would turn the pages.
constexpr std::size_t kLongList = 60;

std::size_t fewer(std::size_t most, std::size_t outcomes) {
  return outcomes > kLongList ? (most + 1) / 2 : most;
}

/// The passages of one outcome while the files are being read.
struct OutcomeLists {
  OutcomeLists(std::size_t outcomes, std::vector<QuotedPassage> chosen)
      : supporting(fewer(kSupporting, outcomes)),
        against(fewer(kAgainst, outcomes)),
        unsure(fewer(kUnsure, outcomes)),
        negative(fewer(kNegative, outcomes)),
        examples(std::move(chosen)),
        seen(examples.size()) {}

  Shortlist supporting;
  Shortlist against;
  Shortlist unsure;
  Shortlist negative;
  std::uint64_t negative_total = 0;
  bool decided = false;  ///< reviewers changed what counts
  std::vector<QuotedPassage> examples;
  std::vector<bool> seen;  ///< whether mappings.jsonl has the example
};

std::uint64_t* figure_of(Coverage& coverage, Standing standing) {
  switch (standing) {
    case Standing::supporting:
      return &coverage.supporting;
    case Standing::against:
      return &coverage.against;
    case Standing::unsure:
      return &coverage.unsure;
    case Standing::none:
      break;
  }
  return nullptr;
}

void set_surroundings(Quote& quote, std::string_view before, std::string_view after) {
  quote.before = last_words(before, kContextBytes);
  if (before.size() > kContextBytes) quote.before.insert(0, "… ");
  quote.after = first_words(after, kContextBytes);
  if (after.size() > kContextBytes) quote.after += " …";
}

class Gatherer {
 public:
  Gatherer(std::filesystem::path folder, std::string_view run_json, const std::filesystem::path& decisions)
      : folder_(std::move(folder)) {
    read_run(run_json, report_);
    if (std::filesystem::exists(decisions)) decisions_ = Decisions(read_decisions(decisions));
    report_.method.review.reviewers = decisions_.reviewers();
  }

  Report gather() {
    list_outcomes();
    for_each_mapping(folder_ / "mappings.jsonl", [this](const MappingLine& row) { take_mapping(row); });
    take_unseen_examples();
    if (has("framing.jsonl")) {
      for_each_framing(folder_ / "framing.jsonl", [this](const FramingLine& row) { take_framing(row); });
    }
    if (has("candidates.json")) list_candidates();
    if (has("groups.csv")) report_.groups = read_groups_table(folder_ / "groups.csv");
    look_up_documents();
    finish_outcomes();
    finish_negative();
    finish_candidates();
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool has(const char* file) const { return std::filesystem::exists(folder_ / file); }

  void list_outcomes();
  void apply_outcome_acts();
  std::optional<MappingVerdict> verdict_on(const MappingLine& row) const;
  void take_mapping(const MappingLine& row);
  void list_mapping(OutcomeLists& lists, const MappingLine& row, Standing standing,
                    const std::optional<MappingVerdict>& verdict);
  void take_unseen_examples();
  void take_framing(const FramingLine& row);
  void mark_cues(OutcomeLists& lists, const FramingLine& row);
  void list_candidates();
  void look_up_documents();
  void finish_outcomes();
  void finish_negative();
  void finish_candidates();

  std::filesystem::path folder_;
  Decisions decisions_;
  Report report_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<OutcomeLists> lists_;  ///< one for each outcome, and a last one for passages towards none
  std::vector<std::vector<ListedQuote>> candidate_quotes_;
};

void Gatherer::list_outcomes() {
  std::vector<ListedOutcome> outcomes = read_outcome_list(folder_ / "outcomes.json");
  for (ListedOutcome& outcome : outcomes) {
    index_.emplace(outcome.section.id, report_.outcomes.size());
    report_.outcomes.push_back(std::move(outcome.section));
    lists_.emplace_back(outcomes.size(), std::move(outcome.examples));
  }
  apply_outcome_acts();
  while (lists_.size() <= report_.outcomes.size()) {
    lists_.emplace_back(outcomes.size(), std::vector<QuotedPassage>());
  }
}

void Gatherer::apply_outcome_acts() {
  for (const OutcomeDecision& act : decisions_.outcomes()) {
    const auto known = index_.find(act.outcome);
    if (known != index_.end()) {
      OutcomeSection& outcome = report_.outcomes[known->second];
      if (act.action == OutcomeAction::retire) {
        outcome.change = OutcomeChange::retired;
        outcome.needs_example = false;
      } else if (act.text != outcome.text) {
        outcome.change = OutcomeChange::reworded;
        outcome.text = act.text;
      }
    } else if (act.action != OutcomeAction::retire) {
      OutcomeSection outcome;
      outcome.id = act.outcome.empty() ? "new" : act.outcome;
      outcome.text = act.text;
      outcome.change = OutcomeChange::added;
      index_.emplace(outcome.id, report_.outcomes.size());
      report_.outcomes.push_back(std::move(outcome));
    }
  }
}

/// What reviewers said of the passage. What they said of its document as a whole counts where documents were
/// judged whole; elsewhere it can only rule the passage out, for nobody has looked at this one.
std::optional<MappingVerdict> Gatherer::verdict_on(const MappingLine& row) const {
  if (auto verdict = decisions_.mapping(row.document, row.place, row.text, row.outcome)) return verdict;
  auto whole = decisions_.mapping(row.document, row.outcome);
  if (whole && (report_.method.whole || whole->decision == Decision::reject)) return whole;
  if (!row.decided) return {};
  MappingVerdict earlier;
  earlier.decision = *row.decided;
  return earlier;
}

void Gatherer::take_mapping(const MappingLine& row) {
  const auto known = index_.find(row.outcome);
  if (known == index_.end()) return;
  OutcomeLists& lists = lists_[known->second];
  const std::optional<MappingVerdict> verdict = verdict_on(row);
  models::Verdict framing = row.framing;
  if (verdict && verdict->framing) {
    framing = *verdict->framing;
  } else if (framing == models::Verdict::contrary &&
             decisions_.framing(row.document, row.place, row.text, row.outcome) == false) {
    framing = models::Verdict::unclear;
  }
  const Standing before = standing_of(row.band, row.framing, row.decided);
  const Standing now =
      standing_of(row.band, framing, verdict ? std::optional(verdict->decision) : std::nullopt);
  if (before != now) {
    Coverage& coverage = report_.outcomes[known->second].coverage;
    if (auto* const figure = figure_of(coverage, before); figure != nullptr && *figure > 0) --*figure;
    if (auto* const figure = figure_of(coverage, now); figure != nullptr) ++*figure;
    lists.decided = true;
  }
  if (verdict && verdict->decision == Decision::accept) ++report_.method.review.accepted;
  if (verdict && verdict->decision == Decision::reject) ++report_.method.review.rejected;
  list_mapping(lists, row, now, verdict);
}

void Gatherer::list_mapping(OutcomeLists& lists, const MappingLine& row, Standing standing,
                            const std::optional<MappingVerdict>& verdict) {
  Rank rank;
  for (std::size_t i = 0; i < lists.examples.size(); ++i) {
    const QuotedPassage& example = lists.examples[i];
    if (example.document != row.document || example.place != row.place) continue;
    rank.example = i;
    lists.seen[i] = true;
    break;
  }
  if (standing == Standing::none) return;
  rank.confirmed = verdict && verdict->decision == Decision::accept;
  rank.starred = verdict && verdict->star;
  rank.score = row.score;
  rank.document = row.document;
  rank.place = row.place;
  Shortlist& list = standing == Standing::supporting ? lists.supporting
                    : standing == Standing::against  ? lists.against
                                                     : lists.unsure;
  if (!list.wants(rank)) return;
  ListedQuote listed;
  listed.quote.document = row.document;
  listed.quote.text = row.text;
  listed.quote.score = row.score;
  listed.quote.confirmed = rank.confirmed;
  listed.quote.starred = rank.starred;
  listed.quote.unclear = standing == Standing::unsure && row.band == models::Band::likely && !verdict;
  listed.place = row.place;
  listed.example = rank.example;
  listed.score = row.score;
  add_highlights(listed.quote, row.place, row.evidence);
  list.add(std::move(listed));
}

void Gatherer::take_unseen_examples() {
  for (OutcomeLists& lists : lists_) {
    for (std::size_t i = 0; i < lists.examples.size(); ++i) {
      if (lists.seen[i]) continue;
      const QuotedPassage& example = lists.examples[i];
      Rank rank;
      rank.example = i;
      rank.document = example.document;
      rank.place = example.place;
      if (!lists.supporting.wants(rank)) continue;
      ListedQuote listed;
      listed.quote.document = example.document;
      listed.quote.text = example.text;
      listed.place = example.place;
      listed.example = i;
      lists.supporting.add(std::move(listed));
    }
  }
}

void Gatherer::take_framing(const FramingLine& row) {
  const auto verdict = decisions_.framing(row.document, row.place, row.text, row.outcome);
  if (verdict == false) return;
  const auto known = row.outcome.empty() ? index_.end() : index_.find(row.outcome);
  OutcomeLists& lists = known == index_.end() ? lists_.back() : lists_[known->second];
  if (known != index_.end()) mark_cues(lists, row);
  ++report_.negative.total;
  ++lists.negative_total;
  Rank rank;
  rank.confirmed = verdict == true;
  rank.score = -row.score;
  rank.document = row.document;
  rank.place = row.place;
  if (!lists.negative.wants(rank)) return;
  ListedQuote listed;
  listed.quote.document = row.document;
  listed.quote.text = row.text;
  listed.quote.confirmed = rank.confirmed;
  listed.place = row.place;
  listed.score = rank.score;
  add_highlights(listed.quote, row.place, row.cues);
  lists.negative.add(std::move(listed));
}

/// The cues of a passage that is quoted as turning its outcome round.
void Gatherer::mark_cues(OutcomeLists& lists, const FramingLine& row) {
  for (ListedQuote& listed : lists.against.quotes()) {
    if (listed.quote.document == row.document && listed.place == row.place) {
      add_highlights(listed.quote, row.place, row.cues);
    }
  }
}

void Gatherer::list_candidates() {
  for (ListedCandidate& candidate : read_candidate_list(folder_ / "candidates.json")) {
    const auto verdict = decisions_.candidate(candidate.section.statement);
    if (verdict && verdict->action == CandidateAction::dismiss) continue;
    candidate.section.promoted = verdict && verdict->action == CandidateAction::promote;
    if (verdict && verdict->action == CandidateAction::merge) candidate.section.merged_into = verdict->into;
    std::vector<ListedQuote> quotes;
    for (QuotedPassage& passage : candidate.quotes) {
      if (quotes.size() == kCandidateQuotes) break;
      ListedQuote listed;
      listed.quote.document = std::move(passage.document);
      listed.quote.text = std::move(passage.text);
      listed.place = passage.place;
      quotes.push_back(std::move(listed));
    }
    report_.candidates.push_back(std::move(candidate.section));
    candidate_quotes_.push_back(std::move(quotes));
  }
}

/// Who wrote the quotes, when, and what stands around them.
void Gatherer::look_up_documents() {
  if (!has("documents.jsonl.zst")) return;
  std::map<std::string, std::vector<ListedQuote*>, std::less<>> wanted;
  const auto want = [&wanted](std::vector<ListedQuote>& quotes) {
    for (ListedQuote& listed : quotes) {
      if (!listed.quote.document.empty()) wanted[listed.quote.document].push_back(&listed);
    }
  };
  for (OutcomeLists& lists : lists_) {
    for (Shortlist* const list : {&lists.supporting, &lists.against, &lists.unsure, &lists.negative}) {
      want(list->quotes());
    }
  }
  for (std::vector<ListedQuote>& quotes : candidate_quotes_) want(quotes);
  std::size_t left = wanted.size();
  if (left == 0) return;
  const auto is_wanted = [&](std::string_view id) { return wanted.contains(id); };
  for_each_document(folder_ / "documents.jsonl.zst", is_wanted, [&](const DocumentLine& document) {
    for (ListedQuote* const listed : wanted.find(document.id)->second) {
      Quote& quote = listed->quote;
      quote.author = document.author;
      quote.date = document.date;
      quote.url = document.url;
      quote.source = document.source;
      quote.question = document.question;
      if (listed->place.end == 0) continue;
      const std::size_t begin = byte_of(document.text, listed->place.start);
      const std::size_t end = byte_of(document.text, listed->place.end);
      set_surroundings(quote, document.text.substr(0, begin), document.text.substr(end));
    }
    return --left > 0;
  });
}

void Gatherer::finish_outcomes() {
  for (std::size_t i = 0; i < report_.outcomes.size(); ++i) {
    OutcomeSection& outcome = report_.outcomes[i];
    OutcomeLists& lists = lists_[i];
    outcome.quotes = lists.supporting.take();
    outcome.contrary = lists.against.take();
    outcome.unsure = lists.unsure.take();
    const bool open = outcome.change != OutcomeChange::retired && outcome.change != OutcomeChange::added;
    if (lists.decided) outcome.needs_example = open && outcome.coverage.supporting == 0;
  }
}

void Gatherer::finish_negative() {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i].negative_total == 0) continue;
    NegativeGroup group;
    if (i < report_.outcomes.size()) group.outcome = report_.outcomes[i].id;
    group.total = lists_[i].negative_total;
    group.quotes = lists_[i].negative.take();
    report_.negative.groups.push_back(std::move(group));
  }
}

void Gatherer::finish_candidates() {
  for (std::size_t i = 0; i < report_.candidates.size(); ++i) {
    for (ListedQuote& listed : candidate_quotes_[i]) {
      report_.candidates[i].quotes.push_back(std::move(listed.quote));
    }
  }
}

}  // namespace

Report gather_report(const std::filesystem::path& results_folder) {
  return gather_report(results_folder, corpus::read_text(corpus::ByteSource(results_folder / "run.json")),
                       current_decisions(results_folder));
}

Report gather_report(const std::filesystem::path& staged, std::string_view run_json,
                     const std::filesystem::path& decisions) {
  return Gatherer(staged, run_json, decisions).gather();
}

}  // namespace bearout::pipeline
