#include "pipeline/candidate_list.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/ascii.hpp"
#include "corpus/folded.hpp"
#include "pipeline/json_text.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMostMembers = 50;
constexpr std::size_t kMostProposals = 2000;  // remembered; beyond, the least sure are dropped
constexpr std::size_t kMostShown = 40;        // proposals in candidates.json
constexpr std::size_t kQuotes = 3;
constexpr double kAlike = 0.6;  // share of the smaller proposal's stems that the other has too

/// The words of a statement that say what it is about, each once, as written (case-folded).
std::vector<std::string> content_words(std::string_view statement, const models::AnalyzerOptions& options) {
  models::Analyzer analyzer(options);
  std::vector<std::string> words;
  for (const models::Token& token : analyzer.analyze(statement)) {
    const models::Form& form = analyzer.form(token.form);
    const bool known = std::find(words.begin(), words.end(), form.text) != words.end();
    if (is_content(form) && !known) words.emplace_back(form.text);
  }
  return words;
}

/// "@Priya" means Priya, and Priya Shah too.
bool is_addressed(std::string_view addressee, std::string_view author) {
  const std::string name = corpus::ascii_lower(addressee);
  const std::string whole = corpus::ascii_lower(author);
  return !name.empty() && whole.rfind(name, 0) == 0 &&
         (whole.size() == name.size() || whole[name.size()] == ' ');
}

bool is_better(const CandidateMember& a, const CandidateMember& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

bool are_alike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  std::vector<std::string> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return static_cast<double>(common.size()) >= kAlike * static_cast<double>(std::min(a.size(), b.size()));
}

std::string membership_line(const std::string& candidate, const PassagePlace& place, double score) {
  JsonText line;
  line.open_object()
      .field("candidate", candidate)
      .field("document", place.document)
      .field("passage", place.passage)
      .field("start", place.start)
      .field("end", place.end)
      .field("score", score)
      .close_object()
      .end_line();
  return line.take();
}

nlohmann::ordered_json place_json(const CandidateMember& member) {
  return {{"document", member.place.document},
          {"passage", member.place.passage},
          {"start", member.place.start},
          {"end", member.place.end}};
}

double rounded(double number) {
  return std::stod(fixed_digits(number));
}

/// Members to quote: the best ones, each from another document, none said twice.
nlohmann::ordered_json quotes_of(const Candidate& candidate) {
  auto quotes = nlohmann::ordered_json::array();
  std::set<std::string> documents;
  std::set<std::string> texts;
  for (const CandidateMember& member : candidate.members) {
    if (quotes.size() == kQuotes) break;
    if (!documents.insert(member.place.document).second ||
        !texts.insert(corpus::ascii_lower(member.text)).second)
      continue;
    auto quote = place_json(member);
    quote["text"] = member.text;
    quotes.push_back(std::move(quote));
  }
  return quotes;
}

}  // namespace

CandidateList::CandidateList(const models::Model& model) : model_(&model) {
  for (std::size_t i = 0; i < model.themes.size(); ++i) {
    const models::Theme& theme = model.themes[i];
    Candidate candidate;
    candidate.id = "theme-" + std::to_string(i + 1);
    candidate.statement = theme.statement;
    candidate.terms = theme.words;
    candidate.cohesion = theme.cohesion;
    candidate.novelty = theme.novelty;
    if (theme.nearest_outcome < model.outcomes.size())
      candidate.nearest_outcome = model.outcomes[theme.nearest_outcome].id;
    themes_.push_back(std::move(candidate));
  }
}

bool CandidateList::is_settled(std::string_view statement) const {
  if (model_->decided == models::DecidedFacts()) return false;
  const std::string folded = corpus::fold_white_space(statement);
  const auto& dismissed = model_->decided.dismissed;
  return std::binary_search(dismissed.begin(), dismissed.end(), folded) ||
         std::any_of(model_->outcomes.begin(), model_->outcomes.end(), [&](const corpus::Outcome& outcome) {
           return corpus::fold_white_space(outcome.text) == folded;
         });
}

std::string CandidateList::add(const MemberRow& row) {
  Candidate& theme = themes_.at(row.theme);
  if (is_settled(theme.statement)) return {};
  ++theme.size;
  CandidateMember member{row.place, row.text, row.score, arrivals_++};
  if (theme.members.size() < kMostMembers || is_better(member, theme.members.back())) {
    theme.members.insert(std::upper_bound(theme.members.begin(), theme.members.end(), member, is_better),
                         std::move(member));
    if (theme.members.size() > kMostMembers) theme.members.pop_back();
  }
  return membership_line(theme.id, row.place, row.score);
}

void CandidateList::add(const ProposalRow& row) {
  proposals_.push_back({row, arrivals_++, std::nullopt});
  if (proposals_.size() < 2 * kMostProposals) return;
  std::stable_sort(proposals_.begin(), proposals_.end(), [](const Proposed& a, const Proposed& b) {
    return a.row.proposal.weight > b.row.proposal.weight;
  });
  proposals_.resize(kMostProposals);
}

void CandidateList::add(const AcceptanceRow& row) {
  answers_.push_back({row, arrivals_++});
}

/// An answer speaks to the person's latest earlier comment in which something was proposed, or to the comment
/// that it replies to.
void CandidateList::settle_acceptances() {
  std::sort(proposals_.begin(), proposals_.end(),
            [](const Proposed& a, const Proposed& b) { return a.number < b.number; });
  for (const Answer& answer : answers_) {
    const models::Acceptance& said = answer.row.acceptance;
    std::string document;
    for (const Proposed& proposal : proposals_) {
      // Newest first: then nothing stands before the answer, and what comes after it must be meant.
      if (proposal.number > answer.number && !document.empty()) break;
      const bool meant = said.addressee.empty() ? proposal.row.place.document == answer.row.parent
                                                : is_addressed(said.addressee, proposal.row.author);
      if (meant) document = proposal.row.place.document;
    }
    if (document.empty()) continue;
    std::vector<Proposed*> theirs;
    std::vector<models::Proposal> values;
    for (Proposed& proposal : proposals_) {
      if (proposal.row.place.document != document) continue;
      theirs.push_back(&proposal);
      values.push_back(proposal.row.proposal);
    }
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      const auto accepted = models::is_accepted(said, values, i);
      if (accepted) theirs[i]->accepted = accepted;
    }
  }
}

void CandidateList::place_among_outcomes(Candidate& candidate) const {
  if (model_->outcomes.empty()) return;
  models::Analyzer analyzer(model_->analyzer);
  models::Weigher weigher(model_->vocabulary, model_->weights);
  models::WeightedText weighted;
  weigher.weigh(analyzer.analyze(candidate.statement), analyzer, weighted);
  std::vector<double> cosine(model_->outcomes.size());
  models::measure_words(model_->space, models::content_terms(weighted), cosine);
  const auto nearest = std::max_element(cosine.begin(), cosine.end());
  candidate.novelty = 1 - *nearest;
  candidate.nearest_outcome = model_->outcomes[static_cast<std::size_t>(nearest - cosine.begin())].id;
}

std::vector<Candidate> CandidateList::merge_proposals() const {
  std::vector<const Proposed*> order;
  for (const Proposed& proposal : proposals_) order.push_back(&proposal);
  std::sort(order.begin(), order.end(), [](const Proposed* a, const Proposed* b) {
    const double x = a->row.proposal.weight;
    const double y = b->row.proposal.weight;
    return x != y ? x > y : a->number < b->number;
  });
  std::vector<Candidate> merged;
  std::vector<std::vector<std::string>> stems;
  for (const Proposed* proposal : order) {
    const ProposalRow& row = proposal->row;
    std::size_t at = 0;
    while (at < merged.size() && !are_alike(stems[at], row.proposal.stems)) ++at;
    if (at == merged.size()) {
      merged.emplace_back();
      merged.back().statement = row.proposal.statement;
      merged.back().proposed = true;
      merged.back().terms = content_words(row.proposal.statement, model_->analyzer);
      stems.push_back(row.proposal.stems);
    }
    Candidate& candidate = merged[at];
    ++candidate.size;
    auto& by = candidate.proposed_by;
    if (!row.author.empty() && std::find(by.begin(), by.end(), row.author) == by.end())
      by.push_back(row.author);
    if (proposal->accepted && !candidate.accepted_by_author.value_or(false))
      candidate.accepted_by_author = proposal->accepted;
    if (candidate.members.size() < kMostMembers) {
      candidate.members.push_back({row.place, row.text, row.proposal.weight, proposal->number});
    }
  }
  return merged;
}

CandidateList::Result CandidateList::finish() {
  settle_acceptances();
  Result result;
  for (Candidate& candidate : merge_proposals()) {
    if (result.candidates.size() == kMostShown) break;
    if (is_settled(candidate.statement)) continue;
    candidate.id = "proposal-" + std::to_string(result.candidates.size() + 1);
    place_among_outcomes(candidate);
    for (const CandidateMember& member : candidate.members) {
      result.proposal_memberships += membership_line(candidate.id, member.place, member.score);
    }
    result.candidates.push_back(std::move(candidate));
  }
  for (Candidate& theme : themes_) {
    if (theme.size > 0) result.candidates.push_back(std::move(theme));
  }
  return result;
}

std::string candidates_json(const std::vector<Candidate>& candidates) {
  auto list = nlohmann::ordered_json::array();
  for (const Candidate& candidate : candidates) {
    nlohmann::ordered_json item{{"id", candidate.id},
                                {"statement", candidate.statement},
                                {"terms", candidate.terms},
                                {"size", candidate.size},
                                {"cohesion", nullptr},
                                {"novelty", rounded(candidate.novelty)},
                                {"source", "recurring"},
                                {"nearest_outcome", nullptr},
                                {"proposed_by", candidate.proposed_by},
                                {"accepted_by_author", nullptr}};
    if (candidate.proposed) item["source"] = "proposed";
    if (!candidate.proposed) item["cohesion"] = rounded(candidate.cohesion);
    if (!candidate.nearest_outcome.empty()) item["nearest_outcome"] = candidate.nearest_outcome;
    if (candidate.accepted_by_author) item["accepted_by_author"] = *candidate.accepted_by_author;
    item["members"] = nlohmann::ordered_json::array();
    for (const CandidateMember& member : candidate.members) {
      auto entry = place_json(member);
      entry["score"] = rounded(member.score);
      item["members"].push_back(std::move(entry));
    }
    item["quotes"] = quotes_of(candidate);
    list.push_back(std::move(item));
  }
  return list.dump(1) + "\n";
}

}  // namespace bearout::pipeline
