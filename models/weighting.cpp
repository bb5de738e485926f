#include "models/weighting.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace bearout::models {

double inverse_document_frequency(std::uint64_t df, std::uint64_t n) {
  return std::log(static_cast<double>(n + 1) / static_cast<double>(df + 1)) + 1.0;
}

double length_factor(double length, double pivot) {
  constexpr double kSlope = 0.5;  // .3 to .75 are alike on labelled cases; without it (1) short answers lose
  return length == 0 ? 1.0 : length / ((1 - kSlope) * pivot + kSlope * length);
}

double dampened_frequency(std::uint64_t tf) {
  return tf == 0 ? 0.0 : 1.0 + std::log(static_cast<double>(tf));
}

TermId Weigher::term_of(StemId stem, const Analyzer& analyzer) {
  if (stem >= terms_.size())
    terms_.resize(std::max<std::size_t>(analyzer.stem_count(), stem + std::size_t{1}), kUnknown);
  TermId& term = terms_[stem];
  if (term == kUnknown) term = vocabulary_->find(analyzer.stem(stem));
  return term;
}

void Weigher::weigh(std::span<const Token> tokens, const Analyzer& analyzer, WeightedText& out) {
  out.row.clear();
  out.first_token.clear();
  out.length = 0;
  occurrences_.clear();
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Form& form = analyzer.form(tokens[i].form);
    if (is_content(form)) occurrences_.push_back({term_of(form.stem, analyzer), form.stem, i});
  }
  // By term, then by stem: unknown terms (all kNone) come last and are told apart by their stems; then by
  // place.
  std::sort(occurrences_.begin(), occurrences_.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.term, a.stem, a.token) < std::tie(b.term, b.stem, b.token);
  });
  double square_sum = 0;
  // Stems of unknown terms have numbers that depend on what was read before, so their equal weights are
  // counted, not summed in order.
  unknown_counts_.clear();
  for (std::size_t i = 0; i < occurrences_.size();) {
    std::size_t j = i;
    while (j < occurrences_.size() && occurrences_[j].term == occurrences_[i].term &&
           occurrences_[j].stem == occurrences_[i].stem)
      ++j;
    const auto tf = static_cast<std::uint32_t>(j - i);
    if (occurrences_[i].term == Vocabulary::kNone) {
      unknown_counts_.push_back(tf);
    } else {
      const double weight = dampened_frequency(tf) * weights_->idf[occurrences_[i].term];
      out.row.push_back({occurrences_[i].term, weight});
      out.first_token.push_back(occurrences_[i].token);
      square_sum += weight * weight;
    }
    i = j;
  }
  std::sort(unknown_counts_.begin(), unknown_counts_.end());
  for (const std::uint32_t tf : unknown_counts_) {
    const double weight = dampened_frequency(tf) * weights_->unseen;
    square_sum += weight * weight;
  }
  if (square_sum == 0) return;
  out.length = std::sqrt(square_sum);
  for (TermWeight& entry : out.row) entry.weight /= out.length;
}

}  // namespace bearout::models
