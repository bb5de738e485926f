#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bearout::pipeline {

/// Byte offsets of a text as code-point offsets, for what leaves the program. A mark every 256 bytes makes each answer cheap.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  /// Code points before byte `offset`; offset <= text.size().
  [[nodiscard]] std::uint64_t at(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::uint64_t> marks_;  ///< code points before byte 256 * i; empty if the text is all ASCII
};

}  // namespace bearout::pipeline
