#include "pipeline/export.hpp"

#include <algorithm>
#include <array>

#include "corpus/byte_source.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/staging.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kNames = {"csv", "tsv",  "xlsx",         "markdown",
                                                    "qdc", "qdpx", "label-studio", "decisions"};

std::vector<std::string> export_decisions(const Suggestions& suggestions, const fs::path& out) {
  FileWriter file(out);
  file.write(decision_lines(suggestions.log()));
  file.finish();
  return {};
}

std::vector<std::string> write(const Suggestions& suggestions, const ExportOptions& options) {
  switch (options.format) {
    case ExportFormat::csv:
    case ExportFormat::tsv:
      return export_table(suggestions, options);
    case ExportFormat::xlsx:
      return export_xlsx(suggestions, options.out);
    case ExportFormat::markdown:
      return export_markdown(suggestions, options.out);
    case ExportFormat::qdc:
      return export_codebook(suggestions, options.out);
    case ExportFormat::qdpx:
      return export_project(suggestions, options.out);
    case ExportFormat::label_studio:
      return export_label_studio(suggestions, options.out);
    case ExportFormat::decisions:
      break;
  }
  return export_decisions(suggestions, options.out);
}

void copy_bytes(const fs::path& from, const fs::path& to) {
  FileWriter writer(to);
  corpus::ByteSource source(from);
  std::vector<char> piece(std::size_t{1} << 16);
  while (const auto count = source.read(piece)) writer.write({piece.data(), count});
  writer.finish();
}

}  // namespace

std::vector<std::string> export_format_names() {
  return {kNames.begin(), kNames.end()};
}

ExportFormat export_format_of(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) throw Error("no format is called \"" + std::string(name) + "\"");
  return static_cast<ExportFormat>(found - kNames.begin());
}

bool is_binary(ExportFormat format) {
  return format == ExportFormat::xlsx || format == ExportFormat::qdpx;
}

std::vector<std::string> export_results(const fs::path& results, const ExportOptions& options) {
  const Suggestions suggestions(results);
  ExportOptions aside = options;
  if (is_binary(options.format) && !is_place_of_file(options.out)) {
    // The libraries write files only, and put them into place by renaming: a pipe or device gets a copy.
    StagedFile scratch(fs::temp_directory_path() / "bearout-export", options.stop);
    aside.out = scratch.path();
    auto notes = write(suggestions, aside);
    copy_bytes(aside.out, options.out);
    return notes;
  }
  StagedFile file(options.out, options.stop);
  aside.out = file.path();
  auto notes = write(suggestions, aside);
  file.commit();
  return notes;
}

}  // namespace bearout::pipeline
