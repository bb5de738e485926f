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
    for (const auto word : words) {
      if (word.size() >= kSizes) throw "a word is too long";
      sizes_[static_cast<std::size_t>(word.front() - 'a')] |= std::uint32_t{1} << word.size();
    }
  }

  /// False if no word of the list begins with this small letter and has this many bytes.
  [[nodiscard]] constexpr bool may_hold(char first_letter, std::size_t size) const {
    const auto letter = static_cast<std::size_t>(static_cast<unsigned char>(first_letter)) - 'a';
    return letter < kLetters && size < kSizes && (sizes_[letter] >> size & 1U) != 0;
  }

  [[nodiscard]] constexpr bool holds(std::string_view word) const {
    if (word.empty() || !may_hold(word.front(), word.size())) return false;
    const auto letter = static_cast<std::size_t>(word.front() - 'a');
    const auto* const end = words_.data() + first_[letter + 1];
    return std::find(words_.data() + first_[letter], end, word) != end;
  }

 private:
  static constexpr std::size_t kLetters = 26;
  static constexpr std::size_t kSizes = 32;

  std::array<std::string_view, kSize> words_;
  std::array<std::uint16_t, kLetters + 1> first_{};  // where the words begin that begin with a letter
  std::array<std::uint32_t, kLetters> sizes_{};      // bit n: a word of n bytes begins with it
};

}  // namespace bearout::corpus
