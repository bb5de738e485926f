#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/byte_sets.hpp"
#include "corpus/span.hpp"

namespace bearout::corpus {

/// Which bytes of a text are of the kinds that the segmenter looks for, told once for the whole text: finding
/// the next one then costs no branch for every byte before it. Kept from text to text.
class TextMasks {
 public:
  enum Kind : std::size_t {
    letter,        ///< ASCII
    alphanumeric,  ///< ASCII letters and digits
    invisible,     ///< ASCII white space and controls
    mark,  ///< may end a sentence or open a quotation: stops, openings, smileys, addresses, and the lead
           ///< bytes of General Punctuation (quotes, "…") and of emoji
    beyond_ascii
  };
  static constexpr std::size_t kKinds = 5;

  /// Reads another text. It is not kept: every call below is about the one that was read last.
  void read(std::string_view text);

  /// The first byte of a kind in [at, end), or `end`.
  [[nodiscard]] std::size_t next(Kind kind, std::size_t at, std::size_t end) const {
    return find(at, end, [kind](const Block& block) { return block[kind]; });
  }
  /// The first byte in [at, end) that is of another kind, or `end`.
  [[nodiscard]] std::size_t next_other(Kind kind, std::size_t at, std::size_t end) const {
    return find(at, end, [kind](const Block& block) { return ~block[kind]; });
  }

  /// How many words (see count_words()) a part of the text has: `least`, and at most `beyond` more.
  struct WordCount {
    std::size_t least = 0;
    std::size_t beyond = 0;  ///< bytes beyond ASCII: each may add a word
  };
  /// Counts no further than it needs to know that there are `enough`.
  [[nodiscard]] WordCount bound_words(Span part, std::size_t enough) const;

 private:
  using Block = std::array<std::uint64_t, kKinds>;  // by kind

  template <typename Mask>
  [[nodiscard]] std::size_t find(std::size_t at, std::size_t end, Mask mask) const {
    if (at >= end) return end;
    std::size_t block = at / kMaskBytes;
    std::uint64_t bits = mask(blocks_[block]) & (~std::uint64_t{0} << (at % kMaskBytes));
    while (bits == 0) {
      if (++block * kMaskBytes >= end) return end;
      bits = mask(blocks_[block]);
    }
    const std::size_t found = block * kMaskBytes + static_cast<std::size_t>(std::countr_zero(bits));
    return found < end ? found : end;
  }

  std::vector<Block> blocks_;
};

/// count_words() of a part of a text by its masks; character by character only if there is something beyond
/// ASCII in it that decides.
[[nodiscard]] std::size_t count_words(std::string_view text, const TextMasks& masks, Span part,
                                      std::size_t most);

/// Whether there are more.
[[nodiscard]] bool has_more_words(std::string_view text, const TextMasks& masks, Span part, std::size_t than);

/// Code points that begin in a part of a valid UTF-8 text.
[[nodiscard]] std::size_t count_code_points(std::string_view text, const TextMasks& masks, Span part);

}  // namespace bearout::corpus
