#include "tests/cli/results.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "corpus/byte_source.hpp"
#include "pipeline/digest.hpp"
#include "tests/cli/program.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace bearout::tests {

namespace fs = std::filesystem;

namespace {

bool goes_on(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

}  // namespace

std::string sample(std::string_view name) {
  return "corpus/samples/" + std::string(name);
}

std::vector<std::string> sample_run(const fs::path& out, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"run",
                                     "--outcomes",
                                     sample("outcomes.md"),
                                     "--comments",
                                     sample("comments.xml"),
                                     "--case-studies",
                                     sample("case-studies"),
                                     "--out",
                                     out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

const fs::path& sample_results() {
  static const ScratchFolder scratch;
  static const fs::path results = [] {
    fs::path out = scratch.path() / "results";
    const Finished run = run_program(sample_run(out));
    if (run.code != 0) throw std::runtime_error("the sample can't be read: " + run.err);
    return out;
  }();
  return results;
}

std::string sample_documents() {
  return read_text(sample_results() / "documents.jsonl.zst");
}

std::string read_text(const fs::path& file) {
  corpus::ByteSource source(file);
  std::string text;
  std::array<char, 65536> piece{};
  while (const std::size_t count = source.read(piece)) text.append(piece.data(), count);
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Json read_json(const fs::path& file) {
  Json json = Json::parse(content_of(file), nullptr, false);
  return json.is_discarded() ? Json() : json;
}

std::vector<Json> read_rows(const fs::path& file) {
  std::vector<Json> rows;
  for (const std::string& line : lines_of(read_text(file))) rows.push_back(Json::parse(line));
  return rows;
}

std::string cut(std::string_view text, std::uint64_t start, std::uint64_t end) {
  std::string out;
  std::uint64_t at = 0;
  for (const char byte : text) {
    if (!goes_on(byte)) ++at;
    if (at > end) break;
    if (at > start) out += byte;
  }
  return out;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> differences(const fs::path& a, const fs::path& b) {
  std::set<std::string> names;
  for (const fs::path& folder : {a, b}) {
    for (const std::string& name : names_in(folder)) names.insert(name);
  }
  std::vector<std::string> different;
  for (const std::string& name : names) {
    const bool both = fs::exists(a / name) && fs::exists(b / name);
    if (!both || content_of(a / name) != content_of(b / name)) different.push_back(name);
  }
  return different;
}

std::vector<std::string> false_claims(const fs::path& results) {
  const Json run = read_json(results / "run.json");
  if (!run.is_object() || !run.contains("files")) return {"no run.json"};
  std::vector<std::string> wrong;
  for (const Json& file : run["files"]) {
    const std::string name = file["name"];
    if (!fs::is_regular_file(results / name)) {
      wrong.push_back(name + " is missing");
    } else if (fs::file_size(results / name) != file["bytes"]) {
      wrong.push_back(name + " has another size");
    } else if (pipeline::sha256_of_file(results / name) != file["sha256"]) {
      wrong.push_back(name + " has another SHA-256");
    }
  }
  return wrong;
}

}  // namespace bearout::tests
