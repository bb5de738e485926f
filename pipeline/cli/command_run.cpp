#include "pipeline/cli/console.hpp"
#include "pipeline/cli/heap.hpp"
#include "pipeline/cli/options.hpp"
#include "pipeline/cli/resources.hpp"
#include "pipeline/error.hpp"
#include "pipeline/run.hpp"

namespace bearout::cli {

namespace {

struct Choice {
  InputOptions input;
  FitOptions fit;
  StatisticsOptions statistics;
  models::ScoreOptions score;
  OutOptions out;
  bool no_documents = false;
  std::string group_by;
  std::size_t threads = 1;
};

int run_command(const Choice& choice, const Resources& resources, StopSignals& signals) {
  if (choice.input.inputs().empty())
    throw pipeline::Error("there is nothing to read; name a file with --comments or --case-studies");
  pipeline::RunOptions options;
  options.outcomes = choice.fit.outcomes;
  options.inputs = choice.input.inputs();
  options.read = choice.input.read;
  options.out = choice.out.folder;
  options.force = choice.out.force;
  options.statistics = choice.statistics.value();
  options.fit = choice.fit.value();
  options.score = choice.score;
  options.keep_documents = !choice.no_documents;
  options.decisions = choice.fit.decisions;
  options.review_for = choice.out.review_for;
  options.group_by = choice.group_by;
  options.threads = choice.threads;
  options.stop = signals.token();
  options.between_stages = give_back_free_memory;
  signals.set_kept(kept_in(choice.out.folder));
  resources.put_weights(options.fit);
  options.knowledge = open_knowledge();
  if (!options.fit.words_alone)
    warn_without_knowledge(options.knowledge.get(), options.statistics.analyzer.language);
  const pipeline::RunRecord record = pipeline::run(options, progress_line(choice.input.total_bytes()));
  end_progress();
  for (const auto& stage : record.seconds)
    log_detail(stage.first + ": " + std::to_string(stage.second) + " s");
  log_notes(record.notes);
  log_lost_decisions(record.assembled.decisions);
  print_summary(record, choice.out.folder);
  return finish_with(record.assembled.diagnostics, record.assembled.skipped);
}

}  // namespace

void add_run(CLI::App& app, const Resources& resources, Action& action) {
  auto choice = std::make_shared<Choice>();
  CLI::App* command =
      app.add_subcommand("run", "Map comments and case studies to outcomes and write a results folder");
  add_fit_options(*command, choice->fit);
  add_input_options(*command, choice->input);
  add_statistics_options(*command, choice->statistics);
  add_score_options(*command, choice->score);
  add_out_options(*command, choice->out);
  command->add_flag("--no-documents", choice->no_documents, "Do not keep the documents' text in the results");
  command
      ->add_option("--group-by", choice->group_by,
                   "Also count by the values of this column (a closed question, question, source, author)")
      ->type_name("COLUMN");
  add_thread_option(*command, choice->threads);
  command->callback([choice, &resources, &action] {
    action = [choice, &resources](StopSignals& signals) { return run_command(*choice, resources, signals); };
  });
}

}  // namespace bearout::cli
