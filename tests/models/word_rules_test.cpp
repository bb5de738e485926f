#include "models/word_rules.hpp"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/rbbi.h>

#include <string>
#include <vector>

using bearout::models::ByteKind;
using bearout::models::WordRules;

namespace {

/// ICU's compiled rules for English.
std::vector<std::uint8_t> compiled_rules() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale("en"), status));
  REQUIRE(U_SUCCESS(status));
  std::uint32_t size = 0;
  const std::uint8_t* bytes = dynamic_cast<icu::RuleBasedBreakIterator&>(*iterator).getBinaryRules(size);
  return {bytes, bytes + size};
}

std::string of_kind(const WordRules& rules, ByteKind kind) {
  std::string bytes;
  for (unsigned byte = 0; byte < 128; ++byte) {
    if (rules.byte_kinds()[byte] == kind) bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

}  // namespace

TEST_CASE("which ASCII bytes make, join and part words is worked out from the rules") {
  const auto rules = bearout::models::word_rules_for("en");
  REQUIRE(rules);
  const std::string word = of_kind(*rules, ByteKind::word);
  for (const char c : {'a', 'z', 'A', 'Z', '0', '9'}) CHECK(word.find(c) != std::string::npos);
  for (const char c : {'\'', '.', ','}) CHECK(of_kind(*rules, ByteKind::joiner).find(c) != std::string::npos);
  for (const char c : {' ', '\n', '-', '(', '!'})
    CHECK(of_kind(*rules, ByteKind::breaker).find(c) != std::string::npos);
  CHECK(of_kind(*rules, ByteKind::special).find('_') != std::string::npos);
  for (unsigned byte = 128; byte < 256; ++byte) CHECK(rules->byte_kinds()[byte] == ByteKind::special);
}

TEST_CASE("a language's own rules are heeded: Swedish joins words with a colon") {
  const auto kind = [](const char* language) {
    return bearout::models::word_rules_for(language)->byte_kinds()[':'];
  };
  CHECK(kind("en") == ByteKind::breaker);
  CHECK(kind("sv") == ByteKind::joiner);
}

TEST_CASE("characters whose words stand in a dictionary are foreign") {
  const auto rules = bearout::models::word_rules_for("en");
  for (const char32_t code : {U'漢', U'ひ', U'カ', U'ไ', U'ខ', U'\U00020000'})
    CHECK(rules->is_foreign(rules->class_of(code)));
  for (const char32_t code : {U'a', U'é', U'λ', U'п', U'ש', U'م', U'न', U'😀', U'\U0010FFFF'})
    CHECK_FALSE(rules->is_foreign(rules->class_of(code)));
}

TEST_CASE("rules of another layout are refused") {
  const std::vector<std::uint8_t> good = compiled_rules();
  CHECK(WordRules::read(good));
  CHECK_FALSE(WordRules::read({}));
  for (const std::size_t size : {std::size_t{10}, std::size_t{79}, std::size_t{80}, good.size() / 2})
    CHECK_FALSE(WordRules::read(std::span(good).first(size)));
  for (const std::size_t at : {0U, 4U, 100U - 4U}) {  // magic, format version, flags of the table of states
    std::vector<std::uint8_t> other = good;
    other[at] = static_cast<std::uint8_t>(other[at] ^ 3U);
    CHECK_FALSE(WordRules::read(other));
  }
}
