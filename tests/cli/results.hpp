#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace bearout::tests {

using Json = nlohmann::json;

/// A file of the bundled sample. Tests run in the project's folder.
[[nodiscard]] std::string sample(std::string_view name);
/// `run` on the sample's export and case studies; `more` options at the end.
[[nodiscard]] std::vector<std::string> sample_run(const std::filesystem::path& out,
                                                  const std::vector<std::string>& more = {});
/// Results of that call, made once, for tests that only read them.
[[nodiscard]] const std::filesystem::path& sample_results();
/// The documents of these results as JSON lines, with ids.
[[nodiscard]] std::string sample_documents();

/// A file's text, decompressed if its name says so.
[[nodiscard]] std::string read_text(const std::filesystem::path& file);
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);
/// A file of one JSON value, or none at all if it isn't JSON.
[[nodiscard]] Json read_json(const std::filesystem::path& file);
/// A file of one JSON object a line.
[[nodiscard]] std::vector<Json> read_rows(const std::filesystem::path& file);

/// text[start:end] in code points, as Python cuts it.
[[nodiscard]] std::string cut(std::string_view text, std::uint64_t start, std::uint64_t end);

[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);
/// Names of the files, all that either folder holds, whose bytes differ or that one of them lacks.
[[nodiscard]] std::vector<std::string> differences(const std::filesystem::path& a,
                                                   const std::filesystem::path& b);
/// What run.json says of files that is not so; empty where the folder is whole.
[[nodiscard]] std::vector<std::string> false_claims(const std::filesystem::path& results);

}  // namespace bearout::tests
