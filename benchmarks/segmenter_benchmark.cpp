// Passages of comments against the sentences that ICU's iterator finds, which knows neither "etc." nor ":-)".
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "benchmarks/comment_texts.hpp"
#include "corpus/characters.hpp"
#include "corpus/passage.hpp"

namespace {

using namespace bearout;
using benchmarks::comment_texts;

/// In order, not overlapping, and their code points counted as one by one.
bool are_passages(std::string_view text, const std::vector<corpus::Passage>& passages) {
  std::size_t end = 0;
  for (const corpus::Passage& passage : passages) {
    if (passage.span.begin < end || passage.span.empty()) return false;
    if (passage.start != corpus::count_code_points(text.substr(0, passage.span.begin))) return false;
    end = passage.span.end;
  }
  return end <= text.size();
}

void segment(benchmark::State& state) {
  corpus::Segmenter segmenter;
  for (const std::string& text : comment_texts()) {
    if (!are_passages(text, segmenter.segment(text))) return state.SkipWithError("passages out of order");
  }
  std::vector<corpus::Passage> passages;
  for ([[maybe_unused]] const auto iteration : state) {
    for (const std::string& text : comment_texts()) {
      segmenter.segment(text, passages);
      benchmark::DoNotOptimize(passages.data());
    }
  }
  benchmarks::count_bytes(state, comment_texts());
}

void find_sentences_by_icu(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  UText utext = UTEXT_INITIALIZER;
  for ([[maybe_unused]] const auto iteration : state) {
    for (const std::string& text : comment_texts()) {
      utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
      sentences->setText(&utext, status);
      while (sentences->next() != icu::BreakIterator::DONE) {
      }
    }
  }
  utext_close(&utext);
  if (U_FAILURE(status)) return state.SkipWithError("ICU could not read the text");
  benchmarks::count_bytes(state, comment_texts());
}

BENCHMARK(segment)->Unit(benchmark::kMillisecond);
BENCHMARK(find_sentences_by_icu)->Unit(benchmark::kMillisecond);

}  // namespace
