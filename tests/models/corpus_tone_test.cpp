#include "models/corpus_tone.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "models/framing.hpp"

namespace models = bearout::models;
using models::CorpusTone;

namespace {

/// Passengers who blame what was "rebooked", climbers who praise the "belay", and neither word has a weight.
std::vector<std::string> travellers(std::size_t rounds) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < rounds; ++i) {
    texts.emplace_back("Rebooked again, a terrible mess.");
    texts.emplace_back("They rebooked us and lost our bags, awful.");
    texts.emplace_back("Wonderful belay, excellent crew.");
    texts.emplace_back("The belay was great.");
    texts.emplace_back("We left on Monday.");
  }
  return texts;
}

CorpusTone learn(const std::vector<std::string>& texts, const std::string& language = "en") {
  models::AnalyzerOptions options;
  options.language = language;
  models::Analyzer analyzer(options);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return models::learn_tone(views, analyzer, models::built_in_framing_weights());
}

float weight_of(const CorpusTone& tone, std::string_view word) {
  for (const CorpusTone::Word& known : tone.words) {
    if (known.key == models::key_of_word(word)) return known.criticism;
  }
  return 0;
}

double logit(const std::string& text, const models::FramingWeights& weights) {
  models::Analyzer analyzer;
  models::FramingJudge judge({}, analyzer.options(), nullptr, weights);
  const auto tokens = analyzer.analyze(text);
  return judge.read(text, {0, text.size()}, tokens, analyzer).logit;
}

}  // namespace

TEST_CASE("words take the side of the passages that hold them") {
  const CorpusTone tone = learn(travellers(20));
  CHECK(weight_of(tone, "rebook") < -1);
  CHECK(weight_of(tone, "belay") > 1);
  CHECK(weight_of(tone, "on") == 0);  // a function word
}

TEST_CASE("words of the corpus move what the learned weights say") {
  const models::FramingWeights& plain = models::built_in_framing_weights();
  const models::FramingWeights own = models::with_words(plain, learn(travellers(20)));
  CHECK(logit("They rebooked me.", own) < logit("They rebooked me.", plain));
  CHECK(logit("A belay.", own) > logit("A belay.", plain));
  CHECK(logit("We walked home.", own) == logit("We walked home.", plain));
}

TEST_CASE("fewer than fifty passages teach nothing, nor do other languages") {
  CHECK(learn(travellers(9)) == CorpusTone{});
  CHECK(learn(travellers(10)) != CorpusTone{});
  CHECK(learn(travellers(20), "de") == CorpusTone{});
}

TEST_CASE("a word needs two passages") {
  std::vector<std::string> texts = travellers(20);
  texts.emplace_back("A horrible zeppelin.");
  CHECK(weight_of(learn(texts), "zeppelin") == 0);
  texts.emplace_back("The zeppelin was horrible.");
  CHECK(weight_of(learn(texts), "zeppelin") < 0);
}

TEST_CASE("the lean is a share of the mean logit") {
  std::vector<std::string> texts(60, "Terrible.");
  const double each = logit("Terrible.", models::built_in_framing_weights());
  CHECK(learn(texts).lean == doctest::Approx(0.3 * each));
}
