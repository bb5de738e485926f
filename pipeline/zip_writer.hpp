#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace bearout::pipeline {

/// Writes a ZIP archive whose bytes depend on nothing but its members: no times, one order. Members
/// are kept, compressed or not, until finish(). Throws Error.
class ZipWriter {
 public:
  explicit ZipWriter(const std::filesystem::path& path);
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;
  ~ZipWriter();

  void add(const std::string& member, std::string content);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::pipeline
