#include "pipeline/relearn.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/outcome.hpp"
#include "corpus/utf8_source.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/error.hpp"
#include "pipeline/priority.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/run.hpp"
#include "pipeline/stored_documents.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

OptionValue option_of(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_unsigned()) return value.get<std::uint64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_array()) return value.get<std::vector<std::string>>();
  return value.is_string() ? value.get<std::string>() : std::string();
}

/// Inputs that were texts: behind the list, the decisions and the weights that run.json names before them.
std::vector<corpus::InputDigest> text_inputs(const json& run, const models::FitOptions& fit) {
  std::size_t others = (fit.list.name.empty() ? 0U : 1U) + fit.weight_files.size();
  if (!fit.decisions.name.empty()) ++others;
  std::vector<corpus::InputDigest> inputs;
  for (const json& input : run.value("inputs", json::array())) {
    if (others > 0) {
      --others;
      continue;
    }
    inputs.push_back(
        {input.value("path", ""), input.value("bytes", std::uint64_t{0}), input.value("sha256", "")});
  }
  return inputs;
}

/// The list as it was before reviewers changed it, where it can still be found.
std::vector<corpus::Outcome> list_before_review(const json& options, const models::Model& model) {
  const fs::path file = options.value("outcomes", "");
  std::error_code error;
  if (fs::is_regular_file(file, error) && sha256_of_file(file) == model.options.list.sha256)
    return corpus::read_outcomes(file);
  return model.outcomes;
}

ReviewFor review_for_of(const json& options) {
  const auto found =
      std::find(kReviewPurposes.begin(), kReviewPurposes.end(), options.value("review_for", ""));
  return found == kReviewPurposes.end() ? ReviewFor::balance
                                        : static_cast<ReviewFor>(found - kReviewPurposes.begin());
}

EarlierRun read_earlier(const json& run, const models::Model& model) {
  EarlierRun earlier;
  const json options = run.value("options", json::object());
  earlier.outcomes = list_before_review(options, model);
  earlier.list = model.options.list;
  earlier.inputs = text_inputs(run, model.options);
  for (const json& skipped : run.value("skipped", json::array())) {
    earlier.skipped.push_back(
        {skipped.value("source", ""), skipped.value("line", std::uint64_t{0}), skipped.value("message", "")});
  }
  earlier.skipped_count = run.value("counts", json::object()).value("skipped", std::uint64_t{0});
  for (const char* name :
       {"outcomes", "comments", "case_studies", "text_columns", "report_author", "include_unapproved"}) {
    if (options.contains(name)) earlier.options.emplace_back(name, option_of(options[name]));
  }
  return earlier;
}

}  // namespace

RunRecord relearn(const fs::path& results, std::shared_ptr<const models::Knowledge> knowledge,
                  std::size_t threads, const OnProgress& progress, const std::stop_token& stop) {
  check_results(results);
  if (!fs::exists(results / "documents.jsonl.zst")) {
    throw Error(results.string() +
                ": the run kept no documents to learn on; run it again without --no-documents");
  }
  const fs::path documents = checked_result(results, "documents.jsonl.zst");
  const models::Model model = read_model(checked_result(results, "model.bearout"), knowledge);
  const json run_json = json::parse(corpus::read_text(corpus::ByteSource(results / "run.json")));
  const json options = run_json.value("options", json::object());

  RunOptions again;
  again.earlier = read_earlier(run_json, model);
  again.inputs = {{documents, corpus::Input::Kind::comments}};
  again.read = stored_documents_options();
  again.read.require_ids = true;
  again.out = results;
  again.force = true;
  again.statistics.analyzer = model.analyzer;
  again.statistics.unit = model.unit;
  again.statistics.sample_size = options.value("sample_size", again.statistics.sample_size);
  again.fit = model.options;
  again.score = {.all_pairs = options.value("all_pairs", false),
                 .min_score = options.value("min_score", models::kUnsure),
                 .top = options.value("top", std::size_t{0})};
  again.decisions = current_decisions(results);
  again.review_for = review_for_of(options);
  again.group_by = options.value("group_by", "");
  again.threads = threads;
  again.stop = stop;
  again.knowledge = std::move(knowledge);
  return run(again, progress);
}

}  // namespace bearout::pipeline
