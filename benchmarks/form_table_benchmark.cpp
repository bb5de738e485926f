// Numbers of words: keys in the slots against the table of strings and the standard library's.
#include "models/form_table.hpp"

#include <benchmark/benchmark.h>

#include <unordered_map>

#include "benchmarks/comment_texts.hpp"
#include "models/string_table.hpp"
#include "models/word_finder.hpp"

namespace {

using namespace bearout;

/// All words of the comments, one after the other.
const std::vector<std::string>& words() {
  static const std::vector<std::string> list = [] {
    models::WordFinder finder("en");
    std::vector<std::string> found;
    for (const std::string& text : benchmarks::comment_texts()) {
      for (const corpus::Span word : finder.find(text)) found.emplace_back(corpus::cut(text, word));
    }
    return found;
  }();
  return list;
}

struct StandardTable {
  std::unordered_map<std::string, std::uint32_t> ids;
  std::uint32_t intern(const std::string& word) {
    return ids.emplace(word, static_cast<std::uint32_t>(ids.size())).first->second;
  }
};

template <typename Table>
void number_words(benchmark::State& state) {
  Table checked;
  StandardTable standard;
  for (const std::string& word : words()) {
    if (checked.intern(word) != standard.intern(word)) return state.SkipWithError("another number");
  }
  for ([[maybe_unused]] const auto iteration : state) {
    Table table;
    for (const std::string& word : words()) benchmark::DoNotOptimize(table.intern(word));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(words().size()));
}

BENCHMARK(number_words<models::FormTable>)->Unit(benchmark::kMillisecond);
BENCHMARK(number_words<models::StringTable>)->Unit(benchmark::kMillisecond);
BENCHMARK(number_words<StandardTable>)->Unit(benchmark::kMillisecond);

}  // namespace
