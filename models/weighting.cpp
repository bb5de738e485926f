#include "models/weighting.hpp"

#include <algorithm>
#include <cmath>

namespace bearout::models {

double inverse_document_frequency(std::uint64_t df, std::uint64_t n) {
  return std::log(static_cast<double>(n + 1) / static_cast<double>(df + 1)) + 1.0;
}

double background_idf(std::uint64_t df, std::uint64_t n, const Knowledge* knowledge, std::string_view stem) {
  if (knowledge == nullptr) return inverse_document_frequency(df, n);
  const std::uint32_t row = knowledge->find(stem);
  const double share = row == Knowledge::kNone ? 0 : static_cast<double>(knowledge->gloss_share(row));
  const double background = kBackgroundTexts * std::min(1.0, kDefinitionsPerText * share);
  return std::log((static_cast<double>(n + 1) + kBackgroundTexts) /
                  (static_cast<double>(df + 1) + background)) +
         1.0;
}

double length_factor(double length, double pivot) {
  constexpr double kSlope = 0.5;  // .3 to .75 are alike on labelled cases; without it (1) short answers lose
  return length == 0 ? 1.0 : length / ((1 - kSlope) * pivot + kSlope * length);
}

double dampened_frequency(std::uint64_t tf) {
  return tf <= 1 ? static_cast<double>(tf) : 1.0 + std::log(static_cast<double>(tf));
}

SparseVector known_terms(const WeightedText& text) {
  SparseVector row;
  for (const TextTerm& term : text.terms) {
    if (term.term != Vocabulary::kNone) row.push_back({term.term, term.weight});
  }
  std::sort(row.begin(), row.end(), [](const TermWeight& a, const TermWeight& b) { return a.term < b.term; });
  return row;
}

SparseVector content_terms(const WeightedText& text) {
  double square_sum = 0;
  for (const TextTerm& term : text.terms) {
    if (!term.light) square_sum += term.weight * term.weight;
  }
  SparseVector row;
  for (const TextTerm& term : text.terms) {
    if (term.term != Vocabulary::kNone && !term.light)
      row.push_back({term.term, term.weight / std::sqrt(square_sum)});
  }
  std::sort(row.begin(), row.end(), [](const TermWeight& a, const TermWeight& b) { return a.term < b.term; });
  return row;
}

void Weigher::forget() {
  stems_.clear();
  text_ = 0;
}

void Weigher::weigh(std::span<const Token> tokens, const Analyzer& analyzer, WeightedText& out) {
  out.terms.clear();
  out.length = 0;
  if (++text_ == 0) {  // the numbers of texts have run out
    forget();
    text_ = 1;
  }
  if (stems_.size() < analyzer.stem_count()) stems_.resize(analyzer.stem_count());
  const std::span<const StemId> counted_stems = analyzer.counted_stems();
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const StemId id = counted_stems[tokens[i].form];
    if (id == kNotCounted) continue;
    const bool light = analyzer.form(tokens[i].form).light;
    KnownStem& stem = stems_[id];
    if (stem.text == text_) {
      ++out.terms[stem.at].frequency;
      out.terms[stem.at].light = out.terms[stem.at].light && light;
      continue;
    }
    if (stem.text == 0) {
      stem.term = vocabulary_->find(analyzer.stem(id));
      stem.idf =
          stem.term == Vocabulary::kNone ? weights_->unseen(analyzer.stem(id)) : weights_->idf[stem.term];
    }
    stem.text = text_;
    stem.at = static_cast<std::uint32_t>(out.terms.size());
    out.terms.push_back({id, stem.term, 1, i, light, stem.idf, 0});
  }
  double square_sum = 0;
  for (TextTerm& term : out.terms) {
    if (term.light) term.idf *= kLightWeight;
    term.weight = dampened_frequency(term.frequency) * term.idf;
    square_sum += term.weight * term.weight;
  }
  if (square_sum == 0) return;
  out.length = std::sqrt(square_sum);
  for (TextTerm& term : out.terms) term.weight /= out.length;
}

}  // namespace bearout::models
