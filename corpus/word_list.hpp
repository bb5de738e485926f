#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bearout::corpus {

/// A sorted list of lower-case words that is asked for most words of a text: the first letter and the length
/// turn most away, and the others are compared with the few words that begin alike.
template <std::size_t kSize>
class WordList {
 public:
  consteval explicit WordList(const std::array<std::string_view, kSize>& words) : words_(words) {
    if (!std::is_sorted(words.begin(), words.end())) throw "the words are not in order";  // fails to compile
    std::size_t i = 0;
    for (std::size_t letter = 0; letter < kLetters; ++letter) {
      first_[letter] = static_cast<std::uint16_t>(i);
      while (i < kSize && static_cast<std::size_t>(words[i].front() - 'a') == letter) ++i;
    }
    first_[kLetters] = static_cast<std::uint16_t>(i);
    if (i != kSize) throw "a word does not begin with a small letter";
    for (const auto word : words) sizes_ |= std::uint64_t{1} << word.size();
  }

  [[nodiscard]] constexpr bool holds(std::string_view word) const {
    if (word.empty() || word.size() >= kSizes || (sizes_ >> word.size() & 1U) == 0) return false;
    const auto letter = static_cast<std::size_t>(static_cast<unsigned char>(word.front())) - 'a';
    if (letter >= kLetters) return false;
    for (std::size_t i = first_[letter]; i < first_[letter + 1]; ++i) {
      if (words_[i] == word) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kLetters = 26;
  static constexpr std::size_t kSizes = 64;

  std::array<std::string_view, kSize> words_;
  std::array<std::uint16_t, kLetters + 1> first_{};  // where the words begin that begin with a letter
  std::uint64_t sizes_ = 0;                          // bit n: a word of n bytes is among them
};

}  // namespace bearout::corpus
