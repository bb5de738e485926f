#include <cstdio>

#include "pipeline/cli/options.hpp"
#include "pipeline/run.hpp"

namespace bearout::cli {

void add_report(CLI::App& app, Action& action) {
  auto results = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("report", "Write report.html again, from the results and the decisions in review/");
  command->add_option("results", *results, "Results folder")->required();
  command->callback([results, &action] {
    action = [results](StopSignals&) {
      pipeline::write_report(*results);
      return 0;
    };
  });
}

}  // namespace bearout::cli
