#include "pipeline/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace bearout::pipeline {

namespace {

constexpr int kDecimals = 6;

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::size_t plain = 0;  // start of the stretch that needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out.append("\\u00").append(1, kDigits[c >> 4U]).append(1, kDigits[c & 15U]);
    }
  }
  out.append(text, plain, text.size() - plain);
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 352> digits{};  // the largest double has 309 digits before the point
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, kDecimals);
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
  text_ += std::to_string(number);
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
