#include "framing/training.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "framing/sparse_logistic.hpp"

using namespace bearout::models;

namespace {

// Chosen by left-out figures; between half and twice of each there is little to choose.
constexpr double kCriticismC = 2;
constexpr double kClaimC = 1;
// Beside the weights that all share, every set has a bias and weights of its own, which are thrown away: what
// is so in one field alone is learned there (Daumé 2007). The values are scaled so that the penalty lets a
// set's bias move freely, its weights less.
constexpr double kOwnBias = 3;
constexpr double kOwnWeights = 0.3;
constexpr int kOwnRows = 10;  // of a set that must have a feature
constexpr std::size_t kCriticismKept = 12'000;
constexpr std::size_t kStanceKept = 4'000;
constexpr int kCriticismRows = 3;  // rows that must have a feature
constexpr int kStanceRows = 4;
constexpr double kPlainStance = 0.5;  // what holds whatever the claim's direction is believed less
// Facts: too few are labelled to learn what they need, so this much is added to what claims have. A figure of
// experience: statements agree that deny equally often and speak of change in one direction.
constexpr double kFactBias = 0.3;
constexpr double kFactParity = 0.6;
constexpr double kFactChange = 0.8;

/// Numbers the features that enough rows have.
struct Columns {
  std::vector<std::uint32_t> column;  // of each feature, or kNone
  std::vector<std::uint32_t> kept;    // feature of each column
  std::vector<int> rows;              // of each feature
};

template <typename Row, typename Used>
Columns number_columns(const std::vector<Row>& rows, std::size_t features, int least, Used used) {
  Columns columns{
      std::vector<std::uint32_t>(features, FeatureNames::kNone), {}, std::vector<int>(features, 0)};
  for (const Row& row : rows) {
    if (!used(row)) continue;
    const std::set<std::uint32_t> distinct(row.features.begin(), row.features.end());
    for (const std::uint32_t feature : distinct) ++columns.rows[feature];
  }
  for (std::uint32_t f = 0; f < features; ++f) {
    if (columns.rows[f] < least) continue;
    columns.column[f] = static_cast<std::uint32_t>(columns.kept.size());
    columns.kept.push_back(f);
  }
  return columns;
}

/// Sums of a row's features by column, in the order of columns.
template <typename Row>
std::vector<std::pair<std::uint32_t, double>> sums_of(const Row& row, const Columns& columns) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t feature : row.features) {
    if (columns.column[feature] != FeatureNames::kNone) found.push_back(columns.column[feature]);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::pair<std::uint32_t, double>> sums;
  for (const std::uint32_t column : found) {
    if (sums.empty() || sums.back().first != column) sums.emplace_back(column, 0.0);
    sums.back().second += row.scale;
  }
  return sums;
}

/// Columns that only the rows of one set have: a bias, and those of the features that enough of them hold.
class OwnColumns {
 public:
  explicit OwnColumns(std::size_t shared) : next_(shared) {}
  void count(std::size_t set, const std::vector<std::pair<std::uint32_t, double>>& features) {
    biases_[set] = 0;
    for (const auto& feature : features) ++found_[{set, feature.first}];
  }
  void number() {
    for (auto& [set, column] : biases_) column = next_++;
    for (auto& [place, rows] : found_) {
      if (rows >= kOwnRows) numbers_[place] = next_++;
    }
    found_.clear();
  }
  [[nodiscard]] std::size_t column_count() const { return next_; }
  [[nodiscard]] std::size_t bias(std::size_t set) const { return biases_.at(set); }
  [[nodiscard]] std::optional<std::size_t> find(std::size_t set, std::uint32_t feature) const {
    const auto known = numbers_.find({set, feature});
    if (known == numbers_.end()) return std::nullopt;
    return known->second;
  }

 private:
  using Place = std::pair<std::size_t, std::uint32_t>;
  std::size_t next_;
  std::map<std::size_t, std::size_t> biases_;
  std::map<Place, int> found_;
  std::map<Place, std::size_t> numbers_;
};

void put(LabelledRows& rows, std::size_t column, double value) {
  rows.columns.push_back(static_cast<std::uint32_t>(column));
  rows.values.push_back(static_cast<float>(value));
}

/// A set weighs as the root of its size, half of it on either side; all rows together weigh their number.
template <typename Row, typename Used>
void weigh_rows(const std::vector<Row>& all, Used used, LabelledRows& rows) {
  std::map<std::pair<std::size_t, int>, double> counts;
  for (const Row& row : all) {
    if (used(row)) counts[{row.set, row.framing}] += 1;
  }
  double total = 0;
  for (const Row& row : all) {
    if (!used(row)) continue;
    const double size = counts[{row.set, 1}] + counts[{row.set, -1}];
    rows.weights.push_back(std::sqrt(size) / counts[{row.set, row.framing}]);
    total += rows.weights.back();
    rows.labels.push_back(row.framing);
  }
  for (double& weight : rows.weights) weight *= static_cast<double>(rows.size()) / total;
}

/// The columns that matter most: by weight times the root of the rows that have it.
std::vector<std::uint32_t> strongest(const std::vector<double>& sizes, const Columns& columns,
                                     std::size_t most) {
  std::vector<std::pair<double, std::uint32_t>> order;
  order.reserve(sizes.size());
  for (std::uint32_t c = 0; c < sizes.size(); ++c) {
    order.emplace_back(-sizes[c] * std::sqrt(columns.rows[columns.kept[c]]), c);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), most));
  std::vector<std::uint32_t> list;
  list.reserve(order.size());
  for (const auto& [size, column] : order) list.push_back(column);
  return list;
}

FramingNumber tone_number(std::size_t part) {
  return static_cast<FramingNumber>(static_cast<std::size_t>(FramingNumber::tone_praise) + part);
}

}  // namespace

void train_criticism(const std::vector<ToneRow>& all, const std::set<std::size_t>& without,
                     const FeatureNames& names, WeightsFile& file) {
  const auto used = [&](const ToneRow& row) { return row.framing != 0 && !without.contains(row.set); };
  const Columns columns = number_columns(all, names.size(), kCriticismRows, used);
  const std::size_t words = columns.kept.size();
  const std::size_t shared = words + kToneParts;
  OwnColumns own(shared);
  for (const ToneRow& row : all) {
    if (used(row)) own.count(row.set, sums_of(row, columns));
  }
  own.number();
  LabelledRows rows;
  rows.column_count = own.column_count();
  for (const ToneRow& row : all) {
    if (!used(row)) continue;
    for (const auto& [column, sum] : sums_of(row, columns)) {
      put(rows, column, sum);
      if (const auto again = own.find(row.set, column)) put(rows, *again, kOwnWeights * sum);
    }
    for (std::size_t k = 0; k < kToneParts; ++k) put(rows, words + k, row.parts[k]);
    put(rows, own.bias(row.set), kOwnBias);
    rows.begins.push_back(rows.columns.size());
  }
  weigh_rows(all, used, rows);
  const std::vector<double> fitted = fit_logistic(rows, kCriticismC);
  std::vector<double> sizes(words);
  for (std::size_t c = 0; c < words; ++c) sizes[c] = std::abs(fitted[c]);
  std::map<std::string, double> weights;
  for (const std::uint32_t c : strongest(sizes, columns, kCriticismKept))
    weights[names[columns.kept[c]]] = fitted[c];
  file.criticism(weights);
  file.number(FramingNumber::tone_bias, fitted.back());
  for (std::size_t k = 0; k < kToneParts; ++k) file.number(tone_number(k), fitted[words + k]);
}

void train_claims(const std::vector<ClaimRow>& all, const std::set<std::size_t>& without,
                  const FeatureNames& names, WeightsFile& file) {
  const auto used = [&](const ClaimRow& row) {
    return row.framing != 0 && !row.sight.fact && !without.contains(row.set);
  };
  const Columns columns = number_columns(all, names.size(), kStanceRows, used);
  const std::size_t words = columns.kept.size();
  LabelledRows rows;
  rows.column_count = kClaimParts + 2 * words;
  for (const ClaimRow& row : all) {
    if (!used(row)) continue;
    for (std::size_t k = 1; k < kClaimParts; ++k) put(rows, k, row.sight.parts[k]);  // 0 is the bias
    for (const auto& [column, sum] : sums_of(row, columns)) {
      put(rows, kClaimParts + column, sum * row.sight.direction);
      put(rows, kClaimParts + words + column, sum * kPlainStance);
    }
    rows.begins.push_back(rows.columns.size());
  }
  weigh_rows(all, used, rows);
  const std::vector<double> fitted = fit_logistic(rows, kClaimC);
  const auto weights_of = [&](std::size_t c) {
    return WeightsFile::Stance{kPlainStance * fitted[kClaimParts + words + c], fitted[kClaimParts + c]};
  };
  std::vector<double> sizes(words);
  for (std::size_t c = 0; c < words; ++c)
    sizes[c] = std::abs(weights_of(c).stance) + std::abs(weights_of(c).directed);
  std::map<std::string, WeightsFile::Stance> weights;
  for (const std::uint32_t c : strongest(sizes, columns, kStanceKept))
    weights[names[columns.kept[c]]] = weights_of(c);
  file.stance(weights);
  for (std::size_t k = 0; k < kClaimParts; ++k) {
    const auto part = static_cast<ClaimPart>(k);
    const double claim = part == ClaimPart::bias ? fitted.back() : fitted[k];
    const double more = part == ClaimPart::bias     ? kFactBias
                        : part == ClaimPart::parity ? kFactParity
                        : part == ClaimPart::change ? kFactChange
                                                    : 0;
    file.part(part, claim, claim + more);
  }
}
