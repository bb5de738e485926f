#pragma once

#include <zip.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bearout::tests {

/// Writes a ZIP archive of members given by name and content.
inline std::filesystem::path write_zip(const std::filesystem::path& file,
                                       const std::vector<std::pair<std::string, std::string>>& members) {
  int error = 0;
  zip_t* const archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no archive can be written");
  for (const auto& [name, content] : members) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
      throw std::runtime_error("no member");
  }
  if (zip_close(archive) != 0) throw std::runtime_error("the archive can't be closed");
  return file;
}

/// The relationships of an Office document: of the package, and of its main part.
inline std::string relationships(const std::vector<std::pair<std::string, std::string>>& type_and_target) {
  std::string xml = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  for (std::size_t i = 0; i < type_and_target.size(); ++i) {
    xml += "<Relationship Id=\"rId" + std::to_string(i + 1) +
           R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)" +
           type_and_target[i].first + "\" Target=\"" + type_and_target[i].second + "\"/>";
  }
  return xml + "</Relationships>";
}

}  // namespace bearout::tests
