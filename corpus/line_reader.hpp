#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::corpus {

struct Line {
  std::string_view text;     ///< without its end ("\n" or "\r\n"); valid until the next line is asked for
  std::uint64_t number = 0;  ///< 1-based
};

/// The lines of a text file, byte-order mark dropped. The buffer grows only as far as the longest line needs.
class LineReader {
 public:
  static constexpr std::size_t kLongestLine = std::size_t{256} << 20;
  static constexpr std::size_t kPadding =
      64;  ///< so many bytes behind every line may be read (what simdjson asks for)

  explicit LineReader(ByteSource source, std::size_t buffer_bytes = std::size_t{1} << 18,
                      std::size_t longest_line = kLongestLine, Encodings encodings = Encodings::marked);

  /// The next line, or nothing at the end. Throws Error for a line longer than allowed and what Utf8Source
  /// throws for.
  [[nodiscard]] std::optional<Line> next();

  [[nodiscard]] const std::string& name() const { return source_.name(); }

 private:
  bool fill();
  Line take(std::size_t size, std::size_t with_end);

  Utf8Source source_;
  std::size_t longest_line_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< unread bytes are [begin_, end_)
  std::size_t end_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace bearout::corpus
