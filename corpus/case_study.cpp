#include "corpus/case_study.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/error.hpp"
#include "corpus/hard_wrap.hpp"
#include "corpus/html_text.hpp"
#include "corpus/markdown_text.hpp"
#include "corpus/utf8_repair.hpp"

namespace bearout::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{256} << 20;

/// All bytes, or nothing if there are too many; reads to the end either way, for the digest.
std::optional<std::string> read_all(ByteSource& source) {
  std::string bytes;
  std::array<char, std::size_t{1} << 16> piece;
  bool too_large = false;
  while (const auto count = source.read(piece)) {
    too_large = too_large || bytes.size() + count > kLargestFile;
    if (!too_large) bytes.append(piece.data(), count);
  }
  if (too_large) return std::nullopt;
  return bytes;
}

std::string plain_text(std::string_view bytes) {
  auto text = repair_utf8(bytes);
  std::replace(text.begin(), text.end(), '\f', '\n');  // page breaks
  constexpr std::string_view kBlank = " \t\n\v";
  const auto end = text.find_last_not_of(kBlank) + 1;
  const auto first = std::min(text.find_first_not_of(kBlank), end);
  if (first == end) return {};
  const auto begin = text.rfind('\n', first) + 1;  // the first line keeps its indent, as the others do
  return unwrapped(std::string_view(text).substr(begin, end - begin));
}

std::string extract(std::string_view bytes, const std::string& ending) {
  if (ending == ".md") return markdown_to_text(bytes);
  return ending == ".txt" ? plain_text(bytes) : html_to_text(bytes);
}

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
  throw Error(path.string() + ": " + error.message());
}

bool is_hidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

}  // namespace

bool is_case_study(const fs::path& path) {
  const auto ending = ascii_lower(path.extension().string());
  return ending == ".txt" || ending == ".md" || ending == ".html" || ending == ".htm";
}

Record read_case_study(ByteSource& source, const fs::path& path) {
  const auto skipped = [&](std::string why) { return Diagnostic{path.string(), 0, std::move(why)}; };
  const auto file = read_all(source);
  if (!file) return skipped("is larger than 256 MB; split it");
  std::string_view bytes = *file;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  // UTF-16 of English text is valid UTF-8 with a NUL beside every letter.
  if (!simdjson::validate_utf8(bytes.data(), bytes.size()) || bytes.find('\0') != std::string_view::npos) {
    return skipped("is not valid UTF-8; save it as UTF-8");
  }
  Document document;
  document.text = extract(bytes, ascii_lower(path.extension().string()));
  if (document.text.empty()) return skipped("has no text");
  document.id = repair_utf8(path.filename().string());
  document.source = document.id;
  return document;
}

std::vector<fs::path> list_case_studies(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) throw Error(path.string() + ": no such file or folder");
  if (error) fail(path, error);
  if (!fs::is_directory(status)) return {path};

  std::vector<fs::path> files;
  auto entry = fs::recursive_directory_iterator(path, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(error) && !error) {
      files.push_back(entry->path());
    }
    error.clear();  // a dangling link is no file of ours
    entry.increment(error);
  }
  if (error) fail(path, error);
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
  return files;
}

}  // namespace bearout::corpus
