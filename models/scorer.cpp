#include "models/scorer.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "models/packed_readings.hpp"

namespace bearout::models {

namespace {

// A scorer forgets its tables of forms and stems beyond this, so that an endless stream can't fill the
// memory. With those of one more batch they fill no more than a quarter of a million slots.
constexpr std::size_t kMostForms = 150'000;

/// The logit that makes the score, less what rounding may do.
double least_logit(double score) {
  return std::log(score / (1 - score)) - 1e-6;
}

}  // namespace

Scorer::Scorer(const Model& model, std::shared_ptr<const ModelIndex> index)
    : model_(&model),
      reader_(model.analyzer),
      index_(index ? std::move(index) : std::make_shared<const ModelIndex>(model)),
      weigher_(model.vocabulary, model.weights),
      channels_(model, *index_, &model.learning),
      judge_(model.matcher.weights.second, model.matcher.standing, &model.learning),
      framing_(model.outcomes, model.analyzer, model.space.knowledge.get(), framing_weights(model),
               model.tone.lean),
      reference_finder_(model.outcomes),
      themes_(model.themes, model.rivals, model.placed, model.vocabulary.size()),
      logits_(model.outcomes.size()),
      reviewed_words_(model.outcomes.size()) {
  if (model.unit == Unit::document) sentences_.emplace(model, *index_, &model.learning);
  if (model.reviewed.correction.empty()) return;
  PassageVectors vectors(model.reviewed.space, model.vocabulary.size(), model.space.knowledge.get());
  reviewed_.emplace(model.matcher, model.reviewed.scale, std::move(vectors), model.outcomes.size());
}

DocumentResult Scorer::score(const corpus::Document& document, const ScoreOptions& options) {
  forget_if_full();
  return judge_document(document, reader_.read(document.text), options);
}

void Scorer::score(std::span<const corpus::Document> documents, std::string_view readings,
                   const ScoreOptions& options, const OnResult& on_result) {
  forget_if_full();
  ReadingUnpacker unpacker(readings, reader_.analyzer());
  for (const corpus::Document& document : documents) {
    if (document.role == corpus::Role::author) {
      on_result(document, judge_document(document, reader_.read(document.text), options));
      continue;
    }
    unpacker.next(reading_);
    on_result(document, judge_document(document, reading_, options));
  }
  assert(unpacker.is_at_end());
}

void Scorer::forget_if_full() {
  if (reader_.analyzer().form_count() <= kMostForms) return;
  reader_.analyzer().clear();
  weigher_.forget();
  channels_.forget();
  if (sentences_) sentences_->forget();
  framing_.forget();
}

DocumentResult Scorer::judge_document(const corpus::Document& document, const ReadText& read,
                                      const ScoreOptions& options) {
  DocumentResult result;
  result.passages = read.passages;
  if (document.role == corpus::Role::author) {
    result.acceptances = find_acceptances(document.text, read.tokens, reader_.analyzer());
    return result;
  }
  if (read.passages.empty()) return result;
  found_ = index_->decided.find(document.id, document.text, read.passages);
  for (const FoundDecision& found : found_.pairs) {
    if (result.decisions.empty() || result.decisions.back() != found.number)
      result.decisions.push_back(found.number);
  }
  const auto framings_begin = static_cast<std::uint32_t>(model_->decided.pairs.size());
  for (const FoundDecision& found : found_.framings) {
    const std::uint32_t number = framings_begin + found.number;
    if (result.decisions.empty() || result.decisions.back() != number) result.decisions.push_back(number);
  }
  find_references(document.text, read, result);
  if (model_->unit == Unit::document) {
    judge_unit(document, read, 0, read.passages.size(), options, result);
  } else {
    for (std::size_t p = 0; p < read.passages.size(); ++p)
      judge_unit(document, read, p, p + 1, options, result);
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

void Scorer::judge_unit(const corpus::Document& document, const ReadText& read, std::size_t first,
                        std::size_t last, const ScoreOptions& options, DocumentResult& result) {
  const std::string_view text = document.text;
  Judged unit{&read, first, last, {}, nullptr, false};
  unit.tokens = std::span(read.tokens)
                    .subspan(read.first_token[first], read.first_token[last] - read.first_token[first]);
  std::vector<std::uint32_t> selected;
  const bool scored = score_unit(unit, options);
  if (scored) selected = select(unit, options, result);
  // Where words alone are compared, only what is suggested is read for its framing, whatever else is written.
  const bool framed = !model_->options.words_alone || (scored && suggests_any(unit));
  const std::size_t before = result.mappings.size();
  const std::size_t negative_before = result.negative.size();
  if (framed || !selected.empty()) {
    unit.tone = &framing_.begin(text, {read.passages[first].span.begin, read.passages[last - 1].span.end},
                                unit.tokens, reader_.analyzer());
    if (!selected.empty()) channels_.prepare();
    for (const std::uint32_t outcome : selected) result.mappings.push_back(map(text, unit, outcome));
  }
  if (framed) add_negative(text, unit, std::span(result.mappings).subspan(before), result.negative);
  if (!found_.empty())
    settle_framing(unit, std::span(result.mappings).subspan(before), result.negative, negative_before);
  if (model_->themes.empty()) return;
  const std::uint64_t hash = sample_hash(document.id, read.passages[first].start);
  if (const auto membership = themes_.assign(hash, content_terms(weighted_), theme_scores_)) {
    result.members.push_back({static_cast<std::uint32_t>(first), *membership});
  }
}

/// Fills weighted_ and, if anything may come of them, all channels and logits_. Nearly all passages are far
/// from every outcome; they are left as soon as that is certain.
bool Scorer::score_unit(const Judged& unit, const ScoreOptions& options) {
  sentence_logits_.clear();
  referred_to_.clear();
  weigher_.weigh(unit.tokens, reader_.analyzer(), weighted_);
  channels_.begin(weighted_, reader_.analyzer());
  words_summed_ = false;
  const bool decided = !found_.pairs.empty() || !found_.framings.empty();
  const bool may_skip =
      !options.all_pairs && !reviewed_ && references_.empty() && !decided && logits_.size() > 1;
  if (!read_channels(options, may_skip)) return false;
  judge_logits(unit);
  return true;
}

/// The channels of weighted_, from the cheapest to the dearest; false as soon as no logit can be high enough.
bool Scorer::read_channels(const ScoreOptions& options, bool may_skip) {
  const bool words_alone = model_->options.words_alone;
  // Where words alone are compared, what is suggested is read for its framing, whatever is written.
  const double least = least_logit(words_alone ? std::min(options.min_score, kUnsure) : options.min_score);
  const ChannelBounds bounds = may_skip ? channels_.bounds() : ChannelBounds{};
  const auto nothing_comes_of_it = [&](std::size_t known, const ChannelBounds& others) {
    return may_skip && !judge_.may_reach(least, channels_.values(), known, others);
  };
  constexpr std::size_t kWords = static_cast<std::size_t>(Channel::words) + 1;
  constexpr std::size_t kParts = static_cast<std::size_t>(Channel::parts) + 1;
  if (nothing_comes_of_it(0, bounds)) return false;
  sum_words();
  if (nothing_comes_of_it(kWords, bounds)) return false;
  if (words_alone) return true;
  if (may_skip) channels_.sum_parts();
  if (nothing_comes_of_it(kParts, bounds)) return false;
  channels_.measure_meaning(weighted_);
  if (may_skip && nothing_comes_of_it(kParts, channels_.bounds())) return false;
  channels_.sum_terms();
  if (nothing_comes_of_it(kTermChannels, bounds)) return false;
  channels_.ask_neighbours();
  return true;
}

void Scorer::sum_words() {
  channels_.sum_words();
  words_summed_ = true;
}

/// Fills logits_ from the channels, with what decisions and references say.
void Scorer::judge_logits(const Judged& unit) {
  judge_.judge(channels_.values(), logits_);
  if (reviewed_) {
    reviewed_->read(count_forms(unit.tokens), weighted_, reader_.analyzer(), channels_.values(), logits_);
    reviewed_->correct(model_->reviewed.correction, logits_, reviewed_words_);
  }
  for (const Placed& placed : references_) {
    if (!is_evidence(placed, unit)) continue;
    logits_[placed.reference.outcome] += model_->matcher.weights.reference;
    referred_to_.push_back(placed.reference.outcome);
  }
}

/// Whether there is evidence at all; without it nothing is suggested.
bool Scorer::speaks_for(std::uint32_t outcome) const {
  return channels_.speaks_for(outcome) || (reviewed_ && reviewed_words_[outcome] > 0) ||
         std::find(referred_to_.begin(), referred_to_.end(), outcome) != referred_to_.end();
}

/// Whether an outcome is suggested, or was accepted, for a unit that was scored.
bool Scorer::suggests_any(const Judged& unit) const {
  const double least = least_logit(kUnsure);
  for (std::uint32_t j = 0; j < logits_.size(); ++j) {
    if (logits_[j] >= least && speaks_for(j)) return true;
    if (!found_.pairs.empty() && decided(unit, j) == Decision::accept) return true;
  }
  return false;
}

bool Scorer::is_evidence(const Placed& placed, const Judged& unit) {
  const auto& passages = unit.read->passages;
  return !placed.reference.request && placed.sentence >= passages[unit.first].sentence &&
         placed.sentence <= passages[unit.last - 1].sentence;
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
  const double least = least_logit(options.min_score);
  for (std::uint32_t j = 0; j < logits_.size(); ++j) {
    const bool suggested =
        !(logits_[j] < least) && speaks_for(j) && probability(logits_[j]) >= options.min_score;
    const bool accepted = !found_.pairs.empty() && decided(unit, j) == Decision::accept;
    if (options.all_pairs || accepted || (suggested && !asked_here(j))) outcomes.push_back(j);
  }
  std::sort(outcomes.begin(), outcomes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return logits_[a] != logits_[b] ? logits_[a] > logits_[b] : a < b;
  });
  if (options.top > 0 && !options.all_pairs && outcomes.size() > options.top) outcomes.resize(options.top);
  return outcomes;
}

/// What was decided on the unit, or on a passage of it; accepted if any was.
std::optional<Decision> Scorer::decided(const Judged& unit, std::uint32_t outcome) const {
  std::optional<Decision> decided;
  for (const FoundDecision& found : found_.pairs) {
    if (found.outcome != outcome) continue;
    if (found.passage && (*found.passage < unit.first || *found.passage >= unit.last)) continue;
    const Decision one = model_->decided.pairs[found.number].decision;
    // Nobody who accepted a document as a whole looked at this passage.
    if (!found.passage && model_->unit == Unit::passage && one != Decision::reject) continue;
    if (!decided || one < *decided) decided = one;
  }
  return decided;
}

}  // namespace bearout::models
