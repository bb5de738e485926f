#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// The bytes of a text file without its byte-order mark. A file that begins as UTF-16 is refused; whether the
/// rest is valid UTF-8 is judged record by record.
class Utf8Source {
 public:
  explicit Utf8Source(ByteSource source);

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end. Throws Error for UTF-16 and what
  /// ByteSource throws for.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  [[nodiscard]] const std::string& name() const { return source_.name(); }

 private:
  void read_head();

  ByteSource source_;
  bool started_ = false;
  std::array<char, 3> head_{};  ///< the first bytes, where they are no mark
  std::size_t head_begin_ = 0;
  std::size_t head_end_ = 0;
};

/// A whole text: for files that are small by nature. Throws what Utf8Source::read throws.
[[nodiscard]] std::string read_text(ByteSource source);

}  // namespace bearout::corpus
