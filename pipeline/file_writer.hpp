#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace bearout::pipeline {

/// What a file holds that was written to its end.
struct WrittenFile {
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits; empty: not written to its end
};

/// Writes a file from front to back; compressed with Zstandard if its name ends in `.zst`. The same bytes
/// given in other pieces give the same file. Path "-" is standard output. Every function throws Error that
/// names the file.
class FileWriter {
 public:
  /// `written`, if there is one, says after finish() what the file holds.
  explicit FileWriter(const std::filesystem::path& path, std::shared_ptr<WrittenFile> written = nullptr);
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;
  ~FileWriter();

  void write(std::string_view bytes);
  /// What was written so far is handed on; a compressed file keeps it until its next MiB.
  void flush();
  /// Writes what is left and closes. Without it the file is not complete.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::pipeline
