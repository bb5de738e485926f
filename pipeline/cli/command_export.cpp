#include <fcntl.h>
#include <unistd.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/console.hpp"
#include "pipeline/cli/options.hpp"
#include "pipeline/error.hpp"
#include "pipeline/export.hpp"
#include "pipeline/import.hpp"

namespace bearout::cli {

namespace {

struct ExportChoice {
  std::string results;
  std::string format;
  std::string out = "-";
  bool bom = false;
};

/// While it lives nothing reaches standard error: libxlsxwriter prints what it also returns as an error.
class QuietErrors {
 public:
  QuietErrors() : before_(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (before_ >= 0 && nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0) ::close(nowhere);
  }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors() {
    if (before_ < 0) return;
    ::dup2(before_, STDERR_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

int export_command(const ExportChoice& choice, const StopSignals& signals) {
  const pipeline::ExportOptions options{pipeline::export_format_of(choice.format), choice.out, choice.bom,
                                        signals.token()};
  if (choice.out == "-" && is_binary(options.format) && ::isatty(STDOUT_FILENO) == 1) {
    throw pipeline::Error(choice.format + " is nothing for a terminal; name a file with --out");
  }
  std::vector<std::string> notes;
  {
    std::optional<QuietErrors> quiet;
    if (options.format == pipeline::ExportFormat::xlsx) quiet.emplace();
    notes = pipeline::export_results(choice.results, options);
  }
  for (const auto& note : notes) log_warning("note: " + note);
  return 0;
}

struct ImportChoice {
  std::string results;
  std::string file;
};

int import_command(const ImportChoice& choice) {
  const auto imported = pipeline::import_decisions(choice.results, choice.file);
  const auto added = pipeline::add_decisions(choice.results, imported.log);
  print_line(std::to_string(added) + " decisions added to review/decisions.jsonl; `bearout report " +
             choice.results + "` shows them");
  return finish_with(imported.skipped, imported.skipped.size());
}

}  // namespace

void add_export(CLI::App& app, Action& action) {
  auto choice = std::make_shared<ExportChoice>();
  CLI::App* command = app.add_subcommand(
      "export", "Write results for spreadsheets, Word and programs for qualitative analysis");
  command->add_option("results", choice->results, "Results folder")->required();
  command->add_option("--to", choice->format, "Format")
      ->check(CLI::IsMember(pipeline::export_format_names()))
      ->required();
  command->add_option("--out", choice->out, "File to write; - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_flag("--bom", choice->bom,
                    "csv, tsv: begin with a byte-order mark, by which Excel knows UTF-8");
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) { return export_command(*choice, signals); };
  });
}

void add_import(CLI::App& app, Action& action) {
  auto choice = std::make_shared<ImportChoice>();
  CLI::App* command = app.add_subcommand(
      "import", "Take codings and labels of other programs into a results folder, as decisions");
  command->add_option("results", choice->results, "Results folder")->required();
  command
      ->add_option("file", choice->file,
                   ".qdpx; .json of Label Studio; .jsonl .json .csv of doccano; decisions.jsonl")
      ->type_name("FILE")
      ->required();
  command->callback(
      [choice, &action] { action = [choice](StopSignals&) { return import_command(*choice); }; });
}

}  // namespace bearout::cli
