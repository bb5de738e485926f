#include "models/text_reader.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace bearout;
using models::TextReader;

namespace {

std::vector<std::string> words(TextReader& reader, const models::ReadText& read, std::size_t passage) {
  std::vector<std::string> list;
  for (const models::Token& token : read.tokens_of(passage))
    list.emplace_back(reader.analyzer().form(token.form).text);
  return list;
}

}  // namespace

TEST_CASE("a text is cut into passages, and these into tokens") {
  TextReader reader{models::AnalyzerOptions{}};
  const std::string text = "Bees hum. The Café’s choir sings!";
  const auto& read = reader.read(text);
  REQUIRE(read.passages.size() == 2);
  CHECK(words(reader, read, 0) == std::vector<std::string>{"bees", "hum"});
  CHECK(words(reader, read, 1) == std::vector<std::string>{"the", "café's", "choir", "sings"});
  CHECK(read.first_token == std::vector<std::size_t>{0, 2, 6});
  CHECK(corpus::cut(text, read.tokens[3].span) == "Café’s");
}

TEST_CASE("a text without words has no token, an empty one no passage") {
  TextReader reader{models::AnalyzerOptions{}};
  CHECK(reader.read("").passages.empty());
  CHECK(reader.read("").first_token == std::vector<std::size_t>{0});
  const auto& read = reader.read("🙂 – !!!");
  CHECK(read.tokens.empty());
  CHECK(read.first_token.size() == read.passages.size() + 1);
}

TEST_CASE("nothing of one text is left in the next") {
  TextReader reader{models::AnalyzerOptions{}};
  (void)reader.read("One. Two. Three.");
  const auto& read = reader.read("Bees hum.");
  CHECK(read.passages.size() == 1);
  CHECK(words(reader, read, 0) == std::vector<std::string>{"bees", "hum"});
}
