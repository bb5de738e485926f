#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bearout::pipeline {

/// JSON written field by field into one string: for rows that are written by the million, where building a tree first would cost
/// more than the scoring. Keys are written as they are (they are ours), values are escaped. The caller opens and closes.
class JsonText {
 public:
  JsonText& open_object();
  JsonText& close_object();
  JsonText& open_array();
  JsonText& close_array();
  JsonText& key(std::string_view name);
  /// A key that is not ours: escaped.
  JsonText& foreign_key(std::string_view name);
  /// Valid UTF-8 passes as it is; control characters, `"` and `\` are escaped.
  JsonText& value(std::string_view text);
  JsonText& value(const char* text) { return value(std::string_view(text)); }
  JsonText& value(std::uint64_t number);
  JsonText& value(std::uint32_t number) { return value(std::uint64_t{number}); }
  JsonText& value(bool truth);
  /// Six decimals, no exponent: the same digits on every machine. Not finite: null.
  JsonText& value(double number);
  JsonText& null();
  /// Ends a JSONL line.
  JsonText& end_line();

  template <typename Value>
  JsonText& field(std::string_view name, const Value& content) {
    key(name);
    return value(content);
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }
  void clear() { text_.clear(); }

 private:
  void separate();

  std::string text_;
};

/// A number as JsonText writes it.
[[nodiscard]] std::string fixed_digits(double number);

}  // namespace bearout::pipeline
