#include "corpus/characters.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstring>

#include "corpus/utf8.hpp"

namespace bearout::corpus {
namespace {

constexpr bool is_ascii(char32_t code) {
  return code < 0x80;
}

constexpr bool within(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

/// What counting words asks of a byte.
enum class WordByte : std::uint8_t { mark, letter, invisible, beyond_ascii };

constexpr auto kWordBytes = [] {
  std::array<WordByte, 256> kinds{};
  for (unsigned byte = 0; byte < kinds.size(); ++byte) {
    const bool letter = within(byte | 0x20U, 'a', 'z') || within(byte, '0', '9');
    const bool invisible = byte <= ' ' || byte == 0x7F;
    kinds[byte] = byte >= 0x80 ? WordByte::beyond_ascii
                  : letter     ? WordByte::letter
                  : invisible  ? WordByte::invisible
                               : WordByte::mark;
  }
  return kinds;
}();

/// Scripts that put no space between words: there a letter is taken for one.
bool is_unspaced(char32_t code) {
  return within(code, 0x0E00, 0x0EFF) || within(code, 0x1000, 0x109F) || within(code, 0x1780, 0x17FF) ||
         within(code, 0x2E80, 0xA4CF) || within(code, 0xF900, 0xFAFF) || code >= 0x20000;
}

}  // namespace

Character character_beyond_ascii(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code = 0;
  std::size_t end = at;
  U8_NEXT_OR_FFFD(bytes, end, text.size(), code);
  return {static_cast<char32_t>(code), {at, end}};
}

Character character_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && is_continuation(text[begin])) --begin;
  return {character_at(text, begin).code, {begin, at}};
}

bool is_letter_beyond_ascii(char32_t code) {
  return u_isalpha(static_cast<UChar32>(code)) != 0;
}

bool is_digit_beyond_ascii(char32_t code) {
  return u_isdigit(static_cast<UChar32>(code)) != 0;
}

bool is_lower(char32_t code) {
  return is_ascii(code) ? within(code, 'a', 'z') : u_islower(static_cast<UChar32>(code)) != 0;
}

bool is_upper(char32_t code) {
  return is_ascii(code) ? within(code, 'A', 'Z') : u_isupper(static_cast<UChar32>(code)) != 0;
}

bool is_invisible_beyond_ascii(char32_t code) {
  if (code < 0xA0 || code == 0xA0 || code == 0xAD || code == 0xFEFF) return true;
  if (code < 0x1680) return false;
  if (within(code, 0x200B, 0x200F) || within(code, 0x2028, 0x202F) || within(code, 0x2060, 0x2069))
    return true;
  return u_isUWhiteSpace(static_cast<UChar32>(code)) != 0;
}

bool is_emoji(char32_t code) {
  return within(code, 0x1F000, 0x1FAFF) || within(code, 0x2600, 0x27BF) || within(code, 0x2B00, 0x2BFF) ||
         code == 0xFE0F || code == 0x200D || code == 0x20E3;
}

std::size_t smiley_size(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at, 8);
  if (rest.size() < 2) return 0;
  if (rest.substr(0, 2) == "<3") return 2;
  constexpr std::string_view kEyes = ":;=";
  constexpr std::string_view kNoses = "-'^";
  constexpr std::string_view kMouths = ")(DPpOo/|*]";
  if (kEyes.find(rest[0]) == std::string_view::npos) return 0;
  std::size_t mouth = kNoses.find(rest[1]) == std::string_view::npos ? 1 : 2;
  const auto first_mouth = mouth;
  while (mouth < rest.size() && kMouths.find(rest[mouth]) != std::string_view::npos) ++mouth;
  if (mouth == first_mouth) return 0;
  // "note:Design" and "://" are no faces: a face stands free at its end.
  const auto next = character_at(text, at + mouth).code;
  return is_letter_or_digit(next) || next == '/' ? 0 : mouth;
}

bool is_opening(char32_t code) {
  if (is_ascii(code)) return code == '(' || code == '[' || code == '{';
  return code == 0x201C || code == 0x2018 || code == 0xAB || code == 0x201E || code == 0x201A ||
         code == 0x2039;
}

bool is_closing(char32_t code) {
  if (is_ascii(code)) return code == ')' || code == ']' || code == '}';
  return code == 0x201D || code == 0x2019 || code == 0xBB || code == 0x203A;
}

bool has_letter_or_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    if (is_letter_or_digit(character.code)) return true;
    at = character.span.end;
  }
  return false;
}

std::size_t count_words(std::string_view text, std::size_t most) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size() && words < most;) {
    const WordByte kind = kWordBytes[static_cast<unsigned char>(text[at])];
    if (kind == WordByte::letter) {
      words += in_word ? 0 : 1;
      in_word = true;
      do ++at;
      while (at < text.size() && kWordBytes[static_cast<unsigned char>(text[at])] == WordByte::letter);
      continue;
    }
    if (kind != WordByte::beyond_ascii) {
      in_word = in_word && kind == WordByte::mark;
      ++at;
      continue;
    }
    const auto character = character_at(text, at);
    at = character.span.end;
    if (is_letter_or_digit(character.code)) {
      words += !in_word || is_unspaced(character.code) ? 1 : 0;
      in_word = true;
    } else if (in_word) {
      in_word = !is_invisible(character.code);
    }
  }
  return words;
}

std::size_t count_code_points(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  std::size_t continuations = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    // A one in each byte that continues; the product's highest byte is the sum of all eight.
    continuations += static_cast<std::size_t>(((eight >> 7U & ~(eight >> 6U) & kEach) * kEach) >> 56U);
  }
  for (; at < text.size(); ++at) continuations += static_cast<std::size_t>(is_continuation(text[at]));
  return text.size() - continuations;
}

Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const auto first = character_at(text, span.begin);
    if (!is_invisible(first.code)) break;
    span.begin = first.span.end;
  }
  while (span.begin < span.end) {
    const auto last = character_before(text, span.end);
    if (!is_invisible(last.code)) break;
    span.end = last.span.begin;
  }
  return span;
}

std::size_t skip_space(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const auto character = character_at(text, at);
    if (!is_invisible(character.code)) break;
    at = character.span.end;
  }
  return at;
}

std::size_t skip_space_back(std::string_view text, std::size_t at) {
  while (at > 0) {
    const auto character = character_before(text, at);
    if (!is_invisible(character.code)) break;
    at = character.span.begin;
  }
  return at;
}

}  // namespace bearout::corpus
