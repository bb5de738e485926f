#include "models/marks.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "corpus/characters.hpp"

namespace bearout::models {

namespace {

// Faces and signs that are used with one sense; sorted by code point.
constexpr std::array<char32_t, 46> kGlad{
    U'\u263A', U'\u2665', U'\u2728', U'\u2764',                             // ☺ ♥ ✨ ❤
    0x1F31E,   0x1F31F,   0x1F337,   0x1F339,   0x1F389,                    // sun, star, flowers, party
    0x1F38A,   0x1F3C6,   0x1F44C,   0x1F44D,   0x1F44F, 0x1F48B, 0x1F493,  // cup, OK, thumb up, applause
    0x1F495,   0x1F496,   0x1F497,   0x1F498,   0x1F499, 0x1F49A, 0x1F49B,  // hearts
    0x1F49C,   0x1F49E,   0x1F4AA,   0x1F4AF,   0x1F600, 0x1F601, 0x1F602,  // faces
    0x1F603,   0x1F604,   0x1F606,   0x1F609,   0x1F60A, 0x1F60B, 0x1F60D, 0x1F60E,
    0x1F618,   0x1F63B,   0x1F642,   0x1F64C,   0x1F64F, 0x1F917, 0x1F929, 0x1F970};
constexpr std::array<char32_t, 36> kSad{
    0x2639,  0x1F44E, 0x1F494, 0x1F4A9, 0x1F595, 0x1F610, 0x1F611, 0x1F612, 0x1F613,
    0x1F614, 0x1F615, 0x1F616, 0x1F61E, 0x1F61F, 0x1F620, 0x1F621, 0x1F622, 0x1F623,
    0x1F624, 0x1F625, 0x1F626, 0x1F627, 0x1F628, 0x1F629, 0x1F62A, 0x1F62B, 0x1F62D,
    0x1F630, 0x1F631, 0x1F633, 0x1F63E, 0x1F641, 0x1F644, 0x1F922, 0x1F92C, 0x1F92E};
static_assert(std::is_sorted(kGlad.begin(), kGlad.end()) && std::is_sorted(kSad.begin(), kSad.end()));

constexpr std::array<std::string_view, 10> kGladSigns{":-)", ":)",  ";-)", ";)", "=)",
                                                      "(:",  ":-]", "=]",  "^^", ":')"};
constexpr std::array<std::string_view, 9> kSadSigns{":-(", ":(", "=(", ":'(", ":-/", ":/", ":-[", ":|", "):"};

template <std::size_t N>
std::size_t sign_at(std::string_view rest, const std::array<std::string_view, N>& signs) {
  for (const std::string_view sign : signs) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

void feel(Marks& marks, double value, std::size_t begin, std::size_t bytes) {
  marks.feeling += value;
  marks.feeling_begin = begin;
  marks.feeling_end = begin + bytes;
}

bool may_begin_sign(char byte) {
  return byte == ':' || byte == ';' || byte == '=' || byte == '(' || byte == ')' || byte == '^';
}

/// An emoticon in ASCII at `at`, its bytes or 0. The colon of an address ("https://") is none.
std::size_t read_sign(std::string_view between, std::size_t at, Marks& marks) {
  if (!may_begin_sign(between[at])) return 0;
  const std::string_view rest = between.substr(at);
  if (rest.starts_with("://")) return 3;
  if (const std::size_t bytes = sign_at(rest, kGladSigns); bytes != 0) {
    feel(marks, 2, at, bytes);
    return bytes;
  }
  if (const std::size_t bytes = sign_at(rest, kSadSigns); bytes != 0) {
    feel(marks, -2, at, bytes);
    return bytes;
  }
  return 0;
}

void read_mark(char32_t mark, Marks& marks) {
  switch (mark) {
    case U'!':
      ++marks.exclamations;
      marks.ends_sentence = true;
      break;
    case U'?':
      marks.question = true;
      marks.ends_sentence = true;
      break;
    case U'.':
    case U'\u2026':
    case U'\n':
      marks.ends_sentence = true;
      break;
    case U',':
    case U';':
    case U':':
    case U'(':
    case U')':
    case U'\u2013':
    case U'\u2014':
      marks.ends_clause = true;
      break;
    default:
      break;
  }
}

void read_face(char32_t face, std::size_t at, std::size_t bytes, Marks& marks) {
  if (std::binary_search(kGlad.begin(), kGlad.end(), face)) feel(marks, 2, at, bytes);
  if (std::binary_search(kSad.begin(), kSad.end(), face)) feel(marks, -2, at, bytes);
}

}  // namespace

Marks read_marks(std::string_view between) {
  Marks marks;
  if (between == " " || between.empty()) return marks;
  std::size_t at = 0;
  while (at < between.size()) {
    if (const std::size_t bytes = read_sign(between, at, marks); bytes != 0) {
      at += bytes;
      continue;
    }
    const corpus::Character next = corpus::character_at(between, at);
    read_mark(next.code, marks);
    if (next.span.size() > 1) read_face(next.code, at, next.span.size(), marks);
    if (next.code == U'.' && at > 0 && between[at - 1] == '.') marks.dots = true;
    at = next.span.end;
  }
  if (between == " - " || between == " -- ") marks.ends_clause = true;
  marks.ends_clause = marks.ends_clause || marks.ends_sentence;
  marks.mention = between.back() == '@';
  return marks;
}

}  // namespace bearout::models
