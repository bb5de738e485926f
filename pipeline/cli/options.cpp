#include "pipeline/cli/options.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <thread>

namespace bearout::cli {

std::vector<corpus::Input> InputOptions::inputs() const {
  std::vector<corpus::Input> all;
  all.reserve(comments.size() + case_studies.size());
  for (const std::string& path : comments) all.push_back({path, corpus::Input::Kind::comments});
  for (const std::string& path : case_studies) all.push_back({path, corpus::Input::Kind::case_study});
  return all;
}

std::uint64_t InputOptions::total_bytes() const {
  std::uint64_t total = 0;
  for (const corpus::Input& input : inputs()) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(input.path, error)) continue;
    total += std::filesystem::file_size(input.path, error);
  }
  return total;
}

void add_input_options(CLI::App& command, InputOptions& options) {
  const std::string group = "Input";
  command
      .add_option("--comments", options.comments,
                  "Comments: .jsonl .json .csv .tsv .xml (WordPress, Disqus), also .gz .zst; .xlsx "
                  ".qdpx; - is JSONL "
                  "from standard input")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--case-studies", options.case_studies,
                  "Case studies: files or folders of .txt .md .html .docx .pdf")
      ->type_name("PATH")
      ->group(group);
  corpus::ColumnNames& columns = options.read.columns;
  command
      .add_option("--text-column", columns.text,
                  "Column or key of the text; several: each is a question of its own")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--sheet", options.read.sheet, "Sheet of a workbook (default: the first)")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--id-column", columns.id, "Column or key of the id")->type_name("NAME")->group(group);
  command.add_option("--author-column", columns.author, "Column or key of the author")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--date-column", columns.date, "Column or key of the date")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--parent-column", columns.parent, "Column or key of the comment that is answered")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--url-column", columns.url, "Column or key of the address")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--role-column", columns.role, "Column or key of the role (author: no evidence)")
      ->type_name("NAME")
      ->group(group);
  command
      .add_option("--report-author", options.read.report_author,
                  "Name under which the report's author comments: no evidence")
      ->type_name("NAME")
      ->group(group);
  command
      .add_flag("--include-unapproved", options.read.include_unapproved,
                "WordPress, Disqus: also comments that wait for approval")
      ->group(group);
}

models::FitOptions FitOptions::value() const {
  models::FitOptions options = fit;
  options.candidates = !no_candidates;
  options.words_alone = channels == "words";
  return options;
}

void add_fit_options(CLI::App& command, FitOptions& options) {
  const std::string group = "Outcomes and model";
  command
      .add_option("--outcomes", options.outcomes,
                  "List of outcomes: .md .txt .docx .csv .tsv .xlsx .qdc .json .jsonl")
      ->type_name("FILE")
      ->required()
      ->group(group);
  command
      .add_option("--question", options.fit.question,
                  "What people were asked; its words say little about any one outcome")
      ->type_name("TEXT")
      ->group(group);
  command
      .add_option("--matches-per-document", options.fit.matches_per_document,
                  "How many outcomes a document bears out on average")
      ->type_name("X")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--candidate-count", options.fit.candidate_count,
                  "Number of recurring themes to propose (default: found from the corpus)")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->group(group);
  command
      .add_option("--decisions", options.decisions,
                  "What reviewers decided (review/decisions.jsonl): scores learn from it")
      ->type_name("FILE")
      ->group(group);
  command.add_flag("--no-candidates", options.no_candidates, "Propose no new outcomes")->group(group);
  command
      .add_option("--channels", options.channels,
                  "What passages and outcomes are compared by; words alone are faster and find less")
      ->check(CLI::IsMember({"all", "words"}))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--max-terms", options.fit.max_terms,
                  "At most so many of the comments' words are told apart, the most frequent ones; memory "
                  "grows with them")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(group);
  command.add_option("--seed", options.fit.seed, "Seed of everything that draws lots")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
}

models::StatisticsOptions StatisticsOptions::value() const {
  models::StatisticsOptions options = statistics;
  options.unit = unit == "document" ? models::Unit::document : models::Unit::passage;
  return options;
}

void add_statistics_options(CLI::App& command, StatisticsOptions& options) {
  const std::string group = "Text";
  command.add_option("--unit", options.unit, "What is judged on its own")
      ->check(CLI::IsMember({"passage", "document"}))
      ->capture_default_str()
      ->group(group);
  const auto& known = models::languages();
  command
      .add_option("--language", options.statistics.analyzer.language, "Language of the comments (ISO 639-1)")
      ->check(CLI::IsMember(std::vector<std::string>(known.begin(), known.end())))
      ->type_name("CODE")
      ->capture_default_str()
      ->group(group);
}

void add_score_options(CLI::App& command, models::ScoreOptions& options) {
  const std::string group = "Suggestions";
  command.add_flag("--all-pairs", options.all_pairs, "Write every pair, whatever its score")->group(group);
  command.add_option("--min-score", options.min_score, "Write only pairs with at least this probability")
      ->type_name("X")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str()
      ->group(group);
  command.add_option("--top", options.top, "At most K outcomes a passage (default: no limit)")
      ->type_name("K")
      ->check(CLI::NonNegativeNumber)
      ->group(group);
}

void add_thread_option(CLI::App& command, std::size_t& threads) {
  threads = std::max(1U, std::thread::hardware_concurrency());
  command.add_option("--threads", threads, "Threads; the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
}

void add_out_options(CLI::App& command, OutOptions& options) {
  command.add_option("--out", options.folder, "Results folder, missing or empty")
      ->type_name("FOLDER")
      ->required();
  command.add_flag("--force", options.force,
                   "Replace the run that is in the folder (review/ in it stays as it is)");
  command
      .add_option_function<std::string>(
          "--review-for",
          [&options](const std::string& name) {
            const auto& names = pipeline::kReviewPurposes;
            const auto found = std::find(names.begin(), names.end(), name);
            options.review_for = static_cast<pipeline::ReviewFor>(found - names.begin());
          },
          "What the order of review is for: learning asks what teaches most, finding shows likely matches")
      ->type_name("PURPOSE")
      ->check(CLI::IsMember(
          std::vector<std::string>(pipeline::kReviewPurposes.begin(), pipeline::kReviewPurposes.end())))
      ->default_str("balance");
}

std::string kept_in(const std::string& folder) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::path(folder) / "run.json", error))
    return folder + " still holds the earlier run";
  return "nothing was written to " + folder;
}

}  // namespace bearout::cli
