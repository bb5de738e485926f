#include "models/outcome_space.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "models/candidates/row_products.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

// Vectors whose figures lie together. Rows of very many vectors would lie so far apart that they compete for
// the same few lines of the cache.
constexpr std::size_t kStrip = 32;
constexpr std::size_t kManyVectors = 256;

/// Calls work(begin, width) for strips of `size` vectors; the last one may be wider.
template <typename Work>
void for_each_strip(std::size_t size, const Work& work) {
  std::size_t begin = 0;
  for (; size >= kManyVectors && begin + 2 * kStrip <= size; begin += kStrip) work(begin, kStrip);
  if (begin < size) work(begin, size - begin);
}

}  // namespace

double contrast_of(std::size_t holders, std::size_t outcomes) {
  const auto m = static_cast<double>(outcomes);
  return std::log(1 + m / static_cast<double>(holders)) / std::log(1 + m);
}

void contrast(std::vector<SparseVector>& rows) {
  std::map<TermId, std::size_t> holders;
  for (const SparseVector& row : rows) {
    for (const TermWeight& entry : row) ++holders[entry.term];
  }
  for (SparseVector& row : rows) {
    for (TermWeight& entry : row) entry.weight *= contrast_of(holders[entry.term], rows.size());
    to_unit_length(row);
  }
}

OutcomeSpace make_outcome_space(std::vector<SparseVector> rows, std::size_t terms,
                                std::shared_ptr<const Knowledge> knowledge) {
  OutcomeSpace space;
  space.knowledge = std::move(knowledge);
  space.rows = to_matrix(rows, terms);
  contrast(rows);
  space.contrasted = to_matrix(rows, terms);
  space.widened_lengths.assign(rows.size(), 1.0);
  return space;
}

Eigen::MatrixXf mean_vectors(const OutcomeSpace& space, const Vocabulary& vocabulary) {
  const auto m = static_cast<Eigen::Index>(space.outcomes());
  const auto d = static_cast<Eigen::Index>(space.knowledge ? space.knowledge->dimensions() : 0);
  Eigen::MatrixXf means = Eigen::MatrixXf::Zero(d, m);
  for (Eigen::Index j = 0; j < m && d > 0; ++j) {
    for (SparseRows::InnerIterator it(space.contrasted, j); it; ++it) {
      const std::uint32_t vector = space.knowledge->find(vocabulary[static_cast<TermId>(it.col())]);
      if (vector != Knowledge::kNone)
        add_meaning(*space.knowledge, vector, static_cast<float>(it.value()), means.col(j));
    }
    const float length = means.col(j).norm();
    if (length > 1e-9F) means.col(j) /= length;
  }
  return means;
}

void centre_meanings(Eigen::MatrixXf& meanings, const Eigen::VectorXf& mean) {
  for (Eigen::Index j = 0; j < meanings.cols(); ++j) {
    if (meanings.col(j).squaredNorm() == 0) continue;
    meanings.col(j) -= mean;
    const float length = meanings.col(j).norm();
    if (length > 1e-9F) meanings.col(j) /= length;
  }
}

OutcomeIndex::OutcomeIndex(const OutcomeSpace& space, const Vocabulary& vocabulary, const WordParts& parts)
    : space_(&space), parts_(&parts), meanings_(space.meanings) {
  index_terms(vocabulary);
  index_parts(vocabulary);
}

std::uint32_t OutcomeIndex::vector_of(std::string_view stem) const {
  return space_->knowledge ? space_->knowledge->find(stem) : Knowledge::kNone;
}

void OutcomeIndex::index_terms(const Vocabulary& vocabulary) {
  std::map<TermId, std::vector<Held>> holders;
  for (Eigen::Index j = 0; j < space_->contrasted.rows(); ++j) {
    for (SparseRows::InnerIterator it(space_->contrasted, j); it; ++it) {
      holders[static_cast<TermId>(it.col())].push_back(
          {static_cast<std::uint32_t>(j), 0, static_cast<float>(it.value())});
    }
  }
  const std::size_t d = space_->knowledge ? space_->knowledge->dimensions() : 0;
  for (const auto& entry : holders) {
    const std::uint32_t vector = vector_of(vocabulary[entry.first]);
    const bool known = vector != Knowledge::kNone;
    const auto place = static_cast<std::uint32_t>(terms_.size());
    terms_.push_back({entry.first, known ? space_->knowledge->scale(vector) : 0,
                      static_cast<float>(contrast_of(entry.second.size(), space_->outcomes())),
                      static_cast<std::uint32_t>(held_.size())});
    for (const Held& held : entry.second) held_.push_back({held.outcome, place, held.weight});
    vectors_.resize(terms_.size() * d, 0);
    if (!known) continue;
    const auto bytes = space_->knowledge->vector(vector);
    std::copy(bytes.begin(), bytes.end(), vectors_.end() - static_cast<std::ptrdiff_t>(d));
  }
  terms_.push_back({Vocabulary::kNone, 0, 0, static_cast<std::uint32_t>(held_.size())});
}

bool OutcomeIndex::holds(TermId term) const {
  const auto found = std::lower_bound(terms_.begin(), terms_.end() - 1, term,
                                      [](const HeldTerm& one, TermId wanted) { return one.term < wanted; });
  return found != terms_.end() - 1 && found->term == term;
}

/// Outcomes as rows of n-grams: each term's, as often as the row holds it, to unit length.
void OutcomeIndex::index_parts(const Vocabulary& vocabulary) {
  const std::size_t m = space_->outcomes();
  std::vector<std::map<std::uint32_t, double>> rows(m);
  std::vector<WordParts::Part> parts;
  for (std::size_t t = 0; t + 1 < terms_.size(); ++t) {
    parts_->read(vocabulary[terms_[t].term], parts);
    for (std::uint32_t h = terms_[t].first; h < terms_[t + 1].first; ++h) {
      for (const WordParts::Part& part : parts)
        rows[held_[h].outcome][part.bucket] += static_cast<double>(part.weight);
    }
  }
  // Sorted by counting, since most buckets hold nothing.
  first_part_.assign(WordParts::kBuckets + 1, 0);
  for (const auto& row : rows) {
    for (const auto& entry : row) ++first_part_[entry.first + 1];
  }
  std::partial_sum(first_part_.begin(), first_part_.end(), first_part_.begin());
  part_outcomes_.resize(first_part_.back());
  part_weights_.resize(first_part_.back());
  for (std::size_t j = 0; j < m; ++j) {
    double square_sum = 0;
    for (const auto& entry : rows[j]) square_sum += entry.second * entry.second;
    const double length = std::sqrt(square_sum);
    for (const auto& entry : rows[j]) {
      const std::uint32_t at = first_part_[entry.first]++;
      part_outcomes_[at] = static_cast<std::uint32_t>(j);
      part_weights_[at] = static_cast<float>(entry.second / length);
    }
  }
  // Each first place has moved to where its bucket ends: that is where the next one begins.
  std::copy_backward(first_part_.begin(), first_part_.end() - 1, first_part_.end());
  first_part_.front() = 0;
}

DimensionRows::DimensionRows(const Eigen::MatrixXf& vectors)
    : size_(static_cast<std::size_t>(vectors.cols())) {
  figures_.reserve(static_cast<std::size_t>(vectors.size()));
  for_each_strip(size_, [&](std::size_t begin, std::size_t width) {
    for (Eigen::Index k = 0; k < vectors.rows(); ++k) {
      for (std::size_t j = begin; j < begin + width; ++j)
        figures_.push_back(vectors(k, static_cast<Eigen::Index>(j)));
    }
  });
}

void DimensionRows::multiply(std::span<const float> vector, std::span<float> out) const {
  for_each_strip(size_, [&](std::size_t begin, std::size_t width) {
    const std::span strip = std::span(figures_).subspan(begin * vector.size(), width * vector.size());
    multiply_row_by_matrix(vector, strip, out.subspan(begin, width));
  });
}

void OutcomeIndex::read_meaning(std::uint32_t vector, const Figures& out) const {
  if (vector == Knowledge::kNone) {
    std::fill(out.meaning.begin(), out.meaning.end(), 0.0F);
    return;
  }
  const auto bytes = space_->knowledge->vector(vector);
  std::vector<float> figures(bytes.begin(), bytes.end());
  for (float& figure : figures) figure *= space_->knowledge->scale(vector);
  meanings_.multiply(figures, out.meaning);
}

bool OutcomeIndex::read_words(TermId term, std::uint32_t vector, const Figures& out) const {
  std::fill(out.words.begin(), out.words.end(), 0.0F);
  std::fill(out.alike.begin(), out.alike.end(), 0.0F);
  bool spoken = vector != Knowledge::kNone && widen(vector, term, out);
  const auto own = std::lower_bound(terms_.begin(), terms_.end() - 1, term,
                                    [](const HeldTerm& one, TermId wanted) { return one.term < wanted; });
  if (own == terms_.end() - 1 || own->term != term) return spoken;
  // The word itself comes on top of what its neighbours in the same outcome lend it.
  for (std::uint32_t h = own->first; h < (own + 1)->first; ++h) {
    out.words[held_[h].outcome] += held_[h].weight;
    out.alike[held_[h].outcome] = std::max(out.alike[held_[h].outcome], own->contrast);
  }
  return true;
}

/// What other words than `term` lend it. False if none is near.
bool OutcomeIndex::widen(std::uint32_t vector, TermId term, const Figures& out) const {
  const std::size_t count = terms_.size() - 1;
  const auto bytes = space_->knowledge->vector(vector);
  const std::vector<std::int16_t> wide(bytes.begin(), bytes.end());
  std::vector<std::int32_t> products(count);
  multiply_rows(wide, vectors_, products);
  const float scale = space_->knowledge->scale(vector);
  std::vector<float> likeness(count);
  bool near = false;
  for (std::size_t t = 0; t < count; ++t) {
    const HeldTerm& other = terms_[t];
    const float product = other.term == term ? 0.0F : static_cast<float>(std::max(products[t], 0));
    const float cosine = product * scale * other.scale;
    likeness[t] = cosine * cosine * other.contrast;
    if (cosine < kNear) continue;
    near = true;
    for (std::uint32_t h = other.first; h < terms_[t + 1].first; ++h) {
      float& words = out.words[held_[h].outcome];
      words = std::max(words, kWidening * cosine * held_[h].weight);
    }
  }
  for (const Held& held : held_) {
    float& alike = out.alike[held.outcome];
    alike = std::max(alike, likeness[held.place]);
  }
  return near;
}

double OutcomeIndex::read_parts(std::string_view stem, const Figures& out) const {
  std::fill(out.parts.begin(), out.parts.end(), 0.0F);
  std::vector<WordParts::Part> parts;
  parts_->read(stem, parts);
  double square_sum = 0;
  for (const WordParts::Part& part : parts) {
    square_sum += static_cast<double>(part.weight) * static_cast<double>(part.weight);
    for (std::uint32_t p = first_part_[part.bucket]; p < first_part_[part.bucket + 1]; ++p)
      out.parts[part_outcomes_[p]] += part.weight * part_weights_[p];
  }
  return square_sum;
}

std::vector<double> measure_widened_lengths(const OutcomeIndex& index, const Vocabulary& vocabulary,
                                            std::size_t outcomes, const Parallel& parallel) {
  // Terms at once, whose figures are then added up in their order: 4 MB of them.
  const std::size_t at_once =
      std::clamp<std::size_t>(1'000'000 / std::max<std::size_t>(1, outcomes), 64, 1024);
  std::vector<double> squares(outcomes, 0.0);
  std::vector<float> words(at_once * outcomes);
  std::vector<unsigned char> spoken(at_once);
  for (std::size_t first = 0; first < vocabulary.size(); first += at_once) {
    const std::size_t count = std::min(at_once, vocabulary.size() - first);
    parallel(count, [&](std::size_t begin, std::size_t end) {
      std::vector<float> alike(outcomes);
      for (std::size_t i = begin; i < end; ++i) {
        const auto term = static_cast<TermId>(first + i);
        const std::uint32_t vector = index.vector_of(vocabulary[term]);
        spoken[i] = vector != Knowledge::kNone || index.holds(term) ? 1 : 0;
        if (spoken[i] != 0)
          (void)index.read_words(term, vector,
                                 {std::span(words).subspan(i * outcomes, outcomes), {}, {}, alike});
      }
    });
    for (std::size_t i = 0; i < count; ++i) {
      if (spoken[i] == 0) continue;
      for (std::size_t j = 0; j < outcomes; ++j) {
        const auto figure = static_cast<double>(words[i * outcomes + j]);
        squares[j] += figure * figure;
      }
    }
  }
  for (double& square : squares) square = std::sqrt(square);
  return squares;
}

void add_meaning(const Knowledge& knowledge, std::uint32_t vector, float weight,
                 Eigen::Ref<Eigen::VectorXf> sum) {
  const std::span<const std::int8_t> row = knowledge.vector(vector);
  const float scale = weight * knowledge.scale(vector);
  for (std::size_t i = 0; i < row.size(); ++i)
    sum[static_cast<Eigen::Index>(i)] += scale * static_cast<float>(row[i]);
}

}  // namespace bearout::models
