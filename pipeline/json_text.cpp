#include "pipeline/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace bearout::pipeline {

namespace {

constexpr int kDecimals = 6;
constexpr double kUnits = 1e6;  // 10^kDecimals

/// Whether one of eight bytes has to be escaped: a control character, `"` or `\\`. (Anderson's "Bit twiddling
/// hacks": a byte below n, a byte of zeros.)
bool needs_escape(const char* bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  const auto below = [](std::uint64_t of, std::uint64_t n) { return (of - kEach * n) & ~of; };
  const std::uint64_t found =
      below(eight, 0x20) | below(eight ^ (kEach * '"'), 1) | below(eight ^ (kEach * '\\'), 1);
  return (found & (kEach * 0x80)) != 0;
}

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::size_t plain = 0;  // start of the stretch that needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 <= text.size() && !needs_escape(text.data() + i)) i += 8;
    if (i == text.size()) break;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out.append("\\u00").append(1, kDigits[c >> 4U]).append(1, kDigits[c & 15U]);
    }
  }
  out.append(text, plain, text.size() - plain);
}

/// The same digits as std::to_chars, which works out numbers of any size exactly, for those of a common size
/// that lie far enough from the middle between two values of the last digit: there the product's rounding
/// (below 1.3e-4) can't decide. False for others.
bool append_common_number(std::string& out, double number) {
  constexpr double kMostScaled = 1e12;
  constexpr double kNearMiddle = 1e-3;
  const double scaled = std::abs(number) * kUnits;
  if (!(scaled < kMostScaled)) return false;
  auto units = static_cast<std::uint64_t>(scaled);
  const double rest = scaled - static_cast<double>(units);
  if (std::abs(rest - 0.5) < kNearMiddle) return false;
  if (rest > 0.5) ++units;
  std::array<char, 24> digits{};
  std::size_t at = digits.size();
  for (int place = 0; place <= kDecimals || units > 0; ++place) {
    if (place == kDecimals) digits[--at] = '.';
    digits[--at] = static_cast<char>('0' + units % 10);
    units /= 10;
  }
  if (number < 0 && std::any_of(digits.begin() + static_cast<std::ptrdiff_t>(at), digits.end(),
                                [](char c) { return c != '0' && c != '.'; }))
    digits[--at] = '-';
  out.append(digits.data() + at, digits.size() - at);
  return true;
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (append_common_number(out, number)) return;
  std::array<char, 352> digits{};  // the largest double has 309 digits before the point
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                  std::chars_format::fixed, kDecimals);
  const std::string_view written(digits.data(), static_cast<std::size_t>(done.ptr - digits.data()));
  out += written == "-0.000000" ? std::string_view("0.000000") : written;
}

}  // namespace

void JsonText::separate() {
  if (text_.empty()) return;
  const char last = text_.back();
  if (last != '{' && last != '[' && last != ':' && last != '\n') text_.push_back(',');
}

JsonText& JsonText::open_object() {
  separate();
  text_.push_back('{');
  return *this;
}

JsonText& JsonText::close_object() {
  text_.push_back('}');
  return *this;
}

JsonText& JsonText::open_array() {
  separate();
  text_.push_back('[');
  return *this;
}

JsonText& JsonText::close_array() {
  text_.push_back(']');
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  separate();
  text_.append(1, '"').append(name).append("\":");
  return *this;
}

JsonText& JsonText::foreign_key(std::string_view name) {
  value(name);
  text_.push_back(':');
  return *this;
}

JsonText& JsonText::value(std::string_view text) {
  separate();
  text_.push_back('"');
  append_escaped(text_, text);
  text_.push_back('"');
  return *this;
}

JsonText& JsonText::value(std::uint64_t number) {
  separate();
  std::array<char, 20> digits{};
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text_.append(digits.data(), done.ptr);
  return *this;
}

JsonText& JsonText::value(bool truth) {
  separate();
  text_ += truth ? "true" : "false";
  return *this;
}

JsonText& JsonText::value(double number) {
  separate();
  append_number(text_, number);
  return *this;
}

JsonText& JsonText::null() {
  separate();
  text_ += "null";
  return *this;
}

JsonText& JsonText::end_line() {
  text_.push_back('\n');
  return *this;
}

std::string fixed_digits(double number) {
  std::string digits;
  append_number(digits, number);
  return digits;
}

}  // namespace bearout::pipeline
