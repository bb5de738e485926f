#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "pipeline/row_reader.hpp"

namespace bearout::pipeline {

struct CandidateMember {
  PassagePlace place;
  std::string text;
  double score = 0;
  std::uint64_t row = 0;  ///< order of the rows, so that ties have an order
};

/// A candidate new outcome, as candidates.json tells it.
struct Candidate {
  std::string id;  ///< "proposal-1", "theme-3"
  std::string statement;
  bool proposed = false;  ///< said outright; else it recurs
  std::vector<std::string> terms;
  std::uint64_t size = 0;
  double cohesion = 0;
  double novelty = 1;
  std::string nearest_outcome;  ///< id; empty if the list is empty
  std::vector<std::string> proposed_by;
  std::optional<bool> accepted_by_author;
  std::vector<CandidateMember> members;  ///< the best 50, best first
};

/// Gathers candidates from rows in bounded memory: themes from the model with their members, and what people
/// proposed.
class CandidateList {
 public:
  explicit CandidateList(const models::Model& model);

  /// Returns the line of memberships.jsonl; nothing if reviewers settled its candidate.
  [[nodiscard]] std::string add(const MemberRow& row);
  void add(const ProposalRow& row);
  void add(const AcceptanceRow& row);

  /// All candidates, best first: proposals (surest first), then themes. Like proposals are one; themes
  /// without members are left out. Also the membership lines of the proposals.
  struct Result {
    std::vector<Candidate> candidates;
    std::string proposal_memberships;
  };
  [[nodiscard]] Result finish();

 private:
  struct Proposed {
    ProposalRow row;
    std::uint64_t number = 0;  ///< order of arrival
    std::optional<bool> accepted;
  };
  struct Answer {
    AcceptanceRow row;
    std::uint64_t number = 0;
  };
  /// Whether reviewers dismissed it, or made it an outcome.
  [[nodiscard]] bool is_settled(std::string_view statement) const;
  void settle_acceptances();
  [[nodiscard]] std::vector<Candidate> merge_proposals() const;
  void place_among_outcomes(Candidate& candidate) const;

  const models::Model* model_;
  std::vector<Candidate> themes_;
  std::vector<Proposed> proposals_;
  std::vector<Answer> answers_;
  std::uint64_t arrivals_ = 0;
};

/// candidates.json.
[[nodiscard]] std::string candidates_json(const std::vector<Candidate>& candidates);

}  // namespace bearout::pipeline
