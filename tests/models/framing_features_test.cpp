#include "models/framing_features.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "models/form_notes.hpp"
#include "models/lexicon.hpp"
#include "models/tone.hpp"

using namespace bearout::models;

namespace {

std::vector<TextFeature> features_of(const std::string& text) {
  Analyzer analyzer;
  const Lexicon lexicon(analyzer);
  const StringTable stems;
  FormNotes notes(lexicon, stems, nullptr);
  const auto tokens = analyzer.analyze(text);
  notes.prepare(tokens, analyzer);
  const Tone tone = read_tone(lexicon, notes, text, {0, text.size()}, tokens, analyzer);
  std::vector<TextFeature> features;
  list_features(text, tokens, tone, notes, features);
  return features;
}

bool has(const std::string& text, std::string_view name) {
  const auto features = features_of(text);
  return std::any_of(features.begin(), features.end(),
                     [&](const TextFeature& feature) { return feature.key() == key_of_name(name); });
}

}  // namespace

TEST_CASE("stems, and two in a row") {
  CHECK(has("The guides helped.", "guid"));
  CHECK(has("The guides helped.", "guid_help"));
  CHECK(has("The guides helped.", "^_the"));
  CHECK(has("Late, rude.", ",_rude"));
  CHECK_FALSE(has("The guides helped.", "~help"));
}

TEST_CASE("what a negator denies is marked") {
  CHECK(has("The guides didn't help.", "~help"));
  CHECK(has("The guides didn't help.", "not_~help"));
  CHECK(has("not only helpful", "+not"));
  CHECK_FALSE(has("not only helpful", "~help"));
}

TEST_CASE("signs, capitals, numbers, stretched words and names") {
  CHECK(has("Closed!", "!"));
  CHECK(has("Closed!!", "!!"));
  CHECK(has("Closed?", "?"));
  CHECK(has("Closed ...", "..."));
  CHECK(has("Closed :(", ":("));
  CHECK(has("Closed 😡", "😡"));
  CHECK(has("It was VERY late today", "CAPS"));
  CHECK_FALSE(has("IT WAS VERY LATE", "CAPS"));
  CHECK(has("12 weeks", "#_week"));
  CHECK(has("soooo late", "soo"));
  CHECK_FALSE(has("@Great thanks", "great"));
}
