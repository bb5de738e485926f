#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/review/results.hpp"

namespace bearout::review {

/// What one reviewer said of a pair; of a negative passage `accept` means confirmed, `reject` dismissed.
struct Vote {
  std::string by;
  pipeline::Decision decision = pipeline::Decision::unsure;
  std::optional<models::Verdict> framing;
  bool star = false;
  std::string note;
};

struct OutcomeCard {
  std::string id;
  std::string text;
  std::string title;
  pipeline::OutcomeChange change = pipeline::OutcomeChange::none;
  std::uint64_t requests = 0;
};

/// Under which figures of an outcome its pairs are counted now.
struct OutcomeCounts {
  std::uint64_t supporting = 0;
  std::uint64_t against = 0;
  std::uint64_t unsure = 0;
  std::uint64_t open = 0;           ///< not yet decided by this reviewer
  std::uint64_t accepted = 0;       ///< by the reviewers
  std::uint64_t negative_open = 0;  ///< passages against, not yet decided by this reviewer
};

/// Two lists of pairs: suggestions (with what reviewers added by hand and the members of promoted candidates)
/// and negative passages.
enum class List : std::uint8_t { suggestions, negative };

/// The results as they stand after all decisions so far. Pairs are numbered; a number stays while the results
/// stay. Not thread-safe.
class Board {
 public:
  Board(std::shared_ptr<const Results> results, std::string reviewer);

  /// All acts that hold, anew.
  void load(std::span<const pipeline::StoredAct> acts);
  /// Acts that have just changed. False: they changed more than votes, so load() is needed.
  [[nodiscard]] bool update(std::span<const pipeline::StoredAct> changed);

  [[nodiscard]] const Results& results() const { return *results_; }
  [[nodiscard]] const std::string& reviewer() const { return reviewer_; }
  [[nodiscard]] const std::vector<OutcomeCard>& outcomes() const { return outcomes_; }
  [[nodiscard]] const OutcomeCard* find_outcome(std::string_view id) const;
  /// Of each of outcomes().
  [[nodiscard]] std::vector<OutcomeCounts> counts() const;

  [[nodiscard]] std::uint32_t size(List list) const;
  [[nodiscard]] const Pair& pair(List list, std::uint32_t number) const;
  [[nodiscard]] std::string_view text(List list, std::uint32_t number) const;
  [[nodiscard]] std::string_view folded(List list, std::uint32_t number) const;
  /// False for a pair whose outcome is no longer on the list.
  [[nodiscard]] bool shown(List list, std::uint32_t number) const;
  [[nodiscard]] std::span<const Vote> votes(List list, std::uint32_t number) const;
  [[nodiscard]] const Vote* mine(List list, std::uint32_t number) const;
  [[nodiscard]] std::optional<pipeline::Decision> my_decision(List list, std::uint32_t number) const {
    return listed(list).mine[number];
  }
  [[nodiscard]] bool is_open(List list, std::uint32_t number) const { return !my_decision(list, number); }
  /// Between the reviewers the majority, a tie is unsure; nothing: nobody decided.
  [[nodiscard]] std::optional<pipeline::Decision> settled(List list, std::uint32_t number) const {
    return listed(list).majority[number];
  }
  /// How the pair is framed: as those who accepted it say, else as the program does.
  [[nodiscard]] models::Verdict framing(std::uint32_t number) const;
  /// Number of the pair, kNone if there is none.
  [[nodiscard]] std::uint32_t find(List list, const std::string& key) const;
  [[nodiscard]] std::string key(List list, std::uint32_t number) const;
  /// The line of framing.jsonl about a suggestion's passage and outcome; empty if there is none.
  [[nodiscard]] std::string cues_of(std::uint32_t suggestion) const;

  [[nodiscard]] std::optional<pipeline::CandidateVerdict> candidate(std::size_t number) const;
  /// Everybody who decided anything, in the order of their names.
  [[nodiscard]] const std::vector<std::string>& reviewers() const { return reviewers_; }

 private:
  /// What is asked of every pair again and again is kept beside it, by number.
  struct Listed {
    std::unordered_map<std::string, std::uint32_t> numbers;  // by key; looked up, never walked
    std::vector<std::vector<Vote>> votes;
    std::vector<std::uint32_t> outcome;                       // index into outcomes_, or kNone
    std::vector<std::optional<pipeline::Decision>> mine;      // what the reviewer said
    std::vector<std::optional<pipeline::Decision>> majority;  // what all said
  };
  void index(List list);
  void list_outcomes();
  void place_outcomes(List list);
  void add_members();
  void add_extra(Pair pair, std::string_view text);
  void vote(List list, std::uint32_t number, const std::string& by, const pipeline::DecisionLog& act);
  [[nodiscard]] Listed& listed(List list) { return list == List::suggestions ? suggestions_ : negative_; }
  [[nodiscard]] const Listed& listed(List list) const {
    return list == List::suggestions ? suggestions_ : negative_;
  }

  std::shared_ptr<const Results> results_;
  std::string reviewer_;
  std::vector<OutcomeCard> outcomes_;
  std::unordered_map<std::string, std::size_t> outcome_index_;  // looked up, never walked
  Listed suggestions_;
  Listed negative_;
  std::vector<Pair> extra_;  // behind the suggestions of the results
  PassageTexts extra_texts_;
  pipeline::Decisions decisions_;
  std::vector<std::string> reviewers_;
};

}  // namespace bearout::review
