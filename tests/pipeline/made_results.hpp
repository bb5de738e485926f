#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/results_folder.hpp"

namespace bearout::tests {

inline void put(pipeline::ResultsFolder& folder, const std::string& name, const std::string& content) {
  pipeline::FileWriter writer = folder.create(name);
  writer.write(content);
  writer.finish();
}

/// run.json as far as readers of the folder look at it.
inline std::string run_json(const pipeline::ResultsFolder& folder) {
  std::string files;
  for (const pipeline::ResultFile& file : folder.files()) {
    if (!files.empty()) files += ",";
    files += R"({"name":")" + file.name + R"(","bytes":)" + std::to_string(file.bytes) + R"(,"sha256":")" +
             file.sha256 + "\"}";
  }
  return R"({"bearout":"0","files":[)" + files + "]}";
}

/// A whole results folder of hand-made files: names and contents.
inline void make_results(const std::filesystem::path& path,
                         const std::vector<std::pair<std::string, std::string>>& files) {
  pipeline::ResultsFolder folder(path, true);
  for (const auto& file : files) put(folder, file.first, file.second);
  folder.commit(run_json(folder));
}

}  // namespace bearout::tests
