#include "models/framing_weights.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "models/built_in_weights.hpp"
#include "models/error.hpp"

namespace bearout::models {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(FramingNumber::count_)> kNames{
    "tone_bias",           "tone_praise",        "tone_blame",
    "tone_last",           "tone_aside",         "tone_idle_negators",
    "tone_question",       "tone_conditional",   "tone_reversal",
    "tone_exclamations",   "tone_supports_from", "tone_contrary_to",
    "alone_supports_from", "alone_contrary_to",  "claim_supports_from",
    "claim_contrary_to",   "copied_from",        "lean",
    "corpus_words"};

constexpr std::array<std::string_view, kClaimParts> kPartNames{
    "bias",   "direction", "tone",     "directed_tone",     "criticism",  "directed_criticism",
    "echo",   "antonyms",  "denied",   "reversal",          "demand",     "wishes",
    "change", "parity",    "negators", "directed_negators", "refutation", "coverage"};

/// One line of the file, field by field.
class Line {
 public:
  Line(std::string_view text, std::size_t number) : rest_(text), number_(number) {}

  std::string_view field() {
    std::size_t end = 0;  // fields are so short that a call to find their end takes longer
    while (end < rest_.size() && rest_[end] != '\t') ++end;
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return found;
  }
  double value() {
    const std::string_view digits = field();
    if (const auto whole = small_whole(digits)) return *whole;
    double number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size() || digits.empty()) {
      fail("a number was expected, not \"" + std::string(digits) + "\"");
    }
    // No weight comes near it; what is no number is not below it either.
    constexpr double kMost = 1e6;
    if (!(std::abs(number) <= kMost))
      fail("a number of a million at most was expected, not \"" + std::string(digits) + "\"");
    return number;
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw Error("line " + std::to_string(number_) + " of the framing weights: " + what);
  }

 private:
  /// What most figures are: up to six digits and a sign.
  static std::optional<double> small_whole(std::string_view digits) {
    const bool negative = digits.starts_with('-');
    if (negative) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    int number = 0;
    for (const char digit : digits) {
      if (digit < '0' || digit > '9') return std::nullopt;
      number = 10 * number + (digit - '0');
    }
    return negative ? -static_cast<double>(number) : static_cast<double>(number);
  }

  std::string_view rest_;
  std::size_t number_;
};

struct Steps {
  double criticism = 1, stance = 1;
};

void read_line(Line line, Steps& steps, FramingWeights& weights) {
  const std::string_view kind = line.field();
  const std::string_view name = line.field();
  if (kind == "feature") {
    const auto criticism = static_cast<float>(line.value() * steps.criticism);
    const auto stance = static_cast<float>(line.value() * steps.stance);
    const auto directed = static_cast<float>(line.value() * steps.stance);
    if (name.empty()) line.fail("a feature has no name");
    weights.features.insert(key_of_name(name), {criticism, stance, directed});
  } else if (kind == "number") {
    const auto known = std::find(kNames.begin(), kNames.end(), name);
    if (known == kNames.end()) line.fail("no number is called \"" + std::string(name) + "\"");
    weights.numbers[static_cast<std::size_t>(known - kNames.begin())] = line.value();
  } else if (kind == "claim") {
    const auto known = std::find(kPartNames.begin(), kPartNames.end(), name);
    if (known == kPartNames.end()) line.fail("no part is called \"" + std::string(name) + "\"");
    weights.claim[static_cast<std::size_t>(known - kPartNames.begin())] = line.value();
    weights.fact[static_cast<std::size_t>(known - kPartNames.begin())] = line.value();
  } else if (kind == "step") {
    (name == "stance" ? steps.stance : steps.criticism) = line.value();
  } else {
    line.fail(R"("number", "claim", "step" or "feature" was expected, not ")" + std::string(kind) + "\"");
  }
}

}  // namespace

void FeatureTable::insert(FeatureKey key, const FeatureWeight& weight) {
  const auto free_slot = [&](FeatureKey wanted) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = wanted >> 20U & mask;
    while (slots_[at] != 0 && entries_[slots_[at] - 1].key != wanted) at = (at + 1) & mask;
    return at;
  };
  const std::size_t at = free_slot(key);
  if (slots_[at] != 0) {
    entries_[slots_[at] - 1].weight = weight;
    return;
  }
  filter_[key >> 8U & (kFilterBits / 64 - 1)] |= std::uint64_t{1} << (key >> 2U & 63U);
  entries_.push_back({key, weight});
  slots_[at] = static_cast<std::uint32_t>(entries_.size());
  if (2 * entries_.size() < slots_.size()) return;
  slots_.assign(2 * slots_.size(), 0);
  for (std::size_t e = 0; e < entries_.size(); ++e)
    slots_[free_slot(entries_[e].key)] = static_cast<std::uint32_t>(e + 1);
}

std::string_view name_of(FramingNumber number) {
  return kNames[static_cast<std::size_t>(number)];
}

std::string_view name_of(ClaimPart part) {
  return kPartNames[static_cast<std::size_t>(part)];
}

FramingWeights parse_framing_weights(std::string_view text) {
  FramingWeights weights;
  const auto number_at = [&](FramingNumber name) -> double& {
    return weights.numbers[static_cast<std::size_t>(name)];
  };
  // Files written before there were thresholds for passages alone mean those of tone.
  number_at(FramingNumber::alone_supports_from) = std::numeric_limits<double>::quiet_NaN();
  number_at(FramingNumber::alone_contrary_to) = std::numeric_limits<double>::quiet_NaN();
  Steps steps;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.front() != '#') read_line(Line(line, number), steps, weights);
  }
  if (std::isnan(number_at(FramingNumber::alone_supports_from)))
    number_at(FramingNumber::alone_supports_from) = number_at(FramingNumber::tone_supports_from);
  if (std::isnan(number_at(FramingNumber::alone_contrary_to)))
    number_at(FramingNumber::alone_contrary_to) = number_at(FramingNumber::tone_contrary_to);
  return weights;
}

const FramingWeights& built_in_framing_weights() {
  static const FramingWeights weights = parse_framing_weights(framing_weights_text());
  return weights;
}

}  // namespace bearout::models
