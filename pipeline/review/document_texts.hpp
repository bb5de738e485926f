#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bearout::review {

/// Texts kept on the disk, in a file without a name that goes with the program: a desk shows a few documents
/// at a time, however long all of them are. Reading is safe from several threads.
class DocumentTexts {
 public:
  /// Where a text lies.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
  };

  /// Throws pipeline::Error if the folder for temporary files can't be written.
  DocumentTexts();

  [[nodiscard]] Place add(std::string_view text);
  [[nodiscard]] std::string read(Place place) const;
  /// Tells the system that a text will be read soon.
  void expect(Place place) const;

 private:
  struct Close {
    void operator()(const int* file) const;
  };
  std::unique_ptr<int, Close> file_;
  std::uint64_t size_ = 0;
};

}  // namespace bearout::review
