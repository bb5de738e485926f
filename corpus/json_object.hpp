#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bearout::corpus {

/// A JSON object of a file, as written.
struct JsonObject {
  static constexpr std::size_t kPadding = 64;  ///< simdjson reads so far beyond the end

  std::string_view json;   ///< valid until the next one is asked for; kPadding bytes behind it may be read
  std::uint64_t line = 0;  ///< 1-based line where it begins
};

}  // namespace bearout::corpus
