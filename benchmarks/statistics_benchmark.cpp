// Counting in how many passages each stem stands: Statistics (with its sample) against the standard library's
// containers over the same tokens.
#include "models/statistics.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <set>
#include <unordered_map>

#include "benchmarks/comment_texts.hpp"

namespace {

using namespace bearout;

const std::vector<corpus::Document>& documents() {
  static const std::vector<corpus::Document> list = [] {
    std::vector<corpus::Document> made;
    for (const std::string& text : benchmarks::comment_texts()) {
      corpus::Document document;
      document.id = std::to_string(made.size());
      document.text = text;
      made.push_back(std::move(document));
    }
    return made;
  }();
  return list;
}

using Frequencies = std::unordered_map<std::string, std::uint64_t>;

Frequencies count_plainly() {
  models::TextReader reader{models::AnalyzerOptions{}};
  Frequencies frequencies;
  for (const corpus::Document& document : documents()) {
    const models::ReadText& text = reader.read(document.text);
    for (std::size_t p = 0; p < text.passages.size(); ++p) {
      std::set<std::string> stems;
      for (const models::Token& token : text.tokens_of(p)) {
        const models::Form& form = reader.analyzer().form(token.form);
        if (models::is_counted(form)) stems.emplace(reader.analyzer().stem(form.stem));
      }
      for (const std::string& stem : stems) ++frequencies[stem];
    }
  }
  return frequencies;
}

void observe(benchmark::State& state) {
  {
    models::Statistics statistics;
    for (const corpus::Document& document : documents()) statistics.observe(document);
    const Frequencies expected = count_plainly();
    const models::TermCounts terms = statistics.terms();
    bool same = terms.size() == expected.size();
    for (models::TermCounts::Reader reader(terms); reader.next();) {
      const models::TermFrequency term = reader.term();
      const auto found = expected.find(std::string(term.stem));
      same = same && found != expected.end() && found->second == term.passages;
    }
    if (!same) return state.SkipWithError("other frequencies");
  }
  for ([[maybe_unused]] const auto iteration : state) {
    models::Statistics statistics;
    for (const corpus::Document& document : documents()) statistics.observe(document);
    benchmark::DoNotOptimize(statistics.passages());
  }
  benchmarks::count_bytes(state, benchmarks::comment_texts());
}

void observe_plainly(benchmark::State& state) {
  for ([[maybe_unused]] const auto iteration : state) benchmark::DoNotOptimize(count_plainly().size());
  benchmarks::count_bytes(state, benchmarks::comment_texts());
}

BENCHMARK(observe)->Unit(benchmark::kMillisecond);
BENCHMARK(observe_plainly)->Unit(benchmark::kMillisecond);

}  // namespace
