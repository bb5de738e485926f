#include "framing/labelled_sets.hpp"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/document_stream.hpp"
#include "corpus/outcome.hpp"

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

int framing_of(const json& row) {
  const std::string name = row.at("framing");
  return name == "supports" ? 1 : name == "contrary" ? -1 : 0;
}

template <typename Use>
void for_each_row(const fs::path& path, Use use) {
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) use(json::parse(line));
  }
}

LabelledCase read_case(const fs::path& folder) {
  LabelledCase found;
  found.name = folder.filename().string();
  std::map<std::string, std::size_t> outcomes;
  std::map<std::string, std::size_t> texts;
  for (const auto& outcome : bearout::corpus::read_outcomes(folder / "outcomes.jsonl")) {
    outcomes[outcome.id] = found.outcomes.size();
    found.outcomes.push_back(outcome.text);
  }
  using bearout::corpus::Input;
  auto stream = bearout::corpus::open_documents({{folder / "comments.jsonl", Input::Kind::comments}});
  while (auto batch = stream.next()) {
    for (const auto& document : batch->documents) {
      texts[document.id] = found.texts.size();
      found.texts.push_back(document.text);
    }
  }
  for_each_row(folder / "gold.jsonl", [&](const json& row) {
    const auto text = texts.find(row.at("document"));
    if (text == texts.end()) return;
    found.pairs.push_back({text->second, outcomes.at(row.at("outcome")), framing_of(row)});
  });
  return found;
}

}  // namespace

std::vector<LabelledSet> read_sets(const fs::path& folder) {
  std::set<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") paths.insert(entry.path());
  }
  std::vector<LabelledSet> sets;
  for (const fs::path& path : paths) {
    const std::string stem = path.stem().string();
    const std::size_t bar = stem.find('-');
    LabelledSet set{stem.substr(bar + 1), stem.substr(0, bar), {}};
    for_each_row(path, [&](const json& row) {
      set.texts.push_back({row.at("text"), row.value("outcome", ""), framing_of(row)});
    });
    sets.push_back(std::move(set));
  }
  return sets;
}

std::vector<LabelledCase> read_cases(const fs::path& folder) {
  std::set<fs::path> folders;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "case.json") continue;
    if (json::parse(std::ifstream(entry.path())).value("task", "") == "framing")
      folders.insert(entry.path().parent_path());
  }
  std::vector<LabelledCase> cases;
  cases.reserve(folders.size());
  for (const fs::path& path : folders) cases.push_back(read_case(path));
  return cases;
}
