#include "models/decided_passages.hpp"

#include <algorithm>

#include "corpus/folded.hpp"
#include "corpus/span.hpp"

namespace bearout::models {

namespace {

/// Passages of a document with their white space folded, in which decided ones are looked for.
class Folded {
 public:
  Folded(std::string_view text, std::span<const corpus::Passage> passages) : passages_(passages) {
    for (const corpus::Passage& passage : passages)
      texts_.push_back(corpus::fold_white_space(corpus::cut(text, passage.span)));
  }

  /// All passages of that text; else the one that shares most with it.
  [[nodiscard]] std::vector<std::uint32_t> with_text(std::string_view wanted) const {
    std::vector<std::uint32_t> same;
    std::size_t most = 0;
    std::uint32_t nearest = 0;
    for (std::uint32_t p = 0; p < texts_.size(); ++p) {
      if (texts_[p] == wanted) same.push_back(p);
      const std::size_t shared = std::min(texts_[p].size(), wanted.size());
      if (shared > most && is_same_passage(texts_[p], wanted)) {
        most = shared;
        nearest = p;
      }
    }
    if (same.empty() && most > 0) same.push_back(nearest);
    return same;
  }

  /// The passage there; else the one that overlaps most.
  [[nodiscard]] std::vector<std::uint32_t> at(Place place) const {
    std::uint64_t most = 0;
    std::uint32_t nearest = 0;
    for (std::uint32_t p = 0; p < passages_.size(); ++p) {
      const std::uint64_t begin = std::max<std::uint64_t>(place.start, passages_[p].start);
      const std::uint64_t end = std::min<std::uint64_t>(place.end, passages_[p].end);
      if (end <= begin || end - begin <= most) continue;
      most = end - begin;
      nearest = p;
    }
    if (most == 0) return {};
    return {nearest};
  }

 private:
  std::span<const corpus::Passage> passages_;
  std::vector<std::string> texts_;
};

}  // namespace

bool is_same_passage(std::string_view folded, std::string_view decided) {
  if (folded.empty() || decided.empty()) return false;
  return folded.find(decided) != std::string_view::npos || decided.find(folded) != std::string_view::npos;
}

DecidedPassages::DecidedPassages(const DecidedFacts& facts, std::span<const corpus::Outcome> outcomes)
    : facts_(&facts) {
  for (std::uint32_t j = 0; j < outcomes.size(); ++j) outcomes_.emplace(outcomes[j].id, j);
  for (std::uint32_t i = 0; i < facts.pairs.size(); ++i)
    documents_[facts.pairs[i].passage.document].pairs.push_back(i);
  for (std::uint32_t i = 0; i < facts.framings.size(); ++i)
    documents_[facts.framings[i].passage.document].framings.push_back(i);
}

FoundDecisions DecidedPassages::find(std::string_view document, std::string_view text,
                                     std::span<const corpus::Passage> passages) const {
  FoundDecisions found;
  const auto numbers = documents_.find(document);
  if (numbers == documents_.end()) return found;
  const Folded folded(text, passages);
  const auto add = [&](std::uint32_t number, const DecidedPassage& decided, const std::string* outcome,
                       std::vector<FoundDecision>& into) {
    FoundDecision one{number, {}, {}};
    if (outcome != nullptr) {
      const auto known = outcomes_.find(*outcome);
      if (known == outcomes_.end()) return;
      one.outcome = known->second;
    }
    if (decided.text.empty() && !decided.place) {
      into.push_back(one);
      return;
    }
    for (const std::uint32_t p :
         decided.text.empty() ? folded.at(*decided.place) : folded.with_text(decided.text)) {
      one.passage = p;
      into.push_back(one);
    }
  };
  for (const std::uint32_t i : numbers->second.pairs)
    add(i, facts_->pairs[i].passage, &facts_->pairs[i].outcome, found.pairs);
  for (const std::uint32_t i : numbers->second.framings) {
    const auto& outcome = facts_->framings[i].outcome;
    add(i, facts_->framings[i].passage, outcome ? &*outcome : nullptr, found.framings);
  }
  return found;
}

}  // namespace bearout::models
