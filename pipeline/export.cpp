#include "pipeline/export.hpp"

#include <unistd.h>
#include <algorithm>
#include <array>

#include "pipeline/decision_lines.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"

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
  if (options.out == "-") return write(suggestions, options);
  // Written beside its place and renamed: a file of that name is never half of one.
  ExportOptions beside = options;
  beside.out = options.out.string() + ".part-" + std::to_string(::getpid());
  try {
    auto notes = write(suggestions, beside);
    fs::rename(beside.out, options.out);
    return notes;
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove(beside.out, ignored);
    throw Error(options.out.string() + ": can't be written: " + error.code().message());
  } catch (...) {
    std::error_code ignored;
    fs::remove(beside.out, ignored);
    throw;
  }
}

}  // namespace bearout::pipeline
