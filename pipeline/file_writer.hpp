#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace bearout::pipeline {

/// Writes a file from front to back; compressed with Zstandard if its name ends in `.zst`. The same bytes
/// given in other pieces give the same file. Path "-" is standard output. Every function throws Error that
/// names the file.
class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path);
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
