#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"

namespace bearout::pipeline {

/// A batch of documents as the first walk over a corpus has read them: what a run keeps of them for the
/// second, beside its results and until they are whole.
struct ReadBatch {
  std::vector<corpus::Document> documents;  ///< of each: id, text, author, parent, role
  std::string_view readings;                ///< see models::ReadingUnpacker
};

/// The bytes of a batch, to be written one after the other. `readings`: of those documents that aren't by the
/// page's author.
[[nodiscard]] std::string pack_batch(std::span<const corpus::Document> documents, std::string_view readings);
/// The batch in `packed`, which must outlive it: what BatchReader gave.
[[nodiscard]] ReadBatch unpack_batch(std::string_view packed);

/// The bytes of batches from a file, one batch after the other. Throws Error, naming the file, if it can't be
/// read or isn't what was written.
class BatchReader {
 public:
  explicit BatchReader(const std::filesystem::path& file);

  /// For unpack_batch(); nothing at the end.
  [[nodiscard]] std::optional<std::string> next();
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path name_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace bearout::pipeline
