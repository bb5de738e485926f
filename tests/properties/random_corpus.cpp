#include "tests/properties/random_corpus.hpp"

#include <array>
#include <string_view>

namespace bearout::tests {

namespace {

constexpr std::array<std::string_view, 44> kWords = {
    "garden",  "gardens",  "community", "choir",     "sings",  "singing", "happy",     "people",
    "Parking", "awful",    "street",    "feeds",     "beans",  "library", "café",      "naïve",
    "Größe",   "Köln",     "日本語",    "Привет",    "مرحبا",  "don’t",   "never",     "not",
    "the",     "of",       "and",       "was",       "is",     "useless", "wonderful", "helped",
    "more",    "3",        "2010",      "£500",      "e-mail", "U.K.",    "etc.",      "e\u0301te\u0301",
    "fails",   "children", "visitors",  "volunteers"};
constexpr std::array<std::string_view, 18> kMarks = {
    ". ", ". ", "! ", "? ", ", ", " – ", "… ", "\n", "\n\n", "\n2. ", "\n- ", " 🙂 ", " 👩‍🌾 ",
    " “", "” ", " (", ") ", ": "};
constexpr std::array<std::string_view, 6> kPhrases = {
    "point 2 reminds me of ",  "I would like to see an example of 1 ",
    "on the flip side ",       "any examples for point 3? ",
    "maybe a word about how ", "#1 "};

}  // namespace

std::size_t RandomCorpus::below(std::size_t end) {
  return static_cast<std::size_t>(random_.next() % end);
}

std::string RandomCorpus::word() {
  // One word in eight is rare: its number makes it one of many thousands.
  if (below(8) == 0)
    return "rare" + std::string(1, static_cast<char>('a' + below(26))) + std::to_string(below(1000));
  return std::string(kWords[below(kWords.size())]);
}

std::string RandomCorpus::text(std::size_t most_pieces) {
  std::string text;
  for (std::size_t left = below(most_pieces + 1); left > 0; --left) {
    const std::size_t kind = below(24);
    if (kind == 0) {
      text += kPhrases[below(kPhrases.size())];
    } else if (kind < 6) {
      text += kMarks[below(kMarks.size())];
    } else {
      text += word() + " ";
    }
  }
  return text;
}

std::vector<corpus::Document> RandomCorpus::documents(std::size_t count) {
  std::vector<corpus::Document> documents;
  for (std::size_t i = 0; i < count; ++i) {
    corpus::Document document;
    document.id = "c" + std::to_string(++named_);
    document.text = text(60) + word();  // readers let no empty text through
    document.author = "Person " + std::to_string(below(9));
    if (below(10) == 0) document.role = corpus::Role::author;
    documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<corpus::Outcome> RandomCorpus::outcomes(std::size_t count) {
  std::vector<corpus::Outcome> outcomes;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = word();
    for (std::size_t left = 2 + below(5); left > 0; --left) text += " " + word();
    outcomes.push_back({std::to_string(i + 1), text + ".", {}, {}});
  }
  return outcomes;
}

}  // namespace bearout::tests
