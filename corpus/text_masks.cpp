#include "corpus/text_masks.hpp"

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"

namespace bearout::corpus {
namespace {

constexpr bool is_alphanumeric(char byte) {
  return is_ascii_letter(byte) || is_ascii_digit(byte);
}

constexpr bool is_mark(unsigned char byte) {
  constexpr std::string_view kAscii = ".!?([\":;=<@";
  return byte < 0x80 ? kAscii.find(static_cast<char>(byte)) != std::string_view::npos
                     : byte == 0xE2 || byte == 0xF0;
}

/// By TextMasks::Kind.
constexpr std::array<ByteSet, TextMasks::kKinds> kSets{
    ByteSet([](unsigned char byte) { return is_ascii_letter(static_cast<char>(byte)); }),
    ByteSet([](unsigned char byte) { return is_alphanumeric(static_cast<char>(byte)); }),
    ByteSet([](unsigned char byte) { return byte <= ' ' || byte == 0x7F; }),
    ByteSet(is_mark),
    ByteSet([](unsigned char byte) { return byte >= 0x80; }),
};

}  // namespace

void TextMasks::read(std::string_view text) {
  const std::size_t whole = text.size() / kMaskBytes;
  blocks_.resize(whole + 1);
  for (std::size_t block = 0; block < whole; ++block)
    find_members(text.data() + block * kMaskBytes, kSets, blocks_[block]);
  std::array<char, kMaskBytes> rest{};
  text.substr(whole * kMaskBytes).copy(rest.data(), rest.size());
  find_members(rest.data(), kSets, blocks_[whole]);
}

TextMasks::WordCount TextMasks::bound_words(Span part, std::size_t enough) const {
  WordCount count;
  std::uint64_t in_word = 0;  // 1 if a word began and no space has come since
  for (std::size_t base = part.begin / kMaskBytes * kMaskBytes; base < part.end && count.least < enough;
       base += kMaskBytes) {
    const Block& block = blocks_[base / kMaskBytes];
    const std::uint64_t inside = bits_between(base < part.begin ? part.begin - base : 0, part.end - base);
    const std::uint64_t visible = ~block[invisible] & inside;
    // A word lasts from its first letter or digit to the next space: an addition carries each such bit to the
    // end of its run ("MatchStar" of Cameron & al. 2014, "Bitwise data parallelism in regular expression
    // matching"); what is added twice in a run is put back.
    const std::uint64_t begun = (block[alphanumeric] | in_word) & visible;
    const std::uint64_t words = (((begun + visible) ^ visible) | begun) & visible;
    count.least += static_cast<std::size_t>(std::popcount(words & ~(words << 1U | in_word)));
    if (const std::uint64_t beyond = block[beyond_ascii] & inside; beyond != 0)
      count.beyond += static_cast<std::size_t>(std::popcount(beyond));
    in_word = words >> 63U;
  }
  return count;
}

std::size_t count_words(std::string_view text, const TextMasks& masks, Span part, std::size_t most) {
  const auto count = masks.bound_words(part, most);
  if (count.least >= most) return most;
  return count.beyond == 0 ? count.least : count_words(cut(text, part), most);
}

bool has_more_words(std::string_view text, const TextMasks& masks, Span part, std::size_t than) {
  const auto count = masks.bound_words(part, than + 1);
  if (count.least > than) return true;
  return count.least + count.beyond > than && count_words(cut(text, part), than + 1) > than;
}

std::size_t count_code_points(std::string_view text, const TextMasks& masks, Span part) {
  const bool ascii = masks.next(TextMasks::beyond_ascii, part.begin, part.end) == part.end;
  return ascii ? part.size() : count_code_points(cut(text, part));
}

}  // namespace bearout::corpus
