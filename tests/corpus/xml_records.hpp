#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/xml_comments.hpp"
#include "scratch_folder.hpp"

/// What read_xml_comments finds in a file `export.xml` with these bytes.
struct XmlRecords {
  std::vector<bearout::corpus::Document> documents;
  std::vector<bearout::corpus::Diagnostic> skipped;
};

inline XmlRecords read_xml(std::string_view bytes, bool include_unapproved = false) {
  const bearout::tests::ScratchFolder folder;
  const auto reader = bearout::corpus::read_xml_comments(
      bearout::corpus::ByteSource(folder.write("export.xml", bytes)), include_unapproved);
  XmlRecords records;
  while (auto record = reader->next()) {
    if (auto* document = std::get_if<bearout::corpus::Document>(&*record)) {
      records.documents.push_back(std::move(*document));
    } else {
      records.skipped.push_back(std::get<bearout::corpus::Diagnostic>(*record));
    }
  }
  return records;
}
