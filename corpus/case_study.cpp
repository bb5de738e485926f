#include "corpus/case_study.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/docx_text.hpp"
#include "corpus/error.hpp"
#include "corpus/hard_wrap.hpp"
#include "corpus/html_text.hpp"
#include "corpus/markdown_text.hpp"
#include "corpus/pdf_text.hpp"
#include "corpus/text_encoding.hpp"
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

/// What an HTML page says of itself: `charset=` near its beginning.
std::string declared_encoding(std::string_view bytes, const std::string& ending) {
  if (ending != ".html" && ending != ".htm") return {};
  constexpr std::size_t kNearBeginning = 2048;
  constexpr std::string_view kKey = "charset=";
  const auto head = ascii_lower(bytes.substr(0, kNearBeginning));
  const auto at = head.find(kKey);
  if (at == std::string::npos) return {};
  const auto begin = head.find_first_not_of("\"' ", at + kKey.size());
  if (begin == std::string::npos) return {};
  return head.substr(begin, head.find_first_of("\"'/>; ", begin) - begin);
}

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
  throw Error(path.string() + ": " + error.message());
}

bool is_hidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

bool is_binary(const std::string& ending) {
  return ending == ".docx" || ending == ".docm" || ending == ".pdf";
}

/// A document whose reader opens the file itself.
std::string extract_binary(const fs::path& path, const std::string& ending) {
  return ending == ".pdf" ? pdf_to_text(path) : docx_to_text(path);
}

/// An error's message without the file's name, which a Diagnostic has already.
std::string without_name(const std::string& message, const fs::path& path) {
  const auto name = path.string() + ": ";
  return message.starts_with(name) ? message.substr(name.size()) : message;
}

}  // namespace

bool is_case_study(const fs::path& path) {
  const auto ending = ascii_lower(path.extension().string());
  return ending == ".txt" || ending == ".md" || ending == ".html" || ending == ".htm" || is_binary(ending);
}

Record read_case_study(ByteSource& source, const fs::path& path) {
  const auto skipped = [&](std::string why) { return Diagnostic{path.string(), 0, std::move(why)}; };
  Document document;
  document.id = repair_utf8(path.filename().string());
  document.source = document.id;
  const auto ending = ascii_lower(path.extension().string());
  if (is_binary(ending)) {
    try {
      document.text = extract_binary(path, ending);
    } catch (const Error& error) {
      return skipped(without_name(error.what(), path));
    }
    if (document.text.empty())
      return skipped("has no text" + std::string(ending == ".pdf" ? "; is it scanned?" : ""));
    return document;
  }
  const auto file = read_all(source);
  if (!file) return skipped("is larger than 256 MB; split it");
  TextEncoding encoding;
  const auto text = decode_text(*file, declared_encoding(*file, ending), &encoding);
  if (text.find('\0') != std::string::npos) return skipped("holds zero bytes; is it a text?");
  if (!encoding.is_utf8()) source.note(note_on(encoding));
  document.text = extract(text, ending);
  if (document.text.empty()) return skipped("has no text");
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
