#include "models/passage_space.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "models/outcome_space.hpp"
#include "models/truncated_svd.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kDimensions = 100;
// Terms and forms that have a direction: the most frequent ones, so that the model stays below 20 MB.
constexpr std::size_t kMostColumns = 20'000;
constexpr std::uint64_t kLeastFrequency = 2;
// What the blocks count in the likeness of two passages.
const float kStems = std::sqrt(0.5F);
const float kWords = 1.0F;
const float kMeaning = std::sqrt(0.5F);
const float kEmpty = std::sqrt(0.5F);
constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::size_t kNoTerm = static_cast<std::size_t>(-1);

/// Right singular vectors as columns by term, k x columns.
Eigen::MatrixXf directions(std::span<const SparseVector> rows, std::size_t columns) {
  SparseFloats transposed(static_cast<Eigen::Index>(columns), static_cast<Eigen::Index>(rows.size()));
  std::vector<Eigen::Triplet<float, std::int32_t>> cells;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const TermWeight& entry : rows[i])
      cells.emplace_back(static_cast<std::int32_t>(entry.term), static_cast<std::int32_t>(i),
                         static_cast<float>(entry.weight));
  }
  transposed.setFromTriplets(cells.begin(), cells.end());
  return truncated_svd(transposed, {.dimensions = kDimensions}).left.transpose();
}

/// The most frequent columns (ties: the first), ascending; `frequencies` by column.
std::vector<std::uint32_t> most_frequent(std::span<const std::uint64_t> frequencies) {
  std::vector<std::uint32_t> kept;
  for (std::uint32_t c = 0; c < frequencies.size(); ++c) {
    if (frequencies[c] >= kLeastFrequency) kept.push_back(c);
  }
  if (kept.size() > kMostColumns) {
    std::stable_sort(kept.begin(), kept.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return frequencies[a] > frequencies[b]; });
    kept.resize(kMostColumns);
    std::sort(kept.begin(), kept.end());
  }
  return kept;
}

void unit_length(SparseVector& row) {
  double square_sum = 0;
  for (const TermWeight& entry : row) square_sum += entry.weight * entry.weight;
  if (square_sum == 0) return;
  for (TermWeight& entry : row) entry.weight /= std::sqrt(square_sum);
}

/// Makes the block of that length, and says by how much it had to be multiplied.
float set_length(Eigen::Ref<Eigen::VectorXf> block, float length) {
  const float norm = block.norm();
  const float factor = norm > 1e-6F ? length / norm : 0.0F;
  block *= factor;
  return factor;
}

void learn_stems(std::span<const WeightedText> texts, std::size_t terms, PassageSpace& space) {
  std::vector<SparseVector> rows(texts.size());
  std::vector<std::uint64_t> frequencies(terms);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    rows[i] = known_terms(texts[i]);
    unit_length(rows[i]);
    for (const TermWeight& entry : rows[i]) ++frequencies[entry.term];
  }
  space.terms = most_frequent(frequencies);
  std::vector<std::uint32_t> column(terms, kNone);
  for (std::uint32_t c = 0; c < space.terms.size(); ++c) column[space.terms[c]] = c;
  for (SparseVector& row : rows) {
    std::erase_if(row, [&](const TermWeight& entry) { return column[entry.term] == kNone; });
    for (TermWeight& entry : row) entry.term = column[entry.term];
  }
  space.stems = directions(rows, space.terms.size());
}

/// Forms are sorted by their bytes: their numbers in the analyser depend on what it read before.
void learn_words(std::span<const FormCounts> texts, const Analyzer& analyzer, PassageSpace& space) {
  std::map<std::string_view, std::uint64_t> counts;
  for (const FormCounts& text : texts) {
    for (const CountedForm& counted : text) ++counts[analyzer.form(counted.form).text];
  }
  std::vector<std::string_view> all;
  std::vector<std::uint64_t> frequencies;
  for (const auto& entry : counts) {
    all.push_back(entry.first);
    frequencies.push_back(entry.second);
  }
  std::vector<std::string> kept;
  std::vector<std::uint64_t> kept_frequencies;
  for (const std::uint32_t form : most_frequent(frequencies)) {
    kept.emplace_back(all[form]);
    kept_frequencies.push_back(frequencies[form]);
    space.form_idf.push_back(static_cast<float>(inverse_document_frequency(frequencies[form], texts.size())));
  }
  space.forms = Vocabulary(kept, std::move(kept_frequencies));
  std::vector<SparseVector> rows(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const CountedForm& counted : texts[i]) {
      const TermId column = space.forms.find(analyzer.form(counted.form).text);
      if (column == Vocabulary::kNone) continue;
      rows[i].push_back(
          {column, dampened_frequency(counted.frequency) * static_cast<double>(space.form_idf[column])});
    }
    std::sort(rows[i].begin(), rows[i].end(), [](const auto& a, const auto& b) { return a.term < b.term; });
    unit_length(rows[i]);
  }
  space.words = directions(rows, space.forms.size());
}

}  // namespace

FormCounts count_forms(std::span<const Token> tokens) {
  std::vector<FormId> forms;
  for (const Token& token : tokens) forms.push_back(token.form);
  std::sort(forms.begin(), forms.end());
  FormCounts counts;
  for (const FormId form : forms) {
    if (counts.empty() || counts.back().form != form) counts.push_back({form, 0});
    ++counts.back().frequency;
  }
  return counts;
}

PassageSpace learn_passage_space(std::span<const WeightedText> rows, std::span<const FormCounts> forms,
                                 const Analyzer& analyzer, const Vocabulary& vocabulary,
                                 Eigen::VectorXf mean_meaning) {
  PassageSpace space;
  space.mean_meaning = std::move(mean_meaning);
  learn_stems(rows, vocabulary.size(), space);
  learn_words(forms, analyzer, space);
  return space;
}

PassageVectors::PassageVectors(const PassageSpace& space, std::size_t vocabulary, const Knowledge* knowledge)
    : space_(&space), knowledge_(knowledge), columns_(vocabulary, kNone), vector_(space.dimensions()) {
  for (std::uint32_t c = 0; c < space.terms.size(); ++c) columns_[space.terms[c]] = c;
}

const Eigen::VectorXf& PassageVectors::read(const FormCounts& forms, const WeightedText& text,
                                            const Analyzer& analyzer) {
  vector_.setZero();
  read_stems(text);
  read_words(forms, text, analyzer);
  read_meaning(text, analyzer);
  const bool empty = std::all_of(text.terms.begin(), text.terms.end(),
                                 [](const TextTerm& term) { return term.term == Vocabulary::kNone; });
  vector_[vector_.size() - 1] = empty ? kEmpty : 0.0F;
  return vector_;
}

void PassageVectors::read_stems(const WeightedText& text) {
  stem_parts_.assign(text.terms.size(), {});
  auto block = vector_.head(space_->stems.rows());
  for (std::size_t t = 0; t < text.terms.size(); ++t) {
    const TermId term = text.terms[t].term;
    if (term == Vocabulary::kNone || columns_[term] == kNone) continue;
    stem_parts_[t] = {columns_[term], static_cast<float>(text.terms[t].weight)};
    block += stem_parts_[t].weight * space_->stems.col(static_cast<Eigen::Index>(columns_[term]));
  }
  const float factor = set_length(block, kStems);
  for (Part& part : stem_parts_) part.weight *= factor;
}

void PassageVectors::read_words(const FormCounts& forms, const WeightedText& text, const Analyzer& analyzer) {
  word_parts_.clear();
  for (const CountedForm& counted : forms) {
    const Form& form = analyzer.form(counted.form);
    const TermId column = space_->forms.find(form.text);
    if (column == Vocabulary::kNone) continue;
    const auto term = std::find_if(text.terms.begin(), text.terms.end(),
                                   [&](const TextTerm& one) { return one.stem == form.stem; });
    word_parts_.push_back(
        {column, term == text.terms.end() ? kNoTerm : static_cast<std::size_t>(term - text.terms.begin()),
         static_cast<float>(dampened_frequency(counted.frequency)) * space_->form_idf[column]});
  }
  // Numbers of forms depend on what was read before, sums must not.
  std::sort(word_parts_.begin(), word_parts_.end(),
            [](const FormPart& a, const FormPart& b) { return a.column < b.column; });
  auto block = vector_.segment(space_->stems.rows(), space_->words.rows());
  for (const FormPart& part : word_parts_)
    block += part.weight * space_->words.col(static_cast<Eigen::Index>(part.column));
  const float factor = set_length(block, kWords);
  for (FormPart& part : word_parts_) part.weight *= factor;
}

void PassageVectors::read_meaning(const WeightedText& text, const Analyzer& analyzer) {
  meaning_parts_.assign(text.terms.size(), {});
  if (knowledge_ == nullptr || space_->mean_meaning.size() == 0) return;
  auto block = vector_.segment(space_->stems.rows() + space_->words.rows(), space_->mean_meaning.size());
  for (std::size_t t = 0; t < text.terms.size(); ++t) {
    const std::uint32_t row = knowledge_->find(analyzer.stem(text.terms[t].stem));
    if (row == Knowledge::kNone) continue;
    meaning_parts_[t] = {row, static_cast<float>(text.terms[t].weight)};
    add_meaning(*knowledge_, row, meaning_parts_[t].weight, block);
  }
  const float unit = set_length(block, 1.0F);
  if (unit == 0) return;
  block -= space_->mean_meaning;
  const float factor = unit * set_length(block, kMeaning);
  for (Part& part : meaning_parts_) part.weight *= factor;
}

double PassageVectors::part(std::size_t term, const Eigen::Ref<const Eigen::VectorXf>& weights) const {
  float sum = 0;
  const Part& stem = stem_parts_[term];
  if (stem.weight != 0) {
    sum += stem.weight *
           space_->stems.col(static_cast<Eigen::Index>(stem.column)).dot(weights.head(space_->stems.rows()));
  }
  const auto words = weights.segment(space_->stems.rows(), space_->words.rows());
  for (const FormPart& form : word_parts_) {
    if (form.term == term)
      sum += form.weight * space_->words.col(static_cast<Eigen::Index>(form.column)).dot(words);
  }
  const Part& meaning = meaning_parts_[term];
  if (meaning.weight != 0) {
    const auto vector = knowledge_->vector(meaning.column);
    const auto own =
        weights.segment(space_->stems.rows() + space_->words.rows(), space_->mean_meaning.size());
    float product = 0;
    for (std::size_t k = 0; k < vector.size(); ++k)
      product += static_cast<float>(vector[k]) * own[static_cast<Eigen::Index>(k)];
    sum += meaning.weight * knowledge_->scale(meaning.column) * product;
  }
  return static_cast<double>(sum);
}

}  // namespace bearout::models
