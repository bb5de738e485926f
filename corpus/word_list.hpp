#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bearout::corpus {

/// A sorted list of lower-case words that is asked for most words of a text: one look at the first letter
/// turns most away.
template <std::size_t kSize>
class WordList {
 public:
  consteval explicit WordList(const std::array<std::string_view, kSize>& words) : words_(words) {
    if (!std::is_sorted(words.begin(), words.end())) throw "the words are not in order";  // fails to compile
    for (const auto word : words) first_letters_ |= bit_of(word.front());
  }

  [[nodiscard]] constexpr bool holds(std::string_view word) const {
    return !word.empty() && (first_letters_ & bit_of(word.front())) != 0 &&
           std::binary_search(words_.begin(), words_.end(), word);
  }

 private:
  static constexpr std::uint32_t bit_of(char letter) {
    return letter >= 'a' && letter <= 'z' ? std::uint32_t{1} << (letter - 'a') : 0;
  }

  std::array<std::string_view, kSize> words_;
  std::uint32_t first_letters_ = 0;
};

}  // namespace bearout::corpus
