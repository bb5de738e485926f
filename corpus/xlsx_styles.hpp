#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// Which cell styles of a workbook show a number as a date or time.
class XlsxStyles {
 public:
  XlsxStyles() = default;
  /// `styles`: the part of that name. Throws Error if it is broken.
  explicit XlsxStyles(ByteSource styles);

  [[nodiscard]] bool is_date(std::size_t style) const { return style < dates_.size() && dates_[style]; }

 private:
  std::vector<bool> dates_;
};

/// Whether a number format ("yyyy\-mm\-dd hh:mm") shows a date or time.
[[nodiscard]] bool is_date_format(std::string_view format);

/// A workbook's number of days as ISO 8601: "2021-12-02", "2021-12-02T08:46:00"; below one day "08:46:00".
/// `since_1904`: the other of the two calendars that Excel has. What is no day of theirs stays a number.
[[nodiscard]] std::string iso_date(double days, bool since_1904);

}  // namespace bearout::corpus
