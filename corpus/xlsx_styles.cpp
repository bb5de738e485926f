#include "corpus/xlsx_styles.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

/// Of the formats that Excel has built in, by their numbers (ECMA-376, 18.8.30).
bool is_built_in_date(unsigned format) {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
         (format >= 50 && format <= 58);
}

unsigned number_of(const std::string& text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class StyleHandler final : public XmlHandler {
 public:
  explicit StyleHandler(std::vector<bool>& dates) : dates_(dates) {}

  void open(const XmlElement& element) override {
    ++depth_;
    if (element.name == "numFmt") {
      custom_[number_of(attribute_of(element, "numFmtId"))] =
          is_date_format(attribute_of(element, "formatCode"));
    } else if (element.name == "cellXfs") {
      cell_styles_ = depth_;
    } else if (element.name == "xf" && cell_styles_ > 0) {
      const auto format = number_of(attribute_of(element, "numFmtId"));
      const auto found = custom_.find(format);
      dates_.push_back(found == custom_.end() ? is_built_in_date(format) : found->second);
    }
  }
  void text(std::string_view /*text*/) override {}
  void close() override {
    if (depth_-- == cell_styles_) cell_styles_ = 0;
  }

 private:
  std::vector<bool>& dates_;
  std::map<unsigned, bool> custom_;
  int depth_ = 0;
  int cell_styles_ = 0;  ///< depth of the list of cell styles, while it is open
};

}  // namespace

XlsxStyles::XlsxStyles(ByteSource styles) {
  StyleHandler handler(dates_);
  read_xml(std::move(styles), handler);
}

bool is_date_format(std::string_view format) {
  bool quoted = false;
  bool in_brackets = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = ascii_lower(format[i]);
    if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the next character stands for itself
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == ']')) {
      in_brackets = c == '[';
    } else if (!quoted && !in_brackets && (c == 'y' || c == 'd' || c == 'h' || c == 's' || c == 'm')) {
      return true;
    } else if (!quoted && c == ';') {
      return false;  // what follows is for negative numbers
    }
  }
  return false;
}

std::string iso_date(double days, bool since_1904) {
  using namespace std::chrono;
  constexpr double kLastDay = 2'958'465;  // 31 December 9999
  std::array<char, 32> text{};
  if (!(days >= 0 && days <= kLastDay)) {
    const auto end = std::to_chars(text.data(), text.data() + text.size(), days).ptr;
    return {text.data(), end};
  }
  auto whole = static_cast<int>(std::floor(days));
  auto seconds = static_cast<int>(std::lround((days - whole) * 86'400));
  if (seconds == 86'400) {
    ++whole;
    seconds = 0;
  }
  // Day 60 of 1900 is a 29 February that never was; from there on day 0 is 30 December 1899.
  const auto epoch =
      since_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / (whole < 60 ? 31 : 30)};
  const year_month_day date{epoch + std::chrono::days{whole}};
  const auto write = [&](const char* format, auto... values) {
    const int size = std::snprintf(text.data(), text.size(), format, values...);
    return std::string(text.data(), static_cast<std::size_t>(size));
  };
  auto day = write("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()));
  if (seconds == 0 && whole > 0) return day;
  const auto time = write("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return whole == 0 && !since_1904 ? time : day + "T" + time;
}

}  // namespace bearout::corpus
