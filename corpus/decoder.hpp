#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "corpus/file_ending.hpp"
#include "corpus/stored_file.hpp"

namespace bearout::corpus {

/// Turns stored bytes into what they were before compression.
class Decoder {
 public:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end. Throws Error for a truncated or
  /// broken stream.
  [[nodiscard]] virtual std::size_t read(StoredFile& file, std::span<char> buffer) = 0;
};

/// Nothing for Compression::none.
[[nodiscard]] std::unique_ptr<Decoder> make_decoder(Compression compression);

}  // namespace bearout::corpus
