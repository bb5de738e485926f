#include "models/mirror.hpp"

#include <algorithm>
#include <array>

namespace bearout::models {

namespace {

constexpr std::array<std::string_view, 4> kPrefixes{"un", "dis", "mis", "non"};
// These also begin words that are no opposites ("in+form", "im+press"), so the rest must look like an
// adjective or what is made from one.
constexpr std::array<std::string_view, 4> kCarefulPrefixes{"in", "im", "ir", "il"};
constexpr std::array<std::string_view, 17> kAdjectiveEndings{
    "able",  "ible", "ably", "ibly",  "ent",   "ently", "ence",      "ency",  "ive",
    "ively", "ate",  "acy",  "ality", "ility", "ness",  "sponsible", "equate"};
// A prefix and a word, and yet no opposite of it.
constexpr std::array<std::string_view, 45> kNotMade{
    "discharge", "discharged", "disclose",   "disclosed", "discord",    "discontent",  "discount",
    "discourse", "discover",   "discovered", "discovery", "disgust",    "disgusted",   "dismiss",
    "dismissed", "dispatch",   "display",    "displayed", "disport",    "dispose",     "disposed",
    "disposal",  "dispute",    "dissent",    "distance",  "distribute", "distributed", "distribution",
    "district",  "disease",    "indent",     "intent",    "invent",     "impart",      "mission",
    "missions",  "mistake",    "mistress",   "undergo",   "understand", "union",       "unions",
    "unit",      "united",     "until"};

bool ends_like_adjective(std::string_view word) {
  return std::any_of(kAdjectiveEndings.begin(), kAdjectiveEndings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_made(std::string_view word) {
  return std::find(kNotMade.begin(), kNotMade.end(), word) == kNotMade.end();
}

void add_prefixed(std::string_view word, std::string_view prefix, std::vector<std::string>& list) {
  std::string made(prefix);
  made += word;
  if (is_made(made)) list.push_back(std::move(made));
}

void add_unprefixed(std::string_view word, std::string_view prefix, std::vector<std::string>& list) {
  if (!word.starts_with(prefix) || word.size() < prefix.size() + 4 || !is_made(word)) return;
  list.emplace_back(word.substr(prefix.size()));
}

}  // namespace

std::vector<std::string> mirror_words(std::string_view word) {
  std::vector<std::string> list;
  if (word.size() < 4) return list;
  for (const std::string_view prefix : kPrefixes) {
    add_prefixed(word, prefix, list);
    add_unprefixed(word, prefix, list);
  }
  if (ends_like_adjective(word)) {
    for (const std::string_view prefix : kCarefulPrefixes) {
      add_prefixed(word, prefix, list);
      add_unprefixed(word, prefix, list);
    }
  }
  if (word.starts_with("dis"))
    list.push_back("un" + std::string(word.substr(3)));  // dissatisfied, unsatisfied
  if (word.ends_with("ful")) list.push_back(std::string(word.substr(0, word.size() - 3)) + "less");
  if (word.ends_with("less")) {
    const std::string root(word.substr(0, word.size() - 4));
    list.push_back(root + "ful");
    if (root.size() > 3) list.push_back(root);
  }
  return list;
}

}  // namespace bearout::models
