// Stands in for the XML and case-study readers until they are here.
#include "corpus/case_study.hpp"
#include "corpus/error.hpp"
#include "corpus/xml_comments.hpp"

namespace bearout::corpus {

std::unique_ptr<RecordReader> read_xml_comments(ByteSource source, bool /*include_unapproved*/) {
  throw Error(source.name() + ": XML is not read yet");
}

Record read_case_study(ByteSource& source, const std::filesystem::path& path) {
  std::string text(std::size_t{1} << 16, '\0');
  text.resize(source.read(text));
  Document document;
  document.id = path.filename().string();
  document.text = text;
  return document;
}

std::vector<std::filesystem::path> list_case_studies(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

bool is_case_study(const std::filesystem::path& path) {
  return path.extension() == ".txt";
}

}  // namespace bearout::corpus
