#include "models/matcher_weights.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "models/built_in_weights.hpp"
#include "models/error.hpp"

namespace bearout::models {

namespace {

/// The sets of a table, by their names in files.
constexpr std::array<std::pair<std::string_view, MatcherWeights WeightTable::*>, 3> kSets = {
    {{"with-knowledge", &WeightTable::with_knowledge},
     {"without-knowledge", &WeightTable::without_knowledge},
     {"words-alone", &WeightTable::words_alone}}};

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  constexpr std::string_view kBlank = " \t\r";
  for (std::size_t at = line.find_first_not_of(kBlank); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(kBlank, at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(kBlank, end);
  }
  return fields;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// False if the fields are not those of a line of weights.
bool take(const std::vector<std::string_view>& fields, WeightTable& table) {
  const auto set = std::find_if(kSets.begin(), kSets.end(),
                                [&](const auto& each) { return !fields.empty() && each.first == fields[0]; });
  if (fields.size() < 3 || set == kSets.end()) return false;
  MatcherWeights& weights = table.*(set->second);
  if (fields[1] == "reference" && fields.size() == 3) {
    const auto value = number(fields[2]);
    if (value) weights.reference = *value;
    return value.has_value();
  }
  const auto channel = std::find(kChannelNames.begin(), kChannelNames.end(), fields[2]);
  if ((fields[1] != "first" && fields[1] != "second") || fields.size() != 6 || channel == kChannelNames.end())
    return false;
  const auto passage = number(fields[3]);
  const auto outcome = number(fields[4]);
  const auto rival = number(fields[5]);
  if (!passage || !outcome || !rival) return false;
  StageWeights& stage = fields[1] == "first" ? weights.first : weights.second;
  stage[static_cast<std::size_t>(channel - kChannelNames.begin())] = {*passage, *outcome, *rival};
  return true;
}

void format_stage(const StageWeights& weights, std::string_view set, std::string_view stage, int digits,
                  std::string& out) {
  for (std::size_t c = 0; c < kChannels; ++c) {
    const ChannelWeights& w = weights[c];
    if (w == ChannelWeights{}) continue;
    std::array<char, 160> line{};
    std::snprintf(line.data(), line.size(), "%s %s %s %.*g %.*g %.*g\n", std::string(set).c_str(),
                  std::string(stage).c_str(), std::string(kChannelNames[c]).c_str(), digits,
                  w.against_passage, digits, w.against_outcome, digits, w.against_rival);
    out += line.data();
  }
}

}  // namespace

WeightTable parse_weights(std::string_view text, std::string_view name) {
  WeightTable table;
  std::size_t number_of_line = 0;
  while (!text.empty()) {
    ++number_of_line;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, std::min(text.substr(0, end).find('#'), end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto fields = split(line);
    if (!fields.empty() && !take(fields, table)) {
      throw Error(std::string(name) + ":" + std::to_string(number_of_line) +
                  ": is no line of weights; make the file again with scripts/calibrate");
    }
  }
  if (table == WeightTable{})
    throw Error(std::string(name) + ": holds no weights; make it with scripts/calibrate");
  return table;
}

std::string format_weights(const WeightTable& table, int digits) {
  std::string text;
  for (const auto& [set, member] : kSets) {
    const MatcherWeights& weights = table.*member;
    format_stage(weights.first, set, "first", digits, text);
    format_stage(weights.second, set, "second", digits, text);
    std::array<char, 80> line{};
    std::snprintf(line.data(), line.size(), "%s reference %.*g\n", std::string(set).c_str(), digits,
                  weights.reference);
    text += line.data();
  }
  return text;
}

const WeightTable& default_weights() {
  static const WeightTable table = parse_weights(matcher_weights_text(), "matcher.weights");
  return table;
}

}  // namespace bearout::models
