#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// Which member of T an element's text goes to.
template <typename T>
struct XmlField {
  std::string_view name;
  std::string T::*member;
};

/// The member for the element `name`, or null.
template <typename T>
[[nodiscard]] std::string* find_field(T& record, std::span<const XmlField<T>> fields, std::string_view name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &(record.*(found->member));
}

/// Collects the text of one element at a time; none may grow without bounds.
class XmlFieldText {
 public:
  static constexpr std::size_t kLargestField = std::size_t{64} << 20;

  /// `field` may be null: then the text that follows is not wanted.
  void begin(std::string* field) {
    field_ = field;
    if (field_ != nullptr) field_->clear();
  }

  /// False if the field is full; it then stays as it is.
  [[nodiscard]] bool append(std::string_view text) {
    if (field_ == nullptr) return true;
    if (text.size() > kLargestField - field_->size()) return false;
    *field_ += text;
    return true;
  }

  void end() { field_ = nullptr; }

 private:
  std::string* field_ = nullptr;
};

[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace bearout::corpus
