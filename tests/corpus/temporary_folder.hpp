#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "tests/corpus/scratch_folder.hpp"

namespace bearout::tests {

/// Makes another folder the one for temporary files, for as long as it lives: one of its own, or `path`.
class TemporaryFolder {
 public:
  TemporaryFolder() : own_(std::in_place), path_(own_->path()) { set(); }
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) { set(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    if (before_) {
      ::setenv("TMPDIR", before_->c_str(), 1);
    } else {
      ::unsetenv("TMPDIR");
    }
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  void set() {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    ::setenv("TMPDIR", path_.c_str(), 1);
  }
  std::optional<ScratchFolder> own_;
  std::filesystem::path path_;
  std::optional<std::string> before_;
};

}  // namespace bearout::tests
