#include "models/evaluation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "models/random_stream.hpp"

namespace bearout::models {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? kNone : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Agreement::precision() const {
  return ratio(both, both + only_program);
}
double Agreement::recall() const {
  return ratio(both, both + only_gold);
}
double Agreement::f1() const {
  return ratio(2 * both, 2 * both + only_program + only_gold);
}

double Agreement::kappa() const {
  const auto n = static_cast<double>(both + only_program + only_gold + neither);
  if (n == 0) return kNone;
  const double observed = static_cast<double>(both + neither) / n;
  const double yes = static_cast<double>(both + only_program) / n * static_cast<double>(both + only_gold) / n;
  const double no =
      static_cast<double>(only_gold + neither) / n * static_cast<double>(only_program + neither) / n;
  return yes + no == 1 ? kNone : (observed - yes - no) / (1 - yes - no);
}

Agreement agreement(std::span<const JudgedPair> pairs, double threshold) {
  Agreement counts;
  for (const JudgedPair& pair : pairs) {
    const bool suggested = pair.score >= threshold;
    ++(suggested ? (pair.match ? counts.both : counts.only_program)
                 : (pair.match ? counts.only_gold : counts.neither));
  }
  return counts;
}

double average_precision(std::span<const JudgedPair> pairs) {
  std::vector<JudgedPair> sorted(pairs.begin(), pairs.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const JudgedPair& a, const JudgedPair& b) { return a.score > b.score; });
  const auto total =
      std::count_if(sorted.begin(), sorted.end(), [](const JudgedPair& pair) { return pair.match; });
  if (total == 0) return kNone;
  double sum = 0;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    const std::size_t before = hits;
    std::size_t j = i;
    for (; j < sorted.size() && sorted[j].score == sorted[i].score; ++j) hits += sorted[j].match ? 1 : 0;
    sum += static_cast<double>(hits - before) * static_cast<double>(hits) / static_cast<double>(j);
    i = j;
  }
  return sum / static_cast<double>(total);
}

double mean_average_precision(std::span<const JudgedPair> pairs) {
  std::map<std::uint32_t, std::vector<JudgedPair>> by_outcome;
  for (const JudgedPair& pair : pairs) by_outcome[pair.outcome].push_back(pair);
  double sum = 0;
  std::size_t count = 0;
  for (const auto& entry : by_outcome) {
    const double precision = average_precision(entry.second);
    if (std::isnan(precision)) continue;
    sum += precision;
    ++count;
  }
  return count == 0 ? kNone : sum / static_cast<double>(count);
}

double calibration_error(std::span<const JudgedPair> pairs) {
  constexpr std::size_t kBins = 10;
  std::array<double, kBins> excess{};  // of scores over true pairs
  for (const JudgedPair& pair : pairs) {
    const auto bin = static_cast<std::size_t>(std::clamp(pair.score * kBins, 0.0, kBins - 1.0));
    excess[bin] += pair.score - (pair.match ? 1 : 0);
  }
  double sum = 0;
  for (const double one : excess) sum += std::abs(one);
  return sum / static_cast<double>(pairs.size());
}

Interval bootstrap(std::span<const JudgedPair> pairs, const Measure& measure, std::uint64_t seed,
                   std::size_t draws) {
  std::map<std::uint32_t, std::vector<JudgedPair>> by_document;
  for (const JudgedPair& pair : pairs) by_document[pair.document].push_back(pair);
  std::vector<const std::vector<JudgedPair>*> documents;
  documents.reserve(by_document.size());
  for (const auto& entry : by_document) documents.push_back(&entry.second);
  if (documents.empty()) return {kNone, kNone};
  RandomStream random(seed);
  std::vector<double> values;
  std::vector<JudgedPair> drawn;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    drawn.clear();
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto which = static_cast<std::size_t>(random.uniform() * static_cast<double>(documents.size()));
      const auto& document = *documents[which];
      drawn.insert(drawn.end(), document.begin(), document.end());
    }
    const double value = measure(drawn);
    if (!std::isnan(value)) values.push_back(value);
  }
  if (values.size() * 2 < draws) return {kNone, kNone};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(std::llround(share * static_cast<double>(values.size() - 1)))];
  };
  return {at(0.025), at(0.975)};
}

}  // namespace bearout::models
