#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"

namespace bearout::corpus {

/// ASCII letters and apostrophes beside a place in a text, in lower case: what the word lists are asked for.
/// A longer word is cut (no list holds it), a word of another script is empty.
class LowerCaseWord {
 public:
  LowerCaseWord() = default;

  static LowerCaseWord before(std::string_view text, std::size_t at) {
    auto begin = at;
    while (begin > 0 && at - begin < kLongestWord && belongs(text[begin - 1])) --begin;
    while (begin < at && (text[begin] == '.' || text[begin] == '\'')) ++begin;
    // "Köln" is no "ln": a letter of another kind before these makes it a word that no list holds.
    if (begin > 0 && begin < at && at - begin + kLongestLetter <= kLongestWord) {
      const auto character = character_before(text, begin);
      if (character.code >= 0x80 && is_letter(character.code)) begin = character.span.begin;
    }
    return LowerCaseWord(text.substr(begin, at - begin));
  }

  static LowerCaseWord after(std::string_view text, std::size_t at) {
    return LowerCaseWord(text.substr(at, size_after(text, at)));
  }

  /// size() of the word after a place.
  static std::size_t size_after(std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && end - at < kLongestWord && text[end] != '.' && belongs(text[end])) ++end;
    return end - at;
  }

  [[nodiscard]] std::string_view view() const { return {letters_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool is_capitals() const { return capitals_; }

 private:
  explicit LowerCaseWord(std::string_view word) {
    for (const char byte : word) {
      capitals_ = capitals_ && (is_ascii_upper(byte) || byte == '.');
      letters_[size_++] = ascii_lower(byte);
    }
  }

  static bool belongs(char byte) {
    return is_letter(static_cast<unsigned char>(byte)) || byte == '.' || byte == '\'';
  }

  static constexpr std::size_t kLongestWord = 24;
  static constexpr std::size_t kLongestLetter = 4;  // bytes in UTF-8
  std::array<char, kLongestWord> letters_{};
  std::size_t size_ = 0;
  bool capitals_ = true;
};

}  // namespace bearout::corpus
