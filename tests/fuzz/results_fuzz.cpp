// Everything that reads a results folder, and what is brought into it. First line: the name of a file; the
// rest is what it holds. A file of the results stands among sound ones, and run.json names its digest:
// damage that a digest tells is refused long before. "decisions.jsonl" lies in review/, "gold.jsonl" holds
// labels, and any other file is another program's, to be imported by its ending.

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>
#include <string>

#include "pipeline/evaluate.hpp"
#include "pipeline/export.hpp"
#include "pipeline/import.hpp"
#include "pipeline/review/results.hpp"
#include "pipeline/run.hpp"
#include "tests/fuzz/fuzzed_input.hpp"
#include "tests/pipeline/review/desk_fixture.hpp"

namespace fs = std::filesystem;
namespace pipeline = bearout::pipeline;

namespace {

void write(const fs::path& file, std::string_view content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(content.data(), static_cast<std::streamsize>(content.size()));
}

/// What is damaged is read or refused.
template <typename Use>
void attempt(Use use) {
  try {
    use();
  } catch (const std::exception&) {
    return;
  }
}

/// `number` chooses the format of the export: all of them would take most of the time.
void read_everything(const fs::path& results, const fs::path& out, std::size_t number) {
  using pipeline::ExportFormat;
  constexpr std::array kFormats{ExportFormat::csv,  ExportFormat::xlsx,         ExportFormat::markdown,
                                ExportFormat::qdpx, ExportFormat::label_studio, ExportFormat::decisions};
  const auto format = kFormats[number % kFormats.size()];
  attempt([&] { pipeline::write_report(results); });
  attempt([&] { (void)pipeline::evaluate(results, {}, 1); });
  attempt([&] { (void)pipeline::export_results(results, {.format = format, .out = out}); });
  attempt([&] { const bearout::review::Results desk(results); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fs::path scratch =
      fs::temp_directory_path() / ("bearout-fuzz-results-" + std::to_string(::getpid()));
  static const auto sound = bearout::tests::reviewable_files();
  std::string_view content = bearout::fuzz::view(data, size);
  const std::size_t end = std::min(content.find('\n'), content.size());
  const std::string name(content.substr(0, end));
  content.remove_prefix(std::min(end + 1, content.size()));

  const fs::path results = scratch / "results";
  fs::remove_all(results / "review");
  auto files = sound;
  if (const auto known = files.find(name); known != files.end()) known->second = content;
  bearout::tests::put_results(results, files);
  if (name == "decisions.jsonl") {
    fs::create_directory(results / "review");
    write(results / "review" / name, content);
  }
  if (name == "decisions.jsonl" || files.contains(name)) {
    read_everything(results, scratch / "out", size);
  } else if (name == "gold.jsonl") {
    write(scratch / name, content);
    attempt([&] { (void)pipeline::evaluate(results, scratch / name, 1); });
  } else {
    for (const char* ending : {".jsonl", ".json", ".csv", ".qdpx"}) {
      if (!name.ends_with(ending)) continue;
      const auto file = scratch / (std::string("import") + ending);
      write(file, content);
      attempt([&] { (void)pipeline::import_decisions(results, file); });
    }
  }
  return 0;
}
