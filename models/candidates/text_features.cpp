#include "models/candidates/text_features.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "corpus/utf8.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

namespace {

constexpr std::uint32_t kBuckets = 1U << 20U;
constexpr std::size_t kMostColumns = 20'000;  // of one view
constexpr std::size_t kShortestGram = 3;
constexpr std::size_t kLongestGram = 5;
// Shares of the views; characters across words weigh most where texts are short (chosen on labelled sets).
// Content stems also stand among the words and in the characters.
constexpr float kContentShare = 0.35F;
constexpr float kWordShare = 0.7F;
constexpr float kCharacterShare = 1.0F;

struct Count {
  std::uint32_t bucket;
  std::uint32_t times;
};

/// One view of all texts: how often each holds each bucket.
class View {
 public:
  View() : holders_(kBuckets) {}

  void add(std::uint64_t hash) { open_.push_back(static_cast<std::uint32_t>(hash % kBuckets)); }
  /// The text is at its end.
  void close() {
    std::sort(open_.begin(), open_.end());
    for (std::size_t i = 0; i < open_.size();) {
      std::size_t j = i;
      while (j < open_.size() && open_[j] == open_[i]) ++j;
      counts_.push_back({open_[i], static_cast<std::uint32_t>(j - i)});
      ++holders_[open_[i]];
      i = j;
    }
    open_.clear();
    ends_.push_back(counts_.size());
  }
  [[nodiscard]] std::size_t texts() const { return ends_.size(); }
  [[nodiscard]] std::span<const Count> counts(std::size_t text) const {
    const std::size_t begin = text == 0 ? 0 : ends_[text - 1];
    return std::span(counts_).subspan(begin, ends_[text] - begin);
  }
  /// TF-IDF of a bucket.
  [[nodiscard]] float weight(const Count& count) const {
    const double idf = inverse_document_frequency(holders_[count.bucket], texts());
    return static_cast<float>(dampened_frequency(count.times) * idf);
  }
  /// The column of each bucket, from `first` on; -1 for those that fewer than `least` texts hold, or that
  /// there is no room for.
  [[nodiscard]] std::vector<std::int32_t> columns(std::uint32_t least, std::int32_t& first) const {
    const auto count_from = [this](std::uint32_t from) {
      return static_cast<std::size_t>(std::count_if(
          holders_.begin(), holders_.end(), [from](std::uint32_t holders) { return holders >= from; }));
    };
    while (count_from(least) > kMostColumns) ++least;
    std::vector<std::int32_t> column(kBuckets, -1);
    for (std::uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
      if (holders_[bucket] >= least) column[bucket] = first++;
    }
    return column;
  }

 private:
  std::vector<std::uint32_t> holders_;  // texts, by bucket
  std::vector<Count> counts_;
  std::vector<std::size_t> ends_;    // of each text in counts_
  std::vector<std::uint32_t> open_;  // of the text that is being read
};

/// Characters 3 to 5 of "<words of the text>", by code points.
void add_grams(const std::string& text, View& view) {
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!corpus::is_continuation(text[i])) begins.push_back(i);
  }
  begins.push_back(text.size());
  for (std::size_t length = kShortestGram; length <= kLongestGram; ++length) {
    for (std::size_t i = 0; i + length < begins.size(); ++i) {
      view.add(XXH3_64bits(text.data() + begins[i], begins[i + length] - begins[i]));
    }
  }
}

/// The three views, and which stems each text holds.
struct Views {
  View content, words, characters;
  std::vector<std::vector<StemId>> stems;  // of each text, in its order
  std::vector<std::uint32_t> holders;      // texts, by StemId
  std::vector<bool> is_content;            // by StemId
};

void read_text(std::string_view text, Analyzer& analyzer, Views& views) {
  std::string spoken = "<";
  std::vector<StemId>& stems = views.stems.emplace_back();
  std::uint64_t last = 0;
  for (const Token& token : analyzer.analyze(corpus::clip(text, kThemeBytes))) {
    const Form& form = analyzer.form(token.form);
    const std::string_view stem = analyzer.stem(form.stem);
    const std::uint64_t hash = XXH3_64bits(stem.data(), stem.size());
    views.words.add(hash);
    if (!stems.empty()) views.words.add(XXH3_64bits_withSeed(&hash, sizeof hash, last));
    last = hash;
    stems.push_back(form.stem);
    if (form.stem >= views.is_content.size()) views.is_content.resize(form.stem + std::size_t{1});
    if (is_content(form)) {
      views.content.add(hash);
      views.is_content[form.stem] = true;
    }
    if (spoken.size() > 1) spoken += ' ';
    spoken += form.text;
  }
  add_grams(spoken + ">", views.characters);
  views.content.close();
  views.words.close();
  views.characters.close();
}

struct Entry {
  std::int32_t column;
  float weight;
};

/// Appends a text's row of one view, at length `share`.
void add_row(const View& view, std::size_t text, const std::vector<std::int32_t>& column, float share,
             std::vector<Entry>& row) {
  const std::size_t begin = row.size();
  float squares = 0;
  for (const Count& count : view.counts(text)) {
    const float weight = view.weight(count);
    if (column[count.bucket] < 0) continue;
    squares += weight * weight;
    row.push_back({column[count.bucket], weight});
  }
  if (squares == 0) return;
  for (std::size_t i = begin; i < row.size(); ++i) row[i].weight *= share / std::sqrt(squares);
}

FeatureRows side_by_side(const Views& views) {
  const std::size_t n = views.stems.size();
  std::int32_t columns = 0;
  const auto content = views.content.columns(2, columns);
  const auto words = views.words.columns(2, columns);
  const auto characters = views.characters.columns(n < 60 ? 2 : 3, columns);
  FeatureRows rows(static_cast<Eigen::Index>(n), std::max(columns, 1));
  std::vector<Entry> row;
  for (std::size_t i = 0; i < n; ++i) {
    row.clear();
    add_row(views.content, i, content, kContentShare, row);
    add_row(views.words, i, words, kWordShare, row);
    add_row(views.characters, i, characters, kCharacterShare, row);
    float squares = 0;
    for (const Entry& entry : row) squares += entry.weight * entry.weight;
    rows.startVec(static_cast<Eigen::Index>(i));
    for (const Entry& entry : row)
      rows.insertBack(static_cast<Eigen::Index>(i), entry.column) = entry.weight / std::sqrt(squares);
  }
  rows.finalize();
  return rows;
}

void count_holders(Views& views) {
  std::vector<StemId> each;
  views.holders.resize(views.is_content.size());
  for (const auto& stems : views.stems) {
    each = stems;
    std::sort(each.begin(), each.end());
    each.erase(std::unique(each.begin(), each.end()), each.end());
    for (const StemId stem : each) ++views.holders[stem];
  }
}

void add_meanings(const Views& views, const Analyzer& analyzer, const Knowledge& knowledge,
                  TextFeatures& features) {
  const std::size_t n = views.stems.size();
  const auto dimensions = static_cast<Eigen::Index>(knowledge.dimensions());
  std::vector<std::uint32_t> vector(views.holders.size());
  std::vector<float> idf(views.holders.size());
  for (StemId stem = 0; stem < vector.size(); ++stem) {
    vector[stem] = knowledge.find(analyzer.stem(stem));
    idf[stem] = static_cast<float>(inverse_document_frequency(views.holders[stem], n));
  }
  features.meanings = DenseRows::Zero(static_cast<Eigen::Index>(n), dimensions);
  double known = 0;
  double all = 0;
  for (std::size_t i = 0; i < n; ++i) {
    auto row = features.meanings.row(static_cast<Eigen::Index>(i));
    std::vector<StemId> stems = views.stems[i];
    std::sort(stems.begin(), stems.end());
    for (std::size_t a = 0; a < stems.size();) {
      const StemId stem = stems[a];
      std::size_t b = a;
      while (b < stems.size() && stems[b] == stem) ++b;
      const float weight = static_cast<float>(dampened_frequency(b - a)) * idf[stem];
      a = b;
      if (views.is_content[stem]) all += static_cast<double>(weight);
      if (vector[stem] == Knowledge::kNone) continue;
      if (views.is_content[stem]) known += static_cast<double>(weight);
      if (views.holders[stem] < 2) continue;
      const auto figures = knowledge.vector(vector[stem]);
      const Eigen::Map<const Eigen::Matrix<std::int8_t, 1, Eigen::Dynamic>> bytes(figures.data(), dimensions);
      row += weight * knowledge.scale(vector[stem]) * bytes.cast<float>();
    }
  }
  features.known = all > 0 ? known / all : 0;
  normalise_rows(features.meanings);
  const Eigen::RowVectorXf mean = features.meanings.colwise().mean();
  for (Eigen::Index i = 0; i < features.meanings.rows(); ++i) {
    if (features.meanings.row(i).squaredNorm() > 0) features.meanings.row(i) -= mean;
  }
  normalise_rows(features.meanings);
}

}  // namespace

TextFeatures read_features(std::span<const std::string_view> texts, Analyzer& analyzer,
                           const Knowledge* knowledge) {
  Views views;
  for (const std::string_view text : texts) read_text(text, analyzer, views);
  TextFeatures features;
  features.shapes = side_by_side(views);
  features.meanings.resize(static_cast<Eigen::Index>(texts.size()), 0);
  if (knowledge == nullptr) return features;
  count_holders(views);
  add_meanings(views, analyzer, *knowledge, features);
  return features;
}

}  // namespace bearout::models
