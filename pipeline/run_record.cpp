#include "pipeline/run_record.hpp"

#include <nlohmann/json.hpp>

#include "pipeline/json_text.hpp"
#include "pipeline/version.hpp"

namespace bearout::pipeline {

namespace {

using Json = nlohmann::ordered_json;

Json counts_json(const Assembled& assembled) {
  return {{"documents", assembled.shards.documents},
          {"author_documents", assembled.shards.author_documents},
          {"passages", assembled.shards.passages},
          {"mappings", assembled.mappings},
          {"likely", assembled.likely},
          {"unsure", assembled.unsure},
          {"framing", assembled.negative},
          {"candidates", assembled.candidates},
          {"skipped", assembled.skipped}};
}

Json diagnostics_json(const std::vector<corpus::Diagnostic>& diagnostics) {
  Json list = Json::array();
  for (const corpus::Diagnostic& each : diagnostics) {
    list.push_back({{"source", each.source}, {"line", each.line}, {"message", each.message}});
  }
  return list;
}

}  // namespace

std::string run_json(const RunRecord& record) {
  Json run{{"bearout", version()}, {"command", record.command}};
  run["options"] = Json::object();
  for (const auto& option : record.options) {
    const std::string& name = option.first;
    std::visit([&](const auto& value) { run["options"][name] = value; }, option.second);
  }
  run["inputs"] = Json::array();
  for (const corpus::InputDigest& input : record.inputs) {
    run["inputs"].push_back({{"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  }
  run["counts"] = counts_json(record.assembled);
  const DecisionCounts& decisions = record.assembled.decisions;
  run["decisions"] = {{"decided", decisions.decided},
                      {"taught", decisions.taught},
                      {"lost", decisions.lost},
                      {"lost_ones", decisions.lost_ones}};
  run["skipped"] = diagnostics_json(record.assembled.diagnostics);
  run["notes"] = diagnostics_json(record.notes);
  run["channels"] = record.channels;
  run["model"] = record.model_fingerprint;
  run["files"] = Json::array();
  for (const ResultFile& file : record.files) {
    run["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  run["timings"] = Json::object();
  for (const auto& stage : record.seconds)
    run["timings"][stage.first] = std::stod(fixed_digits(stage.second));
  run["finished"] = record.finished;
  return run.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace bearout::pipeline
