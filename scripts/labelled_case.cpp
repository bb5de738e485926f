#include "scripts/labelled_case.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/document_stream.hpp"

namespace bearout::scripts {

namespace fs = std::filesystem;
using nlohmann::json;

Gold read_gold(const fs::path& path) {
  Gold gold;
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    if (!row.at("match").is_null())
      gold[{row.at("document"), row.at("outcome")}] = row.at("match").get<int>() != 0;
  }
  return gold;
}

std::vector<fs::path> mapping_cases(std::span<const fs::path> roots) {
  std::vector<fs::path> cases;
  for (const fs::path& root : roots) {
    std::set<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().filename() == "case.json") folders.insert(entry.path().parent_path());
    }
    for (const fs::path& folder : folders) {
      if (json::parse(std::ifstream(folder / "case.json")).value("task", "") == "mapping")
        cases.push_back(folder);
    }
  }
  return cases;
}

models::Statistics count_comments(const fs::path& folder) {
  models::Statistics statistics({.analyzer = {}, .unit = models::Unit::document, .sample_size = 50'000});
  auto stream = corpus::open_documents({{folder / "comments.jsonl", corpus::Input::Kind::comments}});
  while (auto batch = stream.next()) {
    for (const corpus::Document& document : batch->documents) statistics.observe(document);
  }
  return statistics;
}

}  // namespace bearout::scripts
