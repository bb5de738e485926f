#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "corpus/archive.hpp"

namespace bearout::corpus {

/// A document of Word or Excel (Office Open XML, ECMA-376): an archive of XML parts that name each other by
/// relationships.
class OfficePackage {
 public:
  /// Throws Error if the file is none.
  explicit OfficePackage(const std::filesystem::path& path);

  [[nodiscard]] const Archive& archive() const { return archive_; }

  /// The part that the package is about: "word/document.xml", "xl/workbook.xml".
  [[nodiscard]] const std::string& main_part() const { return main_part_; }

  /// Where a relationship of the main part leads, by its id; empty if there is none.
  [[nodiscard]] std::string part_by_id(std::string_view id) const;
  /// The same by the last word of its type ("sharedStrings", "styles").
  [[nodiscard]] std::string part_by_type(std::string_view type) const;

 private:
  Archive archive_;
  std::string main_part_;
  std::map<std::string, std::string, std::less<>> by_id_;
  std::map<std::string, std::string, std::less<>> by_type_;
};

}  // namespace bearout::corpus
