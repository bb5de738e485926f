// Words of comments: byte masks and ICU's state machine against ICU's iterator; the analyser as a whole
// against the plain way, with a stem for every token.
#include "models/word_finder.hpp"

#include <benchmark/benchmark.h>
#include <libstemmer.h>

#include <memory>

#include "benchmarks/comment_texts.hpp"
#include "models/analyzer.hpp"

namespace {

using namespace bearout;
using benchmarks::comment_texts;

void find_words(benchmark::State& state) {
  models::WordFinder finder("en");
  for (const std::string& text : comment_texts()) {
    const std::vector<corpus::Span> expected = finder.find_by_icu(text);
    if (finder.find(text) != expected) return state.SkipWithError("other words than ICU's");
  }
  for ([[maybe_unused]] const auto iteration : state) {
    for (const std::string& text : comment_texts()) benchmark::DoNotOptimize(finder.find(text).data());
  }
  benchmarks::count_bytes(state, comment_texts());
}

void find_words_by_icu(benchmark::State& state) {
  models::WordFinder finder("en");
  for ([[maybe_unused]] const auto iteration : state) {
    for (const std::string& text : comment_texts()) benchmark::DoNotOptimize(finder.find_by_icu(text).data());
  }
  benchmarks::count_bytes(state, comment_texts());
}

/// The number of the token's stem, worked out anew for every token.
struct PlainStemmer {
  struct Delete {
    void operator()(sb_stemmer* made) const { sb_stemmer_delete(made); }
  };
  std::unique_ptr<sb_stemmer, Delete> stemmer{sb_stemmer_new("english", nullptr)};

  std::string_view operator()(std::string_view form) const {
    const auto* symbols = reinterpret_cast<const sb_symbol*>(form.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer.get(), symbols, static_cast<int>(form.size()));
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
  }
};

void analyze(benchmark::State& state) {
  {
    models::Analyzer analyzer;
    const PlainStemmer stem;
    for (const models::Token& token : analyzer.analyze(comment_texts().front())) {
      const models::Form& form = analyzer.form(token.form);
      if (analyzer.stem(form.stem) != stem(form.text))
        return state.SkipWithError("another stem than Snowball's");
    }
  }
  std::vector<models::Token> tokens;
  for ([[maybe_unused]] const auto iteration : state) {
    models::Analyzer analyzer;  // the words' first sight belongs to it
    for (const std::string& text : comment_texts()) {
      tokens.clear();
      analyzer.analyze(text, {0, text.size()}, tokens);
      benchmark::DoNotOptimize(tokens.data());
    }
  }
  benchmarks::count_bytes(state, comment_texts());
}

void analyze_plainly(benchmark::State& state) {
  const PlainStemmer stem;
  models::WordFinder finder("en");
  std::string form;
  for ([[maybe_unused]] const auto iteration : state) {
    for (const std::string& text : comment_texts()) {
      for (const corpus::Span word : finder.find_by_icu(text)) {
        form.assign(corpus::cut(text, word));
        for (char& c : form) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        benchmark::DoNotOptimize(stem(form).data());
      }
    }
  }
  benchmarks::count_bytes(state, comment_texts());
}

BENCHMARK(find_words)->Unit(benchmark::kMillisecond);
BENCHMARK(find_words_by_icu)->Unit(benchmark::kMillisecond);
BENCHMARK(analyze)->Unit(benchmark::kMillisecond);
BENCHMARK(analyze_plainly)->Unit(benchmark::kMillisecond);

}  // namespace
