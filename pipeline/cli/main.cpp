#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "pipeline/cli/console.hpp"
#include "pipeline/cli/heap.hpp"
#include "pipeline/cli/options.hpp"
#include "pipeline/cli/resources.hpp"
#include "pipeline/cli/stop_signals.hpp"
#include "pipeline/one_line.hpp"
#include "pipeline/version.hpp"

namespace {

constexpr int kFailed = 2;

int run_program(int argc, char** argv) {
  using namespace bearout;
  CLI::App app("Which comments bear out which outcomes?", "bearout");
  app.set_version_flag("--version", "bearout " + std::string(pipeline::version()));
  app.require_subcommand(1);
  app.fallthrough();  // --quiet after the command is understood too
  app.get_formatter()->column_width(34);
  cli::Verbosity verbosity;
  app.add_flag("--quiet", verbosity.quiet, "No progress and no summary, only errors and what was skipped");
  app.add_flag("--verbose", verbosity.verbose, "Say more about what is done");
  app.add_flag("--log-json", verbosity.json, "Messages on standard error as JSON, one object a line");

  cli::Resources resources;
  app.add_option("--weights", resources.weights_folder,
                 "Folder with other weights than the built-in ones, for studies (see scripts/calibrate)")
      ->type_name("DIR");

  cli::Action action;
  cli::add_run(app, resources, action);
  cli::add_review(app, action);
  cli::add_export(app, action);
  cli::add_import(app, action);
  cli::add_report(app, action);
  cli::add_evaluate(app, action);
  cli::add_explain(app, action);
  cli::add_observe(app, action);
  cli::add_merge(app, action);
  cli::add_fit(app, resources, action);
  cli::add_score(app, action);
  cli::add_assemble(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return app.exit(error);
    cli::start_log(verbosity);
    const auto chosen = app.get_subcommands();
    const std::string command = chosen.empty() ? "bearout" : "bearout " + chosen.front()->get_name();
    cli::log_error(pipeline::one_line(command + ": " + error.what()) + "; see `" + command + " --help`");
    return kFailed;
  }
  cli::start_log(verbosity);
  const std::string command = app.get_subcommands().front()->get_name();
  if (!resources.weights_folder.empty() && command != "run" && command != "fit") {
    cli::log_error("bearout " + command + ": --weights is for run and fit; a fitted model keeps its weights");
    return kFailed;
  }
  ::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is told like a full disk
  cli::StopSignals signals;
  try {
    return action(signals);
  } catch (const std::exception& error) {
    if (signals.token().stop_requested()) return signals.finish_stopped();
    cli::end_progress();
    cli::log_error(pipeline::one_line(error.what()));
    return kFailed;
  }
}

}  // namespace

int main(int argc, char** argv) {
  bearout::cli::give_back_large_blocks();
  try {
    return run_program(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bearout: %s\n", error.what());
    return kFailed;
  }
}
