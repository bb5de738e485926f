#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/suggestions.hpp"

namespace bearout::pipeline {

enum class ExportFormat : std::uint8_t { csv, tsv, xlsx, markdown, qdc, qdpx, label_studio, decisions };

/// The names by which `bearout export --to` knows them, in this order.
[[nodiscard]] std::vector<std::string> export_format_names();
[[nodiscard]] ExportFormat export_format_of(std::string_view name);
/// Whether it is no text: not for a terminal.
[[nodiscard]] bool is_binary(ExportFormat format);

struct ExportOptions {
  ExportFormat format = ExportFormat::csv;
  std::filesystem::path out = "-";  ///< "-" is standard output
  bool bom = false;                 ///< CSV, TSV: a byte-order mark, by which Excel knows UTF-8
  std::stop_token stop = {};        ///< asked to stop: nothing is put into place
};

/// Writes a results folder in another format. The same results give the same bytes. Returns what the format
/// had no room for, half a sentence each. Throws Error, corpus::Error.
std::vector<std::string> export_results(const std::filesystem::path& results, const ExportOptions& options);

// One function a format, in export_NAME.cpp; each writes a whole file and returns notes as above.

std::vector<std::string> export_table(const Suggestions& suggestions, const ExportOptions& options);
std::vector<std::string> export_xlsx(const Suggestions& suggestions, const std::filesystem::path& out);
std::vector<std::string> export_markdown(const Suggestions& suggestions, const std::filesystem::path& out);
std::vector<std::string> export_codebook(const Suggestions& suggestions, const std::filesystem::path& out);
std::vector<std::string> export_project(const Suggestions& suggestions, const std::filesystem::path& out);
std::vector<std::string> export_label_studio(const Suggestions& suggestions,
                                             const std::filesystem::path& out);

}  // namespace bearout::pipeline
