#include "models/references.hpp"

#include <algorithm>
#include <array>

#include "corpus/ascii.hpp"

namespace bearout::models {

namespace {

constexpr std::uint32_t kNoOutcome = 0xffffffff;

// Nouns that people put before the number of a point on a list.
constexpr std::array<std::string_view, 12> kPointNouns{"goal",  "item",      "no",        "nr",
                                                       "num",   "number",    "objective", "outcome",
                                                       "point", "statement", "target",    "bullet"};

bool is_point_noun(std::string_view word) {
  return std::find(kPointNouns.begin(), kPointNouns.end(), word) != kPointNouns.end();
}

/// "no", "nr" and "num" are short for number only with a full stop behind them.
bool needs_stop(std::string_view word) {
  return word == "no" || word == "nr" || word == "num";
}

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), corpus::is_ascii_digit);
}

/// Whether a word that begins with this byte may be a number once it is folded ("５" is "5").
bool may_be_number(char first) {
  return corpus::is_ascii_digit(first) || static_cast<unsigned char>(first) >= 0x80;
}

/// The bytes between two tokens hold nothing but spaces, full stops or "#".
bool is_close(std::string_view between) {
  return between.find_first_not_of(" .#") == std::string_view::npos;
}

/// Words that ask to be shown something. A sentence with one of them, or with a question mark, tells no story
/// of its own.
bool asks(std::string_view word) {
  constexpr std::array<std::string_view, 6> kAsking{"any", "hear", "interested", "like", "love", "see"};
  return std::binary_search(kAsking.begin(), kAsking.end(), word);
}

/// "if you get one", "if you have any": hopes for what is not there.
bool hopes(std::string_view first, std::string_view second, std::string_view third) {
  constexpr std::array<std::string_view, 4> kGetting{"find", "get", "have", "know"};
  return first == "if" && second == "you" && std::binary_search(kGetting.begin(), kGetting.end(), third);
}

}  // namespace

ReferenceFinder::ReferenceFinder(std::span<const corpus::Outcome> outcomes) {
  ids_.reserve(outcomes.size());
  for (const corpus::Outcome& outcome : outcomes) ids_.push_back(outcome.id);
  numbered_ = std::any_of(ids_.begin(), ids_.end(), [](const std::string& id) { return is_number(id); });
}

std::uint32_t ReferenceFinder::outcome_of(std::string_view number) const {
  const auto at = std::find(ids_.begin(), ids_.end(), number);
  return at == ids_.end() ? kNoOutcome : static_cast<std::uint32_t>(at - ids_.begin());
}

std::vector<Reference> ReferenceFinder::find(std::string_view text, std::span<const Token> tokens,
                                             const Analyzer& analyzer) const {
  std::vector<Reference> found;
  if (!numbered_ || tokens.empty()) return found;
  const auto word = [&](std::size_t i) { return analyzer.form(tokens[i].form).text; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!may_be_number(text[tokens[i].span.begin]) || !is_number(word(i))) continue;
    const corpus::Span number = tokens[i].span;
    const bool hash = number.begin > 0 && text[number.begin - 1] == '#';
    const bool noun = i > 0 && is_point_noun(word(i - 1)) &&
                      is_close(text.substr(tokens[i - 1].span.end, number.begin - tokens[i - 1].span.end)) &&
                      (!needs_stop(word(i - 1)) || text[tokens[i - 1].span.end] == '.');
    const bool example =
        i > 1 && word(i - 1) == "of" && (word(i - 2) == "example" || word(i - 2) == "examples");
    if (!hash && !noun && !example) continue;
    const std::uint32_t outcome = outcome_of(word(i));
    const auto same = [&](const Reference& r) { return r.outcome == outcome; };
    if (outcome == kNoOutcome || std::any_of(found.begin(), found.end(), same)) continue;
    const std::size_t begin = noun ? tokens[i - 1].span.begin : hash ? number.begin - 1 : number.begin;
    found.push_back({outcome, {begin, number.end}, false});
  }
  if (found.empty()) return found;
  const std::string_view rest = text.substr(tokens.back().span.end, 3);
  bool asking = rest.substr(0, rest.find_first_of(" \n")).find('?') != std::string_view::npos;
  bool example = false;
  bool wish = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    example = example || word(i) == "example" || word(i) == "examples";
    wish = wish || asks(word(i)) || (i > 1 && hopes(word(i - 2), word(i - 1), word(i)));
  }
  asking = asking || (example && wish);
  for (Reference& reference : found) reference.request = asking;
  return found;
}

}  // namespace bearout::models
