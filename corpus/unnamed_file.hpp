#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// A file without a name in the folder for temporary files (TMPDIR, or the system's): what the memory need
/// not hold. It goes with the program. Reading is safe from several threads, while nobody appends.
class UnnamedFile {
 public:
  /// Throws Error if the folder can't be written.
  UnnamedFile();
  UnnamedFile(UnnamedFile&& other) noexcept;
  UnnamedFile& operator=(UnnamedFile&& other) noexcept;
  ~UnnamedFile();

  /// Throws Error, and the file is as it was.
  void append(std::string_view bytes);
  /// Fills `bytes` from an offset on. Throws Error if there are fewer or they can't be read.
  void read(std::uint64_t offset, std::span<char> bytes) const;
  /// Tells the system that bytes will be read soon.
  void expect(std::uint64_t offset, std::uint64_t bytes) const;
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  [[noreturn]] void fail(std::string_view doing, int error, std::string_view remedy) const;

  std::string folder_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace bearout::corpus
