#include "framing/text_rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/outcome_profile.hpp"
#include "models/tone.hpp"

using namespace bearout;
using namespace bearout::models;

namespace {

constexpr std::size_t kLongest = 3000;  // bytes: of long reviews the beginning will do
// A "con" that praises ("none, I love it") was filed in the wrong column.
constexpr double kPraise = 1.2;

/// Sentences about several things: one row each, if all say the same.
std::vector<LabelledText> agreeing(const LabelledSet& set) {
  std::map<std::string, std::set<int>> framings;
  for (const LabelledText& text : set.texts) {
    if (text.framing != 0) framings[text.text].insert(text.framing);
  }
  std::vector<LabelledText> texts;
  for (const auto& [text, found] : framings) {
    if (found.size() == 1) texts.push_back({text, "", *found.begin()});
  }
  return texts;
}

double scale_of(std::size_t features) {
  return 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, features)));
}

}  // namespace

struct TextRows::Profiles {
  Analyzer analyzer;
  StringTable stems;
  std::map<std::string, OutcomeProfile> by_text;
  std::unique_ptr<FormNotes> notes;
};

TextRows::TextRows(const Knowledge* knowledge) : knowledge_(knowledge) {}
TextRows::~TextRows() = default;

std::vector<std::uint32_t> TextRows::numbers(const std::string& text,
                                             const std::vector<std::uint8_t>& left_out) {
  std::vector<std::uint32_t> list;
  for (const TextFeature& feature : features_) {
    if (!left_out.empty() && (feature.token == TextFeature::kNoToken || left_out[feature.token] != 0))
      continue;
    const std::uint32_t number = names_.number(feature, text);
    if (number != FeatureNames::kNone) list.push_back(number);
  }
  return list;
}

ToneRow TextRows::tone_row(const std::string& text, bool& says_nothing) {
  const corpus::Span whole{0, text.size()};
  const auto tokens = analyzer_.analyze(text);
  notes_.prepare(tokens, analyzer_);
  names_.learn(tokens, analyzer_, notes_);
  const Tone tone = read_tone(lexicon_, notes_, text, whole, tokens, analyzer_);
  says_nothing = tone.nothing_to_add;
  features_.clear();
  list_features(text, tokens, tone, notes_, features_);
  return {0, 0, numbers(text, {}), scale_of(features_.size()), tone_parts(tone)};
}

std::vector<ToneRow> TextRows::tones(const std::vector<LabelledSet>& sets) {
  std::vector<ToneRow> rows;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    if (sets[s].kind == "claim") continue;
    const bool columns = sets[s].name == "pros_cons";
    for (const LabelledText& labelled : sets[s].kind == "aspect" ? agreeing(sets[s]) : sets[s].texts) {
      bool says_nothing = false;
      ToneRow row = tone_row(labelled.text.substr(0, kLongest), says_nothing);
      if (columns && labelled.framing < 0 && (says_nothing || row.parts[0] + row.parts[1] > kPraise))
        continue;
      row.set = s;
      row.framing = labelled.framing;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

bool TextRows::claim_row(const LabelledText& labelled, Profiles& profiles, const FramingWeights& weights,
                         ClaimRow& row) {
  const std::string& text = labelled.text;
  const corpus::Span whole{0, text.size()};
  const auto tokens = analyzer_.analyze(text);
  profiles.notes->prepare(tokens, analyzer_);
  names_.learn(tokens, analyzer_, *profiles.notes);
  Tone tone = read_tone(lexicon_, *profiles.notes, text, whole, tokens, analyzer_);
  features_.clear();
  list_features(text, tokens, tone, *profiles.notes, features_);
  weigh_criticism(text, tokens, *profiles.notes, weights, weighed_, tone);
  row.sight = see_claim(tone, text, tokens, *profiles.notes, weights, knowledge_,
                        profiles.by_text.at(labelled.outcome));
  if (!row.sight.judged) return false;
  row.framing = labelled.framing;
  row.scale = scale_of(features_.size());
  row.features = numbers(text, row.sight.own);
  return true;
}

std::vector<ClaimRow> TextRows::claims(const std::vector<LabelledSet>& sets, const FramingWeights& weights) {
  Profiles profiles;
  std::set<std::string_view> outcomes;
  for (const LabelledSet& set : sets) {
    for (const LabelledText& labelled : set.texts) {
      if (set.kind == "claim") outcomes.insert(labelled.outcome);
    }
  }
  const std::vector<std::string_view> texts(outcomes.begin(), outcomes.end());
  std::vector<OutcomeProfile> made =
      profile_outcomes(texts, lexicon_, knowledge_, profiles.analyzer, profiles.stems);
  for (std::size_t o = 0; o < texts.size(); ++o) profiles.by_text.emplace(texts[o], std::move(made[o]));
  profiles.notes = std::make_unique<FormNotes>(lexicon_, profiles.stems, knowledge_, &weights.features);
  std::vector<ClaimRow> rows;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    if (sets[s].kind != "claim") continue;
    for (const LabelledText& labelled : sets[s].texts) {
      ClaimRow row;
      if (!claim_row(labelled, profiles, weights, row)) continue;
      row.set = s;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}
