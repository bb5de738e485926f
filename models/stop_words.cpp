#include <algorithm>
#include <array>
#include <string_view>

#include "models/analyzer.hpp"

namespace bearout::models {

namespace {

// Function words of English: articles, pronouns, prepositions, conjunctions, auxiliaries, and the little
// adverbs that any text holds. Words that carry an outcome ("help", "use", "need", "call", "find", "give")
// are none. Sorted, so that it can be searched.
constexpr std::array<std::string_view, 296> kEnglish{
    "a",          "about",      "above",        "across",    "after",     "afterwards", "again",
    "against",    "all",        "almost",       "along",     "already",   "also",       "although",
    "always",     "am",         "among",        "amongst",   "an",        "and",        "another",
    "any",        "anybody",    "anyhow",       "anyone",    "anything",  "anyway",     "anywhere",
    "are",        "aren't",     "around",       "as",        "at",        "back",       "be",
    "became",     "because",    "become",       "becomes",   "becoming",  "been",       "before",
    "beforehand", "behind",     "being",        "below",     "beside",    "besides",    "between",
    "beyond",     "both",       "but",          "by",        "can",       "can't",      "cannot",
    "co",         "could",      "couldn't",     "did",       "didn't",    "do",         "does",
    "doesn't",    "doing",      "don't",        "done",      "down",      "due",        "during",
    "each",       "eg",         "either",       "else",      "elsewhere", "enough",     "etc",
    "even",       "ever",       "every",        "everybody", "everyone",  "everything", "everywhere",
    "except",     "few",        "for",          "former",    "formerly",  "from",       "further",
    "go",         "had",        "hadn't",       "has",       "hasn't",    "have",       "haven't",
    "having",     "he",         "he'd",         "he's",      "hence",     "her",        "here",
    "hers",       "herself",    "him",          "himself",   "his",       "how",        "however",
    "i",          "i'd",        "i'll",         "i'm",       "i've",      "ie",         "if",
    "in",         "indeed",     "instead",      "into",      "is",        "isn't",      "it",
    "it's",       "its",        "itself",       "just",      "last",      "latter",     "least",
    "less",       "let's",      "lot",          "lots",      "made",      "many",       "may",
    "maybe",      "me",         "meanwhile",    "might",     "mine",      "more",       "moreover",
    "most",       "mostly",     "much",         "must",      "my",        "myself",     "namely",
    "neither",    "never",      "nevertheless", "next",      "no",        "nobody",     "none",
    "nor",        "not",        "nothing",      "now",       "nowhere",   "of",         "off",
    "often",      "oh",         "on",           "once",      "one",       "only",       "onto",
    "or",         "other",      "others",       "otherwise", "our",       "ours",       "ourselves",
    "out",        "over",       "own",          "per",       "perhaps",   "please",     "quite",
    "rather",     "re",         "really",       "same",      "see",       "seem",       "seemed",
    "seems",      "several",    "she",          "she'd",     "she's",     "should",     "shouldn't",
    "since",      "so",         "some",         "somebody",  "somehow",   "someone",    "something",
    "sometime",   "sometimes",  "somewhere",    "still",     "such",      "than",       "that",
    "that's",     "the",        "their",        "theirs",    "them",      "themselves", "then",
    "there",      "there's",    "therefore",    "these",     "they",      "they'd",     "they'll",
    "they're",    "they've",    "this",         "those",     "though",    "through",    "throughout",
    "thus",       "to",         "together",     "too",       "toward",    "towards",    "under",
    "until",      "up",         "upon",         "us",        "very",      "via",        "was",
    "wasn't",     "we",         "we'd",         "we'll",     "we're",     "we've",      "well",
    "were",       "weren't",    "what",         "what's",    "whatever",  "when",       "whenever",
    "where",      "whereas",    "wherever",     "whether",   "which",     "while",      "who",
    "who's",      "whoever",    "whole",        "whom",      "whose",     "why",        "will",
    "with",       "within",     "without",      "won't",     "would",     "wouldn't",   "yet",
    "you",        "you'd",      "you'll",       "you're",    "you've",    "your",       "yours",
    "yourself",   "yourselves",
};

// Light words: verbs, nouns and numerals that any story is told with ("came", "way", "six"). A large corpus
// finds out for itself that they say little; in sixty comments they would look rare and make passages alike
// that have nothing to do with each other.
constexpr std::array<std::string_view, 164> kEnglishLight{
    "able",   "ago",       "ask",      "asked",    "asking",   "asks",     "big",      "bit",       "bits",
    "came",   "come",      "comes",    "coming",   "day",      "days",     "eight",    "eighty",    "eleven",
    "feel",   "feeling",   "feels",    "felt",     "fifteen",  "fifty",    "first",    "five",      "forty",
    "four",   "gave",      "get",      "gets",     "getting",  "give",     "given",    "gives",     "giving",
    "goes",   "going",     "gone",     "got",      "half",     "happen",   "happened", "happening", "happens",
    "hear",   "heard",     "hundred",  "keep",     "keeping",  "keeps",    "kept",     "kind",      "kinds",
    "knew",   "know",      "knowing",  "known",    "knows",    "later",    "leave",    "leaves",    "leaving",
    "left",   "let",       "lets",     "letting",  "like",     "liked",    "likes",    "little",    "long",
    "look",   "looked",    "looking",  "looks",    "make",     "makes",    "making",   "mean",      "meaning",
    "means",  "meant",     "nine",     "nineteen", "ninety",   "part",     "parts",    "piece",     "pieces",
    "put",    "puts",      "putting",  "said",     "sat",      "say",      "saying",   "says",      "second",
    "seeing", "seen",      "set",      "sets",     "seven",    "seventy",  "sit",      "sits",      "sitting",
    "six",    "sixty",     "sort",     "sorts",    "stand",    "standing", "stands",   "stood",     "sure",
    "take",   "taken",     "takes",    "taking",   "tell",     "telling",  "tells",    "ten",       "thing",
    "things", "think",     "thinking", "thinks",   "third",    "thirty",   "thought",  "thousand",  "three",
    "time",   "times",     "today",    "told",     "tomorrow", "took",     "tried",    "tries",     "try",
    "trying", "turn",      "turned",   "turning",  "turns",    "twelve",   "twenty",   "two",       "want",
    "wanted", "wanting",   "wants",    "way",      "ways",     "week",     "weeks",    "went",      "year",
    "years",  "yesterday",
};

}  // namespace

StopWord stop_word(std::string_view folded, std::string_view language) {
  static_assert(std::is_sorted(kEnglish.begin(), kEnglish.end()));
  static_assert(std::is_sorted(kEnglishLight.begin(), kEnglishLight.end()));
  if (language != "en") return StopWord::no;
  if (std::binary_search(kEnglish.begin(), kEnglish.end(), folded)) return StopWord::function;
  if (std::binary_search(kEnglishLight.begin(), kEnglishLight.end(), folded)) return StopWord::light;
  return StopWord::no;
}

}  // namespace bearout::models
