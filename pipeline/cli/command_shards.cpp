// The five moves of a job in shards: observe, merge, fit, score, assemble.

#include <unistd.h>

#include <memory>

#include "corpus/outcome.hpp"
#include "models/error.hpp"
#include "pipeline/cli/console.hpp"
#include "pipeline/cli/options.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/reviewed_outcomes.hpp"
#include "pipeline/run.hpp"
#include "pipeline/saved_file.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/staging.hpp"

namespace bearout::cli {

namespace {

/// Without a file a shard comes from standard input, as JSONL; but nobody types one.
void read_from(InputOptions& input) {
  if (!input.inputs().empty()) return;
  if (isatty(STDIN_FILENO) != 0)
    throw pipeline::Error("there is nothing to read; name a file with --comments or --case-studies");
  input.comments.emplace_back("-");
}

/// What is written must not be what is read: opening it would empty it.
void require_other_file(const std::string& out, const std::vector<std::filesystem::path>& inputs) {
  for (const auto& input : inputs) {
    std::error_code error;
    if (std::filesystem::equivalent(out, input, error) && !error) {
      throw pipeline::Error(out + ": is read here too; write to another file with --out");
    }
  }
}

std::vector<std::filesystem::path> paths_of(const InputOptions& input) {
  std::vector<std::filesystem::path> paths;
  for (const corpus::Input& one : input.inputs()) paths.push_back(one.path);
  return paths;
}

/// Ids must hold between shards; and a partition of a cluster may have come to nothing.
void read_a_shard(InputOptions& input) {
  input.read.require_ids = true;
  input.read.may_be_empty = true;
}

struct ObserveChoice {
  std::vector<std::string> shard;
  InputOptions input;
  StatisticsOptions statistics;
  std::string out;
  std::size_t threads = 1;
};

int observe_command(ObserveChoice& choice, const StopSignals& signals) {
  choice.input.comments.insert(choice.input.comments.begin(), choice.shard.begin(), choice.shard.end());
  read_from(choice.input);
  require_other_file(choice.out, paths_of(choice.input));
  read_a_shard(choice.input);
  auto stream = corpus::open_documents(choice.input.inputs(), choice.input.read);
  const pipeline::Observed observed =
      pipeline::observe(stream, choice.statistics.value(), choice.threads, {},
                        progress_line(choice.input.total_bytes()), signals.token());
  end_progress();
  pipeline::save_as(observed.statistics, choice.out, signals.token());
  log_notes(stream.notes());
  return finish_with(observed.skipped, observed.skipped_count);
}

struct ScoreChoice {
  InputOptions input;
  std::string model;
  models::ScoreOptions score;
  std::string out = "-";
  bool no_documents = false;
  bool line_buffered = false;
  std::size_t threads = 1;
};

int score_command(ScoreChoice& choice, const StopSignals& signals) {
  read_from(choice.input);
  auto read = paths_of(choice.input);
  read.emplace_back(choice.model);
  require_other_file(choice.out, read);
  read_a_shard(choice.input);
  if (choice.score.all_pairs) choice.input.read.batch_bytes = pipeline::kAllPairsBatchBytes;
  if (choice.line_buffered) choice.input.read.batch_bytes = 1;  // a record
  const models::Model model = pipeline::read_model(choice.model, open_knowledge());
  auto stream = corpus::open_documents(choice.input.inputs(), choice.input.read);
  pipeline::StagedFile out(choice.out, signals.token());
  pipeline::FileWriter file(out.path());
  const pipeline::ScoreStage stage{.options = choice.score,
                                   .document_rows = !choice.no_documents,
                                   .threads = choice.line_buffered ? 1 : choice.threads,
                                   .stop = signals.token()};
  const auto write = [&](std::string_view rows) {
    file.write(rows);
    if (choice.line_buffered) file.flush();
  };
  const pipeline::ShardCounts counts =
      pipeline::score_shard(stream, model, stage, write, progress_line(choice.input.total_bytes()));
  file.finish();
  out.commit();
  end_progress();
  log_notes(stream.notes());
  if (counts.skipped > 0)
    log_warning(std::to_string(counts.skipped) + " records were skipped; `bearout assemble` lists them");
  return counts.skipped == 0 ? 0 : 1;
}

}  // namespace

void add_observe(CLI::App& app, Action& action) {
  auto choice = std::make_shared<ObserveChoice>();
  CLI::App* command = app.add_subcommand("observe", "Shards: count what a shard holds");
  command->add_option("shard", choice->shard, "The shard, as --comments (default: JSONL from standard input)")
      ->type_name("FILE");
  add_input_options(*command, choice->input);
  add_statistics_options(*command, choice->statistics);
  command->add_option("--out", choice->out, "Statistics file to write")->type_name("FILE")->required();
  add_thread_option(*command, choice->threads);
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) { return observe_command(*choice, signals); };
  });
}

void add_merge(CLI::App& app, Action& action) {
  struct Choice {
    std::vector<std::string> statistics;
    std::string out;
  };
  auto choice = std::make_shared<Choice>();
  CLI::App* command = app.add_subcommand("merge", "Shards: add statistics, in any order");
  command->add_option("statistics", choice->statistics, "Statistics files")->type_name("FILE")->required();
  command->add_option("--out", choice->out, "Statistics file to write")->type_name("FILE")->required();
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) {
      models::Statistics sum = pipeline::read_statistics(choice->statistics.front());
      for (std::size_t i = 1; i < choice->statistics.size(); ++i) {
        const models::Statistics next = pipeline::read_statistics(choice->statistics[i]);
        try {
          sum += next;
        } catch (const models::Error& error) {
          throw pipeline::Error(choice->statistics[i] + ": " + error.what());
        }
      }
      pipeline::save_as(sum, choice->out, signals.token());
      return 0;
    };
  });
}

void add_fit(CLI::App& app, const Resources& resources, Action& action) {
  struct Choice {
    FitOptions fit;
    std::string statistics;
    std::string out;
  };
  auto choice = std::make_shared<Choice>();
  CLI::App* command = app.add_subcommand("fit", "Shards: learn a model from statistics and outcomes");
  command->add_option("--statistics", choice->statistics, "Statistics of the whole corpus")
      ->type_name("FILE")
      ->required();
  add_fit_options(*command, choice->fit);
  command->add_option("--out", choice->out, "Model file to write")->type_name("FILE")->required();
  command->callback([choice, &resources, &action] {
    action = [choice, &resources](StopSignals& signals) {
      std::vector<corpus::Diagnostic> notes;
      const std::string& file = choice->fit.decisions;
      const auto decisions =
          file.empty() ? pipeline::Decisions() : pipeline::Decisions(pipeline::read_decisions(file));
      const auto outcomes =
          pipeline::reviewed_outcomes(corpus::read_outcomes(choice->fit.outcomes, notes), decisions);
      models::FitOptions options = choice->fit.value();
      options.list = pipeline::describe_list(choice->fit.outcomes);
      resources.put_weights(options);
      if (!file.empty()) options.decisions = pipeline::describe_list(file);
      models::Statistics statistics = pipeline::read_statistics(choice->statistics);
      const auto knowledge = open_knowledge();
      if (!options.words_alone)
        warn_without_knowledge(knowledge.get(), statistics.options().analyzer.language);
      const models::Model model = models::fit(std::move(statistics), outcomes, options, knowledge,
                                              decisions.facts(), signals.token());
      pipeline::save_as(model, choice->out, signals.token());
      if (auto note = pipeline::note_on_rare_terms(model)) notes.push_back(std::move(*note));
      log_notes(notes);
      return 0;
    };
  });
}

void add_score(CLI::App& app, Action& action) {
  auto choice = std::make_shared<ScoreChoice>();
  CLI::App* command = app.add_subcommand(
      "score", "Shards: documents in, rows out (from standard input, if no file is named)");
  command->add_option("--model", choice->model, "Fitted model")->type_name("FILE")->required();
  add_input_options(*command, choice->input);
  add_score_options(*command, choice->score);
  command->add_option("--out", choice->out, "File for the rows (.jsonl, .jsonl.zst); - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_flag("--no-documents", choice->no_documents, "Rows without the documents' text");
  command->add_flag("--line-buffered", choice->line_buffered,
                    "Write a record's rows before the next record is read, on one thread");
  add_thread_option(*command, choice->threads);
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) { return score_command(*choice, signals); };
  });
}

void add_assemble(CLI::App& app, Action& action) {
  struct Choice {
    std::string model;
    std::vector<std::string> rows;
    OutOptions out;
  };
  auto choice = std::make_shared<Choice>();
  CLI::App* command = app.add_subcommand("assemble", "Shards: rows to a results folder");
  command
      ->add_option("rows", choice->rows,
                   "Rows of all shards, in the order in which their documents shall stand")
      ->type_name("FILE")
      ->required();
  command->add_option("--model", choice->model, "The model that they were scored with")
      ->type_name("FILE")
      ->required();
  add_out_options(*command, choice->out);
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) {
      signals.set_kept(kept_in(choice->out.folder));
      pipeline::AssembleOptions options{choice->model,          {choice->rows.begin(), choice->rows.end()},
                                        choice->out.folder,     choice->out.force,
                                        choice->out.review_for, open_knowledge(),
                                        signals.token()};
      const pipeline::RunRecord record = pipeline::assemble_results(options);
      log_lost_decisions(record.assembled.decisions);
      print_summary(record, choice->out.folder);
      return finish_with(record.assembled.diagnostics, record.assembled.skipped);
    };
  });
}

}  // namespace bearout::cli
