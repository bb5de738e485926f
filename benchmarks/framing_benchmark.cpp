// What does framing add to the reading of a text, in milliseconds of one core for a million bytes?
//
//   bearout_framing_benchmark [--benchmark_… …] [COMMENTS OUTCOMES]
//
// Without files it takes made-up comments with the words that framing looks for. `alone`: what every passage
// costs; `towards outcomes`: a judgement of every passage towards one of the outcomes more, far more than a
// run asks for. The rival is what a plain sentiment score does: it adds up the valences of the lexicon's
// words. Checks that what is found does not depend on the order in which passages are read, and fails if it
// does.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "corpus/document_stream.hpp"
#include "corpus/outcome.hpp"
#include "models/framing.hpp"
#include "models/lexicon.hpp"
#include "models/random_stream.hpp"
#include "models/text_reader.hpp"

namespace {

using namespace bearout;

/// Texts that have been read, so that only framing is measured.
struct Material {
  std::vector<corpus::Outcome> outcomes;
  std::vector<std::string> texts;
  std::vector<models::ReadText> read;
  models::TextReader reader{models::AnalyzerOptions{}};
  std::size_t bytes = 0;
  std::size_t passages = 0;

  void add(std::string text) {
    bytes += text.size();
    read.push_back(reader.read(text));
    passages += read.back().passages.size();
    texts.push_back(std::move(text));
  }
};

Material* material = nullptr;

std::vector<corpus::Outcome> made_up_outcomes() {
  std::vector<corpus::Outcome> outcomes;
  for (const char* text :
       {"The library helps newcomers to find work.", "The garden reduces loneliness.",
        "Visitors were happy with the staff.", "A forum allows people to express discontent.",
        "Fees should be abolished.", "The bus arrives on time in every village."}) {
    outcomes.push_back({std::to_string(outcomes.size() + 1), text, "", {}});
  }
  return outcomes;
}

std::string made_up_comment(models::RandomStream& lots) {
  static const std::vector<std::string> pieces{"the staff were very helpful",
                                               "nobody answered my letter",
                                               "I went there with my sister on a Tuesday",
                                               "it could not have been better",
                                               "the bus was late again",
                                               "we talked about the old days",
                                               "I was not disappointed",
                                               "the fees are a burden on poor families",
                                               "they showed us the new rooms",
                                               "it is no longer lonely in the garden",
                                               "I would never go back",
                                               "the queue at the desk was slow",
                                               "my neighbour found work in the library",
                                               "there were about 40 people in the hall",
                                               "I expected it to be boring",
                                               "thanks to everyone who took part"};
  static const std::vector<std::string> joints{", but ", " and ", ", although ", " because ", ". ",   ". ",
                                               "! ",     "? ",    "; ",          " :) ",      " ... "};
  std::string text;
  const std::size_t count = 2 + lots.next() % 12;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += joints[lots.next() % joints.size()];
    text += pieces[lots.next() % pieces.size()];
  }
  return text + ".";
}

void make_up(Material& made) {
  models::RandomStream lots(1);
  made.outcomes = made_up_outcomes();
  while (made.bytes < 2'000'000) made.add(made_up_comment(lots));
}

void read_files(Material& found, const char* comments, const char* outcomes) {
  found.outcomes = corpus::read_outcomes(outcomes);
  auto stream = corpus::open_documents({{comments, corpus::Input::Kind::comments}});
  while (auto batch = stream.next()) {
    for (corpus::Document& document : batch->documents) found.add(std::move(document.text));
  }
}

template <typename Use>
void for_each_passage(const Material& all, bool backwards, Use use) {
  for (std::size_t k = 0; k < all.texts.size(); ++k) {
    const std::size_t d = backwards ? all.texts.size() - 1 - k : k;
    const models::ReadText& read = all.read[d];
    for (std::size_t p = 0; p < read.passages.size(); ++p)
      use(all.texts[d], read.passages[p].span, read.tokens_of(p));
  }
}

void report(benchmark::State& state, const Material& all) {
  const double megabytes = static_cast<double>(all.bytes) / 1e6;
  state.counters["ms_per_MB"] = benchmark::Counter(
      megabytes / 1000, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["passages"] = static_cast<double>(all.passages);
}

/// How many passages are criticism, and why: the answer that is checked.
struct Count {
  std::size_t criticism = 0, cues = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

Count count_framings(const Material& all, models::FramingJudge& judge, bool backwards) {
  Count count;
  for_each_passage(all, backwards,
                   [&](std::string_view text, corpus::Span within, std::span<const models::Token> tokens) {
                     if (!judge.may_blame(judge.begin(text, within, tokens, all.reader.analyzer()))) return;
                     const models::Tone& tone = judge.finish(text, tokens);
                     if (judge.verdict(tone) != models::Verdict::contrary) return;
                     count.cues += judge.judge(tone, text).cues.size();
                     ++count.criticism;
                   });
  return count;
}

void framing_alone(benchmark::State& state) {
  models::FramingJudge judge(material->outcomes, {});
  Count count;
  for (auto _ : state) count = count_framings(*material, judge, false);
  models::FramingJudge other(material->outcomes, {});
  if (!(count == count_framings(*material, other, true))) {
    std::fputs("bearout_framing_benchmark: passages read in another order are framed in another way\n",
               stderr);
    std::exit(1);
  }
  report(state, *material);
}
BENCHMARK(framing_alone)->Name("framing/alone")->Unit(benchmark::kMillisecond);

void framing_towards_outcomes(benchmark::State& state) {
  models::FramingJudge judge(material->outcomes, {});
  for (auto _ : state) {
    std::size_t turn = 0;
    double sum = 0;
    for_each_passage(*material, false,
                     [&](std::string_view text, corpus::Span within, std::span<const models::Token> tokens) {
                       const models::Tone& tone =
                           judge.read(text, within, tokens, material->reader.analyzer());
                       sum += judge.judge(tone, text, tokens, turn++ % material->outcomes.size()).score;
                     });
    benchmark::DoNotOptimize(sum);
  }
  report(state, *material);
}
BENCHMARK(framing_towards_outcomes)->Name("framing/towards outcomes")->Unit(benchmark::kMillisecond);

void plain_sentiment(benchmark::State& state) {
  models::Analyzer analyzer;
  const models::Lexicon lexicon(analyzer);
  std::vector<int> valences;  // of each form of the reader's analyser
  for (std::size_t f = 0; f < material->reader.analyzer().form_count(); ++f) {
    const models::Form& form = material->reader.analyzer().form(static_cast<models::FormId>(f));
    valences.push_back(lexicon.word(form.text, material->reader.analyzer().stem(form.stem)).valence);
  }
  for (auto _ : state) {
    long long sum = 0;
    for_each_passage(*material, false,
                     [&](std::string_view, corpus::Span, std::span<const models::Token> tokens) {
                       int valence = 0;
                       for (const models::Token& token : tokens) valence += valences[token.form];
                       sum += valence < 0 ? -1 : valence > 0 ? 1 : 0;
                     });
    benchmark::DoNotOptimize(sum);
  }
  report(state, *material);
}
BENCHMARK(plain_sentiment)->Name("rival/plain sentiment")->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 1 && argc != 3) {
    std::fputs("usage: bearout_framing_benchmark [--benchmark_… …] [COMMENTS OUTCOMES]\n", stderr);
    return 2;
  }
  Material all;
  if (argc == 3) {
    read_files(all, argv[1], argv[2]);
  } else {
    make_up(all);
  }
  material = &all;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
