// Numbers of words: keys in the slots against the table of strings and the standard library's.
#include "models/form_table.hpp"

#include <benchmark/benchmark.h>

#include <unordered_map>

#include "benchmarks/comment_texts.hpp"
#include "corpus/ascii.hpp"
#include "corpus/span.hpp"
#include "models/string_table.hpp"
#include "models/word_finder.hpp"

namespace {

using namespace bearout;

/// All words of the comments in small letters, one behind the other, as the analyser meets them.
struct Words {
  std::string text;
  std::vector<corpus::Span> spans;
};

const Words& words() {
  static const Words all = [] {
    Words found;
    models::WordFinder finder("en");
    for (const std::string& text : benchmarks::comment_texts()) {
      const std::size_t begin = found.text.size();
      for (const char c : text) found.text.push_back(corpus::ascii_lower(c));
      for (const corpus::Span word : finder.find(text))
        found.spans.push_back({begin + word.begin, begin + word.end});
    }
    return found;
  }();
  return all;
}

std::uint32_t number_of(models::FormTable& table, std::string_view text, corpus::Span span) {
  const std::string_view word = corpus::cut(text, span);
  models::FormTable::Key key;
  if (word.size() <= models::FormTable::kInline &&
      models::FormTable::lower_key_of(word, text.size() - span.begin, key))
    return table.intern(key, word);
  return table.intern(word);
}

std::uint32_t number_of(models::StringTable& table, std::string_view text, corpus::Span span) {
  return table.intern(corpus::cut(text, span));
}

using StandardTable = std::unordered_map<std::string, std::uint32_t>;

std::uint32_t number_of(StandardTable& table, std::string_view text, corpus::Span span) {
  const auto next = static_cast<std::uint32_t>(table.size());
  return table.emplace(corpus::cut(text, span), next).first->second;
}

template <typename Table>
void number_words(benchmark::State& state) {
  const Words& all = words();
  Table checked;
  StandardTable standard;
  for (const corpus::Span span : all.spans) {
    if (number_of(checked, all.text, span) != number_of(standard, all.text, span))
      return state.SkipWithError("another number");
  }
  for ([[maybe_unused]] const auto iteration : state) {
    Table table;
    for (const corpus::Span span : all.spans) benchmark::DoNotOptimize(number_of(table, all.text, span));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(all.spans.size()));
}

BENCHMARK(number_words<models::FormTable>)->Unit(benchmark::kMillisecond);
BENCHMARK(number_words<models::StringTable>)->Unit(benchmark::kMillisecond);
BENCHMARK(number_words<StandardTable>)->Unit(benchmark::kMillisecond);

}  // namespace
