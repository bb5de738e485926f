#include "corpus/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/word_list.hpp"

namespace bearout::corpus {
namespace {

// What English comments hold, without abbreviations that are more often words ("in.", "is.", "was.").
constexpr auto kAbbreviations = WordList(std::to_array<std::string_view>({
    "adm",  "approx", "att", "attn", "ave",    "brig", "ca",   "capt", "cf",  "cllr", "cmdr",
    "col",  "cpl",    "dr",  "drs",  "e.g",    "eg",   "esp",  "gen",  "gov", "hon",  "i.e",
    "ie",   "incl",   "lt",  "maj",  "messrs", "mr",   "mrs",  "ms",   "mt",  "prof", "pvt",
    "resp", "rev",    "sen", "sens", "sgt",    "st",   "supt", "viz",  "vs",
}));
constexpr auto kCounters = WordList(std::to_array<std::string_view>({
    "apr",  "art", "aug", "ch", "chap", "dec",  "eq",  "feb",  "fig", "figs", "jan",
    "jul",  "jun", "mar", "no", "nos",  "nov",  "nr",  "oct",  "op",  "p",    "par",
    "para", "pg",  "pp",  "pt", "sec",  "sect", "sep", "sept", "ver", "vol",  "vols",
}));
constexpr auto kEither = WordList(std::to_array<std::string_view>({
    "al",  "appt", "assoc", "asst", "avg",  "bldg", "blvd", "bros", "co",   "cons", "corp", "dept", "dist",
    "ed",  "eds",  "eng",   "est",  "etc",  "exc",  "excl", "ft",   "govt", "hosp", "hr",   "hrs",  "inc",
    "jr",  "lbs",  "ltd",   "max",  "mgmt", "mgr",  "min",  "mins", "misc", "mos",  "mth",  "orig", "oz",
    "plc", "rd",   "rep",   "reps", "sr",   "temp", "univ", "v",    "wk",   "wks",  "yr",   "yrs",
}));
constexpr auto kSentenceStarters = WordList(std::to_array<std::string_view>({
    "a",   "after", "all",   "also",    "although", "and",   "another", "as",    "at",    "because",
    "but", "by",    "for",   "from",    "he",       "her",   "here",    "his",   "how",   "however",
    "i",   "i'd",   "i'll",  "i'm",     "i've",     "if",    "in",      "is",    "it",    "it's",
    "its", "just",  "many",  "maybe",   "most",     "my",    "no",      "not",   "now",   "on",
    "one", "or",    "our",   "perhaps", "she",      "since", "so",      "some",  "that",  "that's",
    "the", "their", "then",  "there",   "these",    "they",  "this",    "those", "to",    "unfortunately",
    "we",  "we're", "we've", "well",    "what",     "when",  "where",   "which", "while", "who",
    "why", "with",  "yes",   "you",     "your",
}));
constexpr auto kShortWords = WordList(std::to_array<std::string_view>({
    "am", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it",
    "me", "my", "of", "ok", "on", "so", "to", "up", "us", "we",
}));
constexpr auto kOpenEnded = WordList(std::to_array<std::string_view>({
    "a",    "about", "an",   "and",  "are", "as",   "at",    "be",   "because", "but",    "by",   "for",
    "from", "had",   "has",  "have", "he",  "his",  "i",     "i'm",  "if",      "in",     "into", "is",
    "it's", "my",    "of",   "on",   "or",  "our",  "she",   "so",   "than",    "that's", "the",  "their",
    "they", "to",    "very", "was",  "we",  "were", "which", "with", "you",     "your",
}));
constexpr auto kConjunctions = WordList(std::to_array<std::string_view>({
    "and",
    "as",
    "because",
    "but",
    "for",
    "if",
    "like",
    "nor",
    "or",
    "so",
    "than",
    "then",
    "when",
    "which",
    "who",
    "with",
}));
constexpr auto kLeadIns = WordList(std::to_array<std::string_view>({
    "additionally",
    "again",
    "also",
    "and",
    "besides",
    "but",
    "e.g",
    "eg",
    "finally",
    "first",
    "first of all",
    "firstly",
    "for example",
    "for instance",
    "for one thing",
    "for starters",
    "further",
    "furthermore",
    "hence",
    "however",
    "i.e",
    "ie",
    "in addition",
    "in conclusion",
    "in fact",
    "in other words",
    "in particular",
    "in short",
    "in summary",
    "instead",
    "lastly",
    "likewise",
    "meanwhile",
    "moreover",
    "namely",
    "nevertheless",
    "next",
    "of course",
    "on the contrary",
    "on the flip side",
    "on the one hand",
    "on the other hand",
    "on the plus side",
    "or",
    "overall",
    "plus",
    "second",
    "secondly",
    "similarly",
    "so",
    "such as",
    "that is",
    "that said",
    "then",
    "therefore",
    "third",
    "thirdly",
    "thus",
    "to conclude",
    "to sum up",
    "yet",
}));

/// "u.k", "p.m", "ph.d": pieces of one or two characters between stops.
bool is_initialism(std::string_view word) {
  if (word.find('.') == std::string_view::npos) return false;
  for (std::size_t begin = 0; begin <= word.size();) {
    const auto end = std::min(word.find('.', begin), word.size());
    if (end == begin || end - begin > 2) return false;
    begin = end + 1;
  }
  return true;
}

/// "mgmt", "hrs", "yrs": no vowel, so no word.
bool is_consonants_only(std::string_view word) {
  return !word.empty() && word.size() <= 5 && std::all_of(word.begin(), word.end(), [](char letter) {
    return letter >= 'a' && letter <= 'z' &&
           std::string_view("aeiouy").find(letter) == std::string_view::npos;
  });
}

}  // namespace

StopMeaning meaning_of_stop_after(std::string_view word, bool capitals) {
  if (kAbbreviations.holds(word)) return StopMeaning::abbreviation;
  if (kCounters.holds(word)) return StopMeaning::counter;
  if (word.empty()) return StopMeaning::end;
  const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
  if (letter || kEither.holds(word) || is_initialism(word)) return StopMeaning::either;
  if (!capitals && is_consonants_only(word)) return StopMeaning::either;
  return StopMeaning::end;
}

bool often_begins_sentence(std::string_view lower_case_word) {
  return kSentenceStarters.holds(lower_case_word);
}
bool is_short_word(std::string_view lower_case_word) {
  return kShortWords.holds(lower_case_word);
}
bool leaves_thought_open(std::string_view lower_case_word) {
  return kOpenEnded.holds(lower_case_word);
}
bool is_conjunction(std::string_view lower_case_word) {
  return kConjunctions.holds(lower_case_word);
}
bool is_lead_in(std::string_view lower_case_phrase) {
  return kLeadIns.holds(lower_case_phrase);
}

}  // namespace bearout::corpus
