#include "pipeline/run.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <optional>

#include "corpus/outcome.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/error.hpp"
#include "pipeline/groups.hpp"
#include "pipeline/parallel.hpp"
#include "pipeline/report.hpp"
#include "pipeline/reviewed_outcomes.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

/// Wall time of one stage after the other.
class StageClock {
 public:
  void end(std::string stage) {
    const auto now = std::chrono::steady_clock::now();
    seconds_.emplace_back(std::move(stage), std::chrono::duration<double>(now - begin_).count());
    begin_ = now;
  }
  [[nodiscard]] std::vector<std::pair<std::string, double>> take() { return std::move(seconds_); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<std::pair<std::string, double>> seconds_;
};

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::string text(sizeof "2026-01-01T00:00:00Z", '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

std::vector<std::string> paths_of(const std::vector<corpus::Input>& inputs, corpus::Input::Kind kind) {
  std::vector<std::string> paths;
  for (const corpus::Input& input : inputs) {
    if (input.kind == kind) paths.push_back(input.path.string());
  }
  return paths;
}

/// The questions that the inputs' own headers ask, as --question would have them.
std::string in_one_line(const std::vector<std::string>& questions) {
  std::string line;
  for (const std::string& question : questions) line += (line.empty() ? "" : " ") + question;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

/// Files with other weights than the built-in ones.
std::vector<std::string> names_of(const std::vector<models::ListFile>& files) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const models::ListFile& file : files) names.push_back(file.name);
  return names;
}

void record_weights(const models::FitOptions& fit, RunRecord& record) {
  for (const models::ListFile& file : fit.weight_files)
    record.inputs.push_back({file.name, file.bytes, file.sha256});
}

std::string channels_of(const models::FitOptions& fit) {
  return fit.words_alone ? "words" : "all";
}

/// What could change a result; threads can't, so they are not among them.
std::vector<std::pair<std::string, OptionValue>> options_in_force(const RunOptions& options,
                                                                  const std::string& question) {
  using Kind = corpus::Input::Kind;
  return {{"outcomes", options.outcomes.string()},
          {"comments", paths_of(options.inputs, Kind::comments)},
          {"case_studies", paths_of(options.inputs, Kind::case_study)},
          {"text_columns", options.read.columns.text},
          {"report_author", options.read.report_author},
          {"include_unapproved", options.read.include_unapproved},
          {"question", question},
          {"weights", names_of(options.fit.weight_files)},
          {"group_by", options.group_by},
          {"unit", std::string(options.statistics.unit == models::Unit::document ? "document" : "passage")},
          {"language", options.statistics.analyzer.language},
          {"matches_per_document", options.fit.matches_per_document},
          {"all_pairs", options.score.all_pairs},
          {"min_score", options.score.min_score},
          {"top", std::uint64_t{options.score.top}},
          {"channels", channels_of(options.fit)},
          {"candidates", options.fit.candidates},
          {"candidate_count", std::uint64_t{options.fit.candidate_count}},
          {"max_terms", std::uint64_t{options.fit.max_terms}},
          {"sample_size", std::uint64_t{options.statistics.sample_size}},
          {"seed", options.fit.seed},
          {"decisions", options.decisions.string()},
          {"review_for", std::string(kReviewPurposes[static_cast<std::size_t>(options.review_for)])},
          {"documents_kept", options.keep_documents}};
}

/// Says how the inputs were read when they were read first.
void restore_options(const std::vector<std::pair<std::string, OptionValue>>& earlier, RunRecord& record) {
  for (auto& option : record.options) {
    const auto found = std::find_if(earlier.begin(), earlier.end(),
                                    [&](const auto& each) { return each.first == option.first; });
    if (found != earlier.end()) option.second = found->second;
  }
}

std::vector<std::string> ids_of(const std::vector<corpus::Outcome>& outcomes) {
  std::vector<std::string> ids;
  ids.reserve(outcomes.size());
  for (const corpus::Outcome& outcome : outcomes) ids.push_back(outcome.id);
  return ids;
}

std::vector<corpus::Outcome> list_of(const RunOptions& options, std::vector<corpus::Diagnostic>& notes) {
  if (options.earlier) return options.earlier->outcomes;
  if (!options.list) return corpus::read_outcomes(options.outcomes, notes);
  notes = options.list_notes;
  return *options.list;
}

/// Where the list came from: a list from memory has no name.
models::ListFile list_file_of(const RunOptions& options) {
  if (options.earlier) return options.earlier->list;
  return options.list ? models::ListFile() : describe_list(options.outcomes);
}

void write_groups(ResultsFolder& folder, const fs::path& documents, Groups& groups) {
  count_groups(documents, folder.staged("mappings.jsonl"), groups);
  FileWriter file = folder.create("groups.csv");
  file.write(groups_table(groups));
  file.finish();
}

/// Returns its fingerprint.
std::string write_model(const models::Model& model, ResultsFolder& folder) {
  const std::string bytes = models::to_bytes(model);
  FileWriter file = folder.create("model.bearout");
  file.write(bytes);
  file.finish();
  return models::fingerprint(bytes);
}

/// Writes the report of what is staged, then run.json, and puts everything into place.
void finish(const models::Model& model, ResultsFolder& folder, RunRecord& record, StageClock& clock) {
  record.channels = {"words", "reference"};
  if (!model.options.words_alone) record.channels = {"words", "parts", "learned", "reference"};
  if (!model.reviewed.correction.empty()) record.channels.emplace_back("reviewed");
  if (model.space.knowledge) record.channels.insert(record.channels.begin() + 2, "knowledge");
  Report report =
      gather_report(folder.staged(""), run_json(record), folder.path() / "review" / "decisions.jsonl");
  FileWriter page = folder.create("report.html");
  page.write(to_html(report));
  page.finish();
  clock.end("report");
  record.seconds = clock.take();
  record.finished = utc_now();
  record.files = folder.files();
  folder.commit(run_json(record));
}

/// What the first walk over the inputs has given.
struct Walked {
  Observed observed;
  std::vector<std::string> questions;
  std::vector<corpus::InputDigest> inputs;
};

/// Counts all documents, and writes them to files: batches for write_rows(), and `documents` if there is one.
/// The stream ends here, so that its memory does not last.
Walked walk(corpus::DocumentStream stream, const RunOptions& options, const fs::path& batches_file,
            FileWriter* documents, std::vector<corpus::Diagnostic>& notes, const OnProgress& progress) {
  FileWriter batches(batches_file);
  ObserveSinks sinks{.batches = [&](std::string_view batch) { batches.write(batch); }};
  if (documents != nullptr) sinks.lines = [=](std::string_view lines) { documents->write(lines); };
  Observed observed = observe(stream, options.statistics, options.threads, sinks, progress, options.stop);
  if (documents != nullptr) documents->finish();
  batches.finish();
  notes.insert(notes.end(), stream.notes().begin(), stream.notes().end());
  return {std::move(observed), stream.questions(), stream.digests()};
}

/// Rows of all documents that were observed, in one shard.
void write_rows(const RunOptions& options, const models::Model& model, const std::string& fingerprint,
                const fs::path& batches_file, const fs::path& rows,
                const std::vector<corpus::Diagnostic>& skipped,
                const std::vector<corpus::InputDigest>& inputs, const OnProgress& progress) {
  FileWriter file(rows);
  JsonText text;
  append_shard_row(text, fingerprint, options.score);
  for (const corpus::Diagnostic& diagnostic : skipped) append_skipped_row(text, diagnostic);
  file.write(text.take());
  BatchReader batches(batches_file);
  const ScoreStage stage{
      .options = options.score, .document_rows = false, .threads = options.threads, .stop = options.stop};
  const ShardCounts counts = score_again(
      batches, model, stage, [&](std::string_view written) { file.write(written); }, progress);
  append_end_row(text, counts, inputs);
  file.write(text.take());
  file.finish();
}

}  // namespace

RunRecord run(const RunOptions& options, const OnProgress& progress) {
  StageClock clock;
  RunRecord record;
  const Decisions decisions =
      options.decisions.empty() ? Decisions() : Decisions(read_decisions(options.decisions));
  const auto outcomes = reviewed_outcomes(list_of(options, record.notes), decisions);
  corpus::ReadOptions read = options.read;
  if (options.score.all_pairs) read.batch_bytes = kAllPairsBatchBytes;
  corpus::DocumentStream stream = corpus::open_documents(options.inputs, read);
  // What people decided goes into the report; if it can't be read, better to hear it now than after an hour.
  const fs::path earlier = current_decisions(options.out);
  if (fs::exists(earlier)) (void)read_decisions(earlier);
  ResultsFolder folder(options.out, options.force, options.stop);

  constexpr std::string_view kDocuments = "documents.jsonl.zst";
  std::optional<FileWriter> documents;
  if (options.keep_documents) {
    documents.emplace(folder.create(kDocuments));
  } else if (!options.group_by.empty()) {  // until they are counted
    documents.emplace(folder.staged(kDocuments));
  }
  const fs::path batches_file = folder.staged("read.batches");
  auto [observed, questions, inputs] = walk(std::move(stream), options, batches_file,
                                            documents ? &*documents : nullptr, record.notes, progress);
  documents.reset();
  if (options.between_stages) options.between_stages();
  clock.end("observe");

  std::optional<Groups> groups;  // before the long part of the work: a wrong name is better heard now
  if (!options.group_by.empty()) {
    groups = find_groups(folder.staged(kDocuments), options.group_by, ids_of(outcomes));
  }

  models::FitOptions fit = options.fit;
  fit.list = list_file_of(options);
  if (!options.decisions.empty()) fit.decisions = describe_list(options.decisions);
  if (fit.question.empty()) fit.question = in_one_line(questions);
  const models::Model model = models::fit(std::move(observed.statistics), outcomes, fit, options.knowledge,
                                          decisions.facts(), options.stop, parallel_on(options.threads));
  if (auto note = note_on_rare_terms(model)) record.notes.push_back(std::move(*note));
  record.model_fingerprint = write_model(model, folder);
  if (options.between_stages) options.between_stages();
  clock.end("fit");

  const fs::path rows = folder.staged("rows.jsonl.zst");
  if (options.earlier) {
    observed.skipped = options.earlier->skipped;
    observed.skipped_count = options.earlier->skipped_count;
  }
  write_rows(options, model, record.model_fingerprint, batches_file, rows, observed.skipped,
             options.earlier ? options.earlier->inputs : inputs, progress);
  fs::remove(batches_file);
  clock.end("score");

  record.command = "run";
  record.options = options_in_force(options, fit.question);
  if (options.earlier) restore_options(options.earlier->options, record);
  const std::string list = options.earlier ? fit.list.name : options.outcomes.string();
  const bool in_a_file = options.earlier ? !fit.list.name.empty() : !options.list;
  if (in_a_file) record.inputs.push_back({list, fit.list.bytes, fit.list.sha256});
  if (!options.decisions.empty())
    record.inputs.push_back({options.decisions.string(), fit.decisions.bytes, fit.decisions.sha256});
  record_weights(fit, record);
  record.assembled = assemble(model, record.model_fingerprint, std::vector{rows}, options.review_for, folder);
  record.assembled.skipped = observed.skipped_count;  // its rows hold the first of them
  record.inputs.insert(record.inputs.end(), record.assembled.inputs.begin(), record.assembled.inputs.end());
  if (groups) write_groups(folder, folder.staged(kDocuments), *groups);
  if (!options.keep_documents) fs::remove(folder.staged(kDocuments));
  clock.end("assemble");
  finish(model, folder, record, clock);
  return record;
}

std::optional<corpus::Diagnostic> note_on_rare_terms(const models::Model& model) {
  if (model.rare_terms == 0) return std::nullopt;
  return corpus::Diagnostic{"--max-terms " + std::to_string(model.options.max_terms), 0,
                            std::to_string(model.rare_terms) +
                                " rarer words are not told apart; a higher number takes them in, and more "
                                "memory"};
}

models::ListFile describe_list(const fs::path& file) {
  return {file.filename().string(), fs::file_size(file), sha256_of_file(file)};
}

models::Model read_model(const fs::path& path, std::shared_ptr<const models::Knowledge> knowledge) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path.string() + ": can't be read; make it with `bearout fit`");
  return models::load(in, path.string(), std::move(knowledge));
}

RunRecord assemble_results(const AssembleOptions& options) {
  return assemble_results(read_model(options.model, options.knowledge), options);
}

RunRecord assemble_results(const models::Model& model, const AssembleOptions& options) {
  StageClock clock;
  ResultsFolder folder(options.out, options.force, options.stop);
  RunRecord record;
  record.model_fingerprint = write_model(model, folder);
  record.command = "assemble";
  record.notes = options.notes;
  if (auto note = note_on_rare_terms(model)) record.notes.push_back(std::move(*note));
  std::vector<std::string> rows;
  rows.reserve(options.rows.size());
  for (const fs::path& path : options.rows) rows.push_back(path.string());
  record.options = {
      {"model", options.model.string()},
      {"rows", rows},
      {"outcomes", model.options.list.name},
      {"question", model.options.question},
      {"weights", names_of(model.options.weight_files)},
      {"unit", std::string(model.unit == models::Unit::document ? "document" : "passage")},
      {"language", model.analyzer.language},
      {"matches_per_document", model.options.matches_per_document},
      {"channels", channels_of(model.options)},
      {"candidates", model.options.candidates},
      {"candidate_count", std::uint64_t{model.options.candidate_count}},
      {"max_terms", std::uint64_t{model.options.max_terms}},
      {"seed", model.options.seed},
      {"decisions", model.options.decisions.name},
      {"review_for", std::string(kReviewPurposes[static_cast<std::size_t>(options.review_for)])}};
  record.assembled = assemble(model, record.model_fingerprint, options.rows, options.review_for, folder);
  const models::ScoreOptions& scored = record.assembled.score;
  record.options.insert(
      record.options.end(),
      {{"all_pairs", scored.all_pairs}, {"min_score", scored.min_score}, {"top", std::uint64_t{scored.top}}});
  for (const models::ListFile& list : {model.options.list, model.options.decisions}) {
    if (!list.name.empty()) record.inputs.push_back({list.name, list.bytes, list.sha256});
  }
  record_weights(model.options, record);
  record.inputs.insert(record.inputs.end(), record.assembled.inputs.begin(), record.assembled.inputs.end());
  clock.end("assemble");
  finish(model, folder, record, clock);
  return record;
}

void write_report(const fs::path& results) {
  check_results(results);
  for (const char* read : {"candidates.json", "framing.jsonl", "mappings.jsonl", "outcomes.json"}) {
    (void)checked_result(results, read);
  }
  replace_result(results, "report.html", to_html(gather_report(results)));
}

}  // namespace bearout::pipeline
