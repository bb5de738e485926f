#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bearout::pipeline {

/// The lines of a file of the results folder, one after the other; Zstandard by `.zst`. Holds one line at a
/// time.
class LineReader {
 public:
  /// Throws corpus::Error if the file can't be opened.
  explicit LineReader(const std::filesystem::path& file);
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  /// The next line that isn't empty, without its end, valid until the next call; nothing at the end of the
  /// file. Throws corpus::Error for a broken or truncated stream.
  [[nodiscard]] std::optional<std::string_view> next();

  /// "mappings.jsonl:12": where the line stands that next() gave last.
  [[nodiscard]] std::string position() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A whole small file. Throws corpus::Error if it can't be read.
[[nodiscard]] std::string read_whole(const std::filesystem::path& file);

}  // namespace bearout::pipeline
