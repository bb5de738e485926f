#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/unnamed_file.hpp"

namespace bearout::review {

/// Texts kept on the disk: a desk shows a few documents at a time, however long all of them are. Reading is
/// safe from several threads. Every function throws corpus::Error if the folder for temporary files can't be
/// written, or read again.
class DocumentTexts {
 public:
  /// Where a text lies.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
  };

  [[nodiscard]] Place add(std::string_view text);
  [[nodiscard]] std::string read(Place place) const;
  /// Tells the system that a text will be read soon.
  void expect(Place place) const;

 private:
  corpus::UnnamedFile file_;
};

}  // namespace bearout::review
