// How long does it take to find themes among 20,000 passages (as many as discovery ever looks at), on one
// core?
//
//   bearout_discovery_benchmark [--benchmark_… …]
//
// The passages are made up of WordNet's stems (of made-up words if the build has none): some of a theme's own
// words, some that everybody uses. There are 150 themes, a hundred of them are outcomes. The rival clusters
// the same passages by their words alone with a fixed number of clusters: it knows nothing of outcomes,
// neighbours or meanings. Checks that the themes proposed are those that no outcome names, and that a second
// look finds the same; fails if not.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/candidates/latent_space.hpp"
#include "models/candidates/spherical_kmeans.hpp"
#include "models/candidates/text_features.hpp"
#include "models/candidates/themes.hpp"
#include "models/knowledge.hpp"
#include "models/random_stream.hpp"

namespace {

using namespace bearout;

constexpr std::size_t kPassages = 20'000;
constexpr std::size_t kThemes = 150;
constexpr std::size_t kOutcomes = 100;
constexpr std::size_t kOwnWords = 12;  // of a theme
constexpr std::size_t kCommonWords = 3000;
constexpr std::size_t kTerms = kThemes * kOwnWords + kCommonWords;

std::shared_ptr<const models::Knowledge> load_knowledge() {
  const std::filesystem::path file = BEAROUT_KNOWLEDGE_PATH;
  return std::filesystem::exists(file) ? std::make_shared<const models::Knowledge>(file) : nullptr;
}

/// A word for every term.
std::vector<std::string> make_words(const models::Knowledge* knowledge, models::RandomStream& lots) {
  std::vector<std::string> words;
  while (words.size() < kTerms) {
    std::string word;
    if (knowledge != nullptr) {
      word = knowledge->stem(static_cast<std::uint32_t>(lots.next() % knowledge->size()));
    } else {
      for (int i = 0; i < 4; ++i) {
        word += "bdfgklmnprstvz"[lots.next() % 14];
        word += "aeiou"[lots.next() % 5];
      }
    }
    words.push_back(word);
  }
  return words;
}

struct Material {
  std::shared_ptr<const models::Knowledge> knowledge = load_knowledge();
  std::vector<std::string> words;
  std::vector<models::SparseVector> rows;
  std::vector<std::string> texts;
  std::vector<std::size_t> themes;  // of each passage
  std::vector<std::vector<double>> probabilities;
  models::ThemeOutcomes outcomes;

  Material() {
    models::RandomStream lots(11);
    words = make_words(knowledge.get(), lots);
    for (std::size_t i = 0; i < kPassages; ++i) add(lots);
    outcomes.rows.resize(kOutcomes, kTerms);
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      std::string text;
      for (std::size_t word = o * kOwnWords; word < (o + 1) * kOwnWords; word += 2) {
        text += words[word] + " ";
        outcomes.rows.insert(static_cast<Eigen::Index>(o), static_cast<Eigen::Index>(word)) =
            1 / std::sqrt(kOwnWords / 2);
      }
      outcomes.texts.push_back(text);
    }
    outcomes.rows.makeCompressed();
  }

  [[nodiscard]] std::vector<models::ThemePassage> passages() const {
    std::vector<models::ThemePassage> list;
    list.reserve(kPassages);
    for (std::size_t i = 0; i < kPassages; ++i) {
      list.push_back({.row = rows[i], .text = texts[i], .probabilities = probabilities[i], .document = i});
    }
    return list;
  }

 private:
  void add(models::RandomStream& lots) {
    const std::size_t theme = lots.next() % kThemes;
    std::map<models::TermId, double> weights;
    std::string text;
    const auto say = [&](std::size_t term, double weight) {
      weights[static_cast<models::TermId>(term)] += weight;
      text += words[term] + " ";
    };
    for (int i = 0; i < 6; ++i) say(theme * kOwnWords + lots.next() % kOwnWords, 2);
    for (int i = 0; i < 10; ++i) {
      // Common words by Zipf's law, roughly.
      const double rank = std::pow(static_cast<double>(kCommonWords), lots.uniform()) - 1;
      say(kThemes * kOwnWords + static_cast<std::size_t>(rank), .5);
    }
    double squares = 0;
    for (const auto& [term, weight] : weights) squares += weight * weight;
    models::SparseVector& row = rows.emplace_back();
    for (const auto& [term, weight] : weights) row.push_back({term, weight / std::sqrt(squares)});
    texts.push_back(text);
    themes.push_back(theme);
    auto& sure = probabilities.emplace_back(kOutcomes);
    for (double& one : sure) one = .02 + .1 * lots.uniform();
    if (theme < kOutcomes) sure[theme] = .4 + .5 * lots.uniform();
  }
};

const Material& material() {
  static const Material made;
  return made;
}

models::Discovery discover(const Material& m) {
  models::Analyzer analyzer;
  const auto passages = m.passages();
  return models::discover_themes(passages, m.outcomes, analyzer, m.knowledge.get(), {});
}

/// Proposed themes of which more than half the members belong to one theme that no outcome names.
std::size_t rightly_proposed(const models::Discovery& found) {
  std::vector<std::map<std::size_t, std::size_t>> counts(found.themes.size());
  std::vector<std::size_t> sizes(found.themes.size());
  for (std::size_t i = 0; i < found.theme_of.size(); ++i) {
    if (found.theme_of[i] == models::kNoTheme) continue;
    ++counts[found.theme_of[i]][material().themes[i]];
    ++sizes[found.theme_of[i]];
  }
  std::size_t right = 0;
  for (std::size_t t = 0; t < counts.size(); ++t) {
    right += std::any_of(counts[t].begin(), counts[t].end(), [&](const auto& count) {
      return count.first >= kOutcomes && 2 * count.second > sizes[t];
    });
  }
  return right;
}

void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "bearout_discovery_benchmark: %s\n", what);
  std::exit(1);
}

void discovery(benchmark::State& state) {
  const Material& m = material();
  models::Discovery found;
  for (auto _ : state) found = discover(m);
  const std::size_t right = rightly_proposed(found);
  if (right < 40) std::fprintf(stderr, "%zu of %zu\n", right, found.themes.size());
  check(right >= 40, "fewer than 40 of 50 themes that no outcome names were proposed");
  check(discover(m).theme_of == found.theme_of, "a second look finds other themes");
  state.counters["proposed"] = static_cast<double>(found.themes.size());
  state.counters["right"] = static_cast<double>(right);
}

void words_and_kmeans(benchmark::State& state) {
  const Material& m = material();
  const std::vector<std::string_view> texts(m.texts.begin(), m.texts.end());
  for (auto _ : state) {
    models::Analyzer analyzer;
    models::RandomStream random(1);
    const auto features = models::read_features(texts, analyzer, nullptr);
    const auto points = models::latent_rows(features.shapes, 100, random);
    benchmark::DoNotOptimize(models::spherical_kmeans(points, kThemes, 10, random));
  }
}

BENCHMARK(discovery)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(words_and_kmeans)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace

BENCHMARK_MAIN();
