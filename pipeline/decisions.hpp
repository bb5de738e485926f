#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "models/decision.hpp"
#include "models/framing.hpp"

namespace bearout::pipeline {

using models::Decision;
using models::Place;

/// Who did it, and when: of every kind of act. Both may be empty.
struct Signature {
  std::string by;
  std::string at;
  std::string note;
  std::size_t line = 0;  ///< 1-based; of one reviewer's acts on the same thing the last counts
};

/// "This passage shows this outcome." Without text and place it speaks of the document as a whole.
struct MappingDecision {
  std::string document;
  std::optional<Place> place;
  std::string text;
  std::string outcome;
  Decision decision = Decision::unsure;
  std::optional<models::Verdict> framing = {};
  bool star = false;
  Signature signature;
};

enum class OutcomeAction : std::uint8_t { add, reword, retire };
struct OutcomeDecision {
  OutcomeAction action = OutcomeAction::add;
  std::string outcome;  ///< id; may be empty for a new one
  std::string text;
  std::string from_candidate;
  Signature signature;
};

enum class CandidateAction : std::uint8_t { promote, merge, dismiss };
struct CandidateDecision {
  CandidateAction action = CandidateAction::dismiss;
  std::string statement;
  std::string into;  ///< for merge: an outcome's id, or another candidate's statement
  Signature signature;
};

struct FramingDecision {
  std::string document;
  std::optional<Place> place;
  std::string text;
  std::optional<std::string> outcome;  ///< nothing: towards whichever outcome
  bool confirmed = false;              ///< it is framed negatively; otherwise dismissed
  Signature signature;
};

/// Every act, in the order of the file.
struct DecisionLog {
  std::vector<MappingDecision> mappings;
  std::vector<OutcomeDecision> outcomes;
  std::vector<CandidateDecision> candidates;
  std::vector<FramingDecision> framings;
};

/// Reads decisions.jsonl strictly: what people decided must not be half understood. Throws corpus::Error
/// ("decisions.jsonl:12: …") for the first line that isn't a decision; empty lines are allowed, unknown keys
/// are left alone.
[[nodiscard]] DecisionLog read_decisions(const std::filesystem::path& file);
/// A line that is no decision.
class BadDecision : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One line of it; `number` is its 1-based position. Throws BadDecision: what is wrong, without the position.
void read_decision(DecisionLog& log, std::string_view text, std::size_t number);

struct MappingVerdict {
  Decision decision = Decision::unsure;
  std::optional<models::Verdict> framing;  ///< by those who accepted it, where they gave one
  bool star = false;                       ///< one of those who accepted it did
};

struct CandidateVerdict {
  CandidateAction action = CandidateAction::dismiss;
  std::string into;
};

/// What all acts come to: per thing and reviewer the last act, between reviewers the majority; a tie is
/// `unsure`, or no verdict where there is no such word. Passages are found again by document and text (white
/// space folded), where a decision has no text by their place.
class Decisions {
 public:
  Decisions() = default;
  explicit Decisions(DecisionLog log);

  /// Nothing: nobody decided on this passage.
  [[nodiscard]] std::optional<MappingVerdict> mapping(std::string_view document, Place place,
                                                      std::string_view text, std::string_view outcome) const;
  /// What was decided on the document as a whole.
  [[nodiscard]] std::optional<MappingVerdict> mapping(std::string_view document,
                                                      std::string_view outcome) const;
  /// True: confirmed as negative; false: dismissed. An empty outcome: towards none.
  [[nodiscard]] std::optional<bool> framing(std::string_view document, Place place, std::string_view text,
                                            std::string_view outcome) const;
  [[nodiscard]] std::optional<CandidateVerdict> candidate(std::string_view statement) const;
  /// The acts on the list that hold, in the order in which they were first made.
  [[nodiscard]] const std::vector<OutcomeDecision>& outcomes() const { return outcomes_; }
  /// Statements of the candidates that were promoted, white space folded, sorted.
  [[nodiscard]] std::vector<std::string> promoted() const;
  /// All that a model learns from and keeps. Whatever the order of the lines, it is the same.
  [[nodiscard]] models::DecidedFacts facts() const;
  [[nodiscard]] std::size_t reviewers() const { return reviewers_; }

 private:
  /// Of one thing: reviewer -> index of the last act in the log.
  using Votes = std::map<std::string, std::size_t, std::less<>>;
  /// Document, passage, outcome.
  using PassageKey = std::tuple<std::string, std::string, std::string>;
  using PassageVotes = std::map<PassageKey, Votes>;

  static void add_votes(Votes& votes, const PassageVotes& all, const PassageKey& key);
  [[nodiscard]] std::optional<MappingVerdict> settle_mapping(const Votes& votes) const;
  void settle_outcomes();
  void count_reviewers();

  DecisionLog log_;
  PassageVotes mappings_;
  PassageVotes framings_;
  std::map<std::string, Votes, std::less<>> candidates_;
  std::vector<OutcomeDecision> outcomes_;
  std::size_t reviewers_ = 0;
};

}  // namespace bearout::pipeline
