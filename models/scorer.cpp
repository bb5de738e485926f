#include "models/scorer.hpp"

#include <algorithm>
#include <cmath>

namespace bearout::models {

namespace {

// A scorer forgets its tables of forms and stems beyond this, so that an endless stream can't fill the
// memory.
constexpr std::size_t kMostForms = 500'000;
// A negative passage turns an outcome round only if it speaks of it at all: from this cosine on.
constexpr double kRelated = 0.1;

bool by_weight(const Evidence& a, const Evidence& b) {
  return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight)
                                                  : a.span.begin < b.span.begin;
}

}  // namespace

/// One unit under judgement: passages [first, last) of a document, their tokens, their tone.
struct Scorer::Judged {
  const ReadText* read;
  std::size_t first;
  std::size_t last;
  std::span<const Token> tokens;
  Tone tone;
};

Scorer::Scorer(const Model& model)
    : model_(&model),
      reader_(model.analyzer),
      weigher_(model.vocabulary, model.weights),
      framing_(model.outcomes, model.analyzer),
      reference_finder_(model.outcomes),
      themes_(model.themes, model.vocabulary.size()),
      closeness_(model.outcomes.size()),
      logits_(model.outcomes.size()),
      spoken_of_(model.outcomes.size()) {}

DocumentResult Scorer::score(const corpus::Document& document, const ScoreOptions& options) {
  if (reader_.analyzer().form_count() > kMostForms) {
    reader_.analyzer().clear();
    weigher_.forget();
    framing_.forget();
  }
  const ReadText& read = reader_.read(document.text);
  DocumentResult result;
  result.passages = read.passages;
  if (document.role == corpus::Role::author) {
    result.acceptances = find_acceptances(document.text, read.tokens, reader_.analyzer());
    return result;
  }
  if (read.passages.empty()) return result;
  find_references(document.text, read, result);
  if (model_->unit == Unit::document) {
    judge_unit(document.text, read, 0, read.passages.size(), options, result);
  } else {
    for (std::size_t p = 0; p < read.passages.size(); ++p)
      judge_unit(document.text, read, p, p + 1, options, result);
  }
  if (model_->options.candidates) {
    result.proposals = find_proposals(document.text, read.passages, read.tokens, reader_.analyzer());
  }
  return result;
}

void Scorer::find_references(std::string_view text, const ReadText& read, DocumentResult& result) {
  references_.clear();
  for (std::size_t p = 0; p < read.passages.size();) {
    std::size_t last = p + 1;  // the clauses of one sentence are read together
    while (last < read.passages.size() && read.passages[last].sentence == read.passages[p].sentence) ++last;
    const std::span tokens =
        std::span(read.tokens).subspan(read.first_token[p], read.first_token[last] - read.first_token[p]);
    for (const Reference& reference : reference_finder_.find(text, tokens, reader_.analyzer())) {
      references_.push_back({reference, read.passages[p].sentence});
      const bool asked = std::any_of(result.requests.begin(), result.requests.end(),
                                     [&](const Reference& r) { return r.outcome == reference.outcome; });
      if (reference.request && !asked)
        result.requests.push_back(reference);  // one person, however often they ask
    }
    p = last;
  }
}

void Scorer::judge_unit(std::string_view text, const ReadText& read, std::size_t first, std::size_t last,
                        const ScoreOptions& options, DocumentResult& result) {
  Judged unit{&read, first, last, {}, {}};
  unit.tokens = std::span(read.tokens)
                    .subspan(read.first_token[first], read.first_token[last] - read.first_token[first]);
  unit.tone = framing_.read(text, {read.passages[first].span.begin, read.passages[last - 1].span.end},
                            unit.tokens, reader_.analyzer());
  score_unit(unit);
  const std::size_t before = result.mappings.size();
  for (const std::uint32_t outcome : select(unit, options, result))
    result.mappings.push_back(map(text, unit, outcome));
  add_negative(text, unit, std::span(result.mappings).subspan(before), result.negative);
  const bool explained = !logits_.empty() && *std::max_element(logits_.begin(), logits_.end()) >= 0;
  if (explained) return;
  if (const auto membership = themes_.assign(weighted_.row, theme_scores_)) {
    result.members.push_back({static_cast<std::uint32_t>(first), *membership});
  }
}

/// Fills weighted_, closeness_ and logits_ for the unit.
void Scorer::score_unit(const Judged& unit) {
  weigher_.weigh(unit.tokens, reader_.analyzer(), weighted_);
  measure_closeness(*model_, weighted_, closeness_);
  model_->matcher.judge(closeness_, logits_);
  for (std::size_t j = 0; j < closeness_.size(); ++j) spoken_of_[j] = closeness_[j] > 0 ? 1 : 0;
  const auto& passages = unit.read->passages;
  for (const Placed& placed : references_) {
    if (placed.reference.request) continue;
    if (placed.sentence < passages[unit.first].sentence || placed.sentence > passages[unit.last - 1].sentence)
      continue;
    logits_[placed.reference.outcome] += model_->matcher.weights.reference;
    spoken_of_[placed.reference.outcome] = 1;
  }
}

std::vector<std::uint32_t> Scorer::select(const Judged& unit, const ScoreOptions& options,
                                          const DocumentResult& result) const {
  const auto asked_here = [&](std::uint32_t outcome) {
    return unit.last - unit.first == 1 &&
           std::any_of(references_.begin(), references_.end(), [&](const Placed& placed) {
             return placed.reference.request && placed.reference.outcome == outcome &&
                    placed.sentence == result.passages[unit.first].sentence;
           });
  };
  std::vector<std::uint32_t> outcomes;
  for (std::uint32_t j = 0; j < logits_.size(); ++j) {
    const bool suggested = spoken_of_[j] != 0 && probability(logits_[j]) >= options.min_score;
    if (options.all_pairs || (suggested && !asked_here(j))) outcomes.push_back(j);
  }
  std::sort(outcomes.begin(), outcomes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return logits_[a] != logits_[b] ? logits_[a] > logits_[b] : a < b;
  });
  if (options.top > 0 && !options.all_pairs && outcomes.size() > options.top) outcomes.resize(options.top);
  return outcomes;
}

Mapping Scorer::map(std::string_view text, const Judged& unit, std::uint32_t outcome) {
  Mapping mapping;
  mapping.outcome = outcome;
  mapping.passage = best_passage(unit, outcome);
  mapping.score = probability(logits_[outcome]);
  mapping.band = mapping.score >= kLikely   ? Band::likely
                 : mapping.score >= kUnsure ? Band::unsure
                                            : Band::below;
  mapping.closeness = closeness_[outcome];
  mapping.passage_mean = Matcher::passage_mean(closeness_);
  double explained = 0;
  const double slope = model_->matcher.weights.slope() * length_factor(weighted_.length, model_->pivot);
  SparseRows::InnerIterator own(model_->outcome_rows, static_cast<Eigen::Index>(outcome));
  for (std::size_t i = 0; i < weighted_.row.size() && own; ++i) {
    const auto term = static_cast<Eigen::Index>(weighted_.row[i].term);
    while (own && own.col() < term) ++own;
    if (!own || own.col() != term) continue;
    const corpus::Span span = unit.tokens[weighted_.first_token[i]].span;
    const double weight = slope * weighted_.row[i].weight * own.value();
    mapping.evidence.push_back({std::string(corpus::cut(text, span)), span, weight, Via::words});
    explained += weight;
  }
  const auto& passages = unit.read->passages;
  for (const Placed& placed : references_) {
    if (placed.reference.request || placed.reference.outcome != outcome) continue;
    if (placed.sentence < passages[unit.first].sentence || placed.sentence > passages[unit.last - 1].sentence)
      continue;
    const corpus::Span span = placed.reference.span;
    mapping.evidence.push_back(
        {std::string(corpus::cut(text, span)), span, model_->matcher.weights.reference, Via::reference});
    explained += model_->matcher.weights.reference;
  }
  mapping.base = logits_[outcome] - explained;
  std::sort(mapping.evidence.begin(), mapping.evidence.end(), by_weight);
  mapping.framing = framing_.judge(unit.tone, text, unit.tokens, outcome);
  return mapping;
}

/// The passage of the unit that is closest to the outcome: the only one, or the best sentence of a whole
/// document.
std::uint32_t Scorer::best_passage(const Judged& unit, std::uint32_t outcome) {
  auto best = static_cast<std::uint32_t>(unit.first);
  double highest = -1;
  for (std::size_t p = unit.first; p < unit.last && unit.last - unit.first > 1; ++p) {
    weigher_.weigh(unit.read->tokens_of(p), reader_.analyzer(), sentence_);
    double cosine = 0;
    SparseRows::InnerIterator own(model_->outcome_rows, static_cast<Eigen::Index>(outcome));
    for (const TermWeight& entry : sentence_.row) {
      while (own && own.col() < static_cast<Eigen::Index>(entry.term)) ++own;
      if (own && own.col() == static_cast<Eigen::Index>(entry.term)) cosine += entry.weight * own.value();
    }
    if (cosine > highest) {
      highest = cosine;
      best = static_cast<std::uint32_t>(p);
    }
  }
  return best;
}

/// Is the unit negatively framed: towards outcomes that it speaks of (mapped or not), or else in itself?
void Scorer::add_negative(std::string_view text, const Judged& unit, std::span<const Mapping> mappings,
                          std::vector<NegativePassage>& found) const {
  bool supports = false;  // an outcome that it speaks of: bad words in it are no turn against the list
                          // ("share my disgust")
  bool contrary = false;
  for (std::uint32_t outcome = 0; outcome < closeness_.size(); ++outcome) {
    const auto mapped = std::find_if(mappings.begin(), mappings.end(),
                                     [&](const Mapping& m) { return m.outcome == outcome; });
    const bool suggested = mapped != mappings.end() && mapped->score >= kUnsure;
    if (!suggested && closeness_[outcome] < kRelated) continue;
    Framing framing =
        mapped != mappings.end() ? mapped->framing : framing_.judge(unit.tone, text, unit.tokens, outcome);
    supports = supports || framing.verdict == Verdict::supports;
    if (framing.verdict != Verdict::contrary) continue;
    contrary = true;
    const auto passage = mapped != mappings.end() ? mapped->passage : static_cast<std::uint32_t>(unit.first);
    found.push_back({passage, outcome, framing.score, std::move(framing.cues)});
  }
  if (supports || contrary) return;
  Framing framing = framing_.judge(unit.tone, text);
  if (framing.verdict != Verdict::contrary) return;
  found.push_back(
      {static_cast<std::uint32_t>(unit.first), std::nullopt, framing.score, std::move(framing.cues)});
}

}  // namespace bearout::models
