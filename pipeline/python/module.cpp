// The module bearout._core: what the package's Python files need of C++, and no more. Comments are what
// inputs_of() takes, options what options.hpp reads. Whatever takes time runs without the GIL and ends on
// Ctrl-C.

#include <dlfcn.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/outcome.hpp"
#include "corpus/record_fields.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/knowledge_file.hpp"
#include "pipeline/python/comments.hpp"
#include "pipeline/python/interruptible.hpp"
#include "pipeline/python/options.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/reviewed_outcomes.hpp"
#include "pipeline/run.hpp"
#include "pipeline/saved_file.hpp"
#include "pipeline/score_matrix.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stored_documents.hpp"
#include "pipeline/version.hpp"

namespace bearout::python {

namespace {

namespace fs = std::filesystem;
namespace py = pybind11;

/// For what may take a while and touches nothing of Python.
using WithoutLock = py::call_guard<py::gil_scoped_release>;
using SharedKnowledge = std::shared_ptr<const models::Knowledge>;

/// A fitted model, shared by all that look at it.
struct FittedModel {
  std::shared_ptr<const models::Model> model;
};

/// The knowledge file that lies beside this module, as it lies beside the program.
std::optional<fs::path> knowledge_file() {
  auto places = pipeline::KnowledgePlaces::of_this_process();
  Dl_info here{};
  if (::dladdr(reinterpret_cast<const void*>(&knowledge_file), &here) != 0) places.program = here.dli_fname;
  return pipeline::find_knowledge_file(places);
}

SharedKnowledge open_knowledge() {
  const auto file = knowledge_file();
  return file ? std::make_shared<const models::Knowledge>(*file) : nullptr;
}

std::vector<std::string> lines_of(const std::vector<corpus::Diagnostic>& diagnostics) {
  std::vector<std::string> lines;
  for (const corpus::Diagnostic& each : diagnostics) lines.push_back(to_string(each));
  return lines;
}

/// A list of outcomes: the path of a file (str), or a JSON array (bytes).
std::optional<std::vector<corpus::Outcome>> list_in_memory(const py::object& outcomes) {
  if (!py::isinstance<py::bytes>(outcomes)) return std::nullopt;
  std::vector<corpus::Diagnostic> notes;
  return with_run_errors(
      [&] { return corpus::read_json_outcomes(source_of("outcomes", outcomes.cast<py::bytes>()), notes); });
}

fs::path list_file(const py::object& outcomes) {
  return py::isinstance<py::bytes>(outcomes) ? fs::path() : outcomes.cast<fs::path>();
}

fs::path decisions_file(const py::dict& options) {
  return options.contains("decisions") && !options["decisions"].is_none()
             ? options["decisions"].cast<fs::path>()
             : fs::path();
}

template <class Value>
py::bytes saved(const Value& value) {
  std::ostringstream out;
  pipeline::save_to(value, out);
  return out.str();
}

void run(const py::object& outcomes, const py::list& comments, const fs::path& folder,
         const py::dict& options) {
  pipeline::RunOptions run;
  run.list = list_in_memory(outcomes);
  run.outcomes = list_file(outcomes);
  run.inputs = inputs_of(comments);
  run.out = folder;
  with_run_errors([&] {
    run.read = read_options_of(options);
    run.statistics = statistics_options_of(options);
    run.fit = fit_options_of(options);
    run.score = score_options_of(options);
    run.review_for = review_for_of(options);
    run.threads = threads_of(options);
  });
  run.force = options["force"].cast<bool>();
  run.keep_documents = options["keep_documents"].cast<bool>();
  run.group_by = options["group_by"].cast<std::string>();
  run.decisions = decisions_file(options);
  (void)run_interruptible([&](const std::stop_token& stop) {
    run.stop = stop;
    run.knowledge = open_knowledge();
    return pipeline::run(run, {});
  });
}

/// (statistics, notes, the first skipped records, how many were skipped)
py::tuple observe(const py::list& comments, const py::dict& options) {
  const auto inputs = inputs_of(comments);
  const auto [read, statistics, threads] = with_run_errors([&] {
    return std::tuple(read_options_of(options), statistics_options_of(options), threads_of(options));
  });
  std::vector<corpus::Diagnostic> notes;
  std::vector<std::string> questions;
  pipeline::Observed observed = run_interruptible(
      [&, &read = read, &statistics = statistics, threads = threads](const std::stop_token& stop) {
        auto stream = corpus::open_documents(inputs, read);
        auto seen = pipeline::observe(stream, statistics, threads, {}, {}, stop);
        notes = stream.notes();
        questions = stream.questions();
        return seen;
      });
  return py::make_tuple(std::move(observed.statistics), lines_of(notes), lines_of(observed.skipped),
                        observed.skipped_count, questions);
}

FittedModel fit(const models::Statistics& statistics, const py::object& outcomes, const py::dict& options) {
  const auto list = list_in_memory(outcomes);
  const fs::path file = list_file(outcomes);
  const fs::path decided = decisions_file(options);
  auto fit = with_run_errors([&] { return fit_options_of(options); });
  return run_interruptible([&](const std::stop_token& stop) {
    const auto decisions =
        decided.empty() ? pipeline::Decisions() : pipeline::Decisions(pipeline::read_decisions(decided));
    if (!list) fit.list = pipeline::describe_list(file);
    if (!decided.empty()) fit.decisions = pipeline::describe_list(decided);
    const auto reviewed = pipeline::reviewed_outcomes(list ? *list : corpus::read_outcomes(file), decisions);
    return FittedModel{std::make_shared<const models::Model>(
        models::fit(statistics, reviewed, fit, open_knowledge(), decisions.facts(), stop))};
  });
}

FittedModel model_of(std::istream& in, const std::string& name) {
  return with_run_errors([&] {
    return FittedModel{std::make_shared<const models::Model>(models::load(in, name, open_knowledge()))};
  });
}

FittedModel load_model(const fs::path& path) {
  return run_interruptible([&](const std::stop_token&) {
    return FittedModel{std::make_shared<const models::Model>(pipeline::read_model(path, open_knowledge()))};
  });
}

models::Statistics load_statistics(const fs::path& path) {
  return with_run_errors([&] { return pipeline::read_statistics(path); });
}

/// Rows as `bearout score` writes them.
void score_rows(const FittedModel& fitted, const py::list& comments, const fs::path& rows,
                const py::dict& options) {
  const auto inputs = inputs_of(comments);
  pipeline::ScoreStage stage;
  auto read = with_run_errors([&] {
    stage.options = score_options_of(options);
    stage.threads = threads_of(options);
    return read_options_of(options);
  });
  stage.document_rows = options["keep_documents"].cast<bool>();
  if (stage.options.all_pairs) read.batch_bytes = pipeline::kAllPairsBatchBytes;
  (void)run_interruptible([&](const std::stop_token& stop) {
    stage.stop = stop;
    auto stream = corpus::open_documents(inputs, read);
    pipeline::FileWriter file(rows);
    const auto counts = pipeline::score_shard(stream, *fitted.model, stage,
                                              [&](std::string_view text) { file.write(text); }, {});
    file.finish();
    return counts;
  });
}

/// A results folder of rows, as `bearout assemble` makes it.
void assemble(const FittedModel& fitted, const std::vector<fs::path>& rows, const fs::path& folder,
              const py::dict& options) {
  pipeline::AssembleOptions assemble;
  assemble.rows = rows;
  assemble.out = folder;
  assemble.force = options["force"].cast<bool>();
  assemble.review_for = with_run_errors([&] { return review_for_of(options); });
  (void)run_interruptible([&](const std::stop_token& stop) {
    assemble.stop = stop;
    return pipeline::assemble_results(*fitted.model, assemble);
  });
}

/// (scores as bytes of doubles, documents x outcomes; lines of the records that were skipped)
py::tuple score_matrix(const FittedModel& fitted, const py::list& comments, const py::dict& options) {
  const auto inputs = inputs_of(comments);
  const auto [read, threads] =
      with_run_errors([&] { return std::pair(read_options_of(options), threads_of(options)); });
  const auto matrix = run_interruptible([&, &read = read, threads = threads](const std::stop_token& stop) {
    auto stream = corpus::open_documents(inputs, read);
    return pipeline::score_matrix(stream, *fitted.model, threads, stop);
  });
  py::list skipped;
  for (const corpus::Diagnostic& each : matrix.skipped) skipped.append(each.line);
  return py::make_tuple(
      py::bytes(reinterpret_cast<const char*>(matrix.scores.data()), matrix.scores.size() * sizeof(double)),
      skipped);
}

py::list outcomes_of(const FittedModel& fitted) {
  py::list list;
  for (const corpus::Outcome& outcome : fitted.model->outcomes) {
    list.append(py::dict(py::arg("id") = outcome.id, py::arg("text") = outcome.text,
                         py::arg("title") = outcome.title, py::arg("keywords") = outcome.keywords));
  }
  return list;
}

/// The documents that a run kept, as JSON lines.
py::bytes stored_documents(const fs::path& folder) {
  const std::string lines = with_run_errors([&] {
    const py::gil_scoped_release release;
    pipeline::StoredDocuments documents(pipeline::checked_result(folder, "documents.jsonl.zst"));
    pipeline::JsonText text;
    while (const corpus::Document* document = documents.next()) {
      append_document(text, *document);
      text.end_line();
    }
    return std::string(text.take());
  });
  return lines;
}

bool names_id(const std::vector<std::string>& columns, const std::string& id_column) {
  corpus::ColumnNames given;
  given.id = id_column;
  const corpus::FieldNames names(given);
  for (const std::string& column : columns) {
    if (names.match(column).field == corpus::Field::id) return true;
  }
  return false;
}

void bind_statistics(py::module_& module) {
  py::class_<models::Statistics>(module, "Statistics")
      .def_property_readonly("documents", &models::Statistics::documents)
      .def_property_readonly("passages", &models::Statistics::passages)
      .def(
          "plus",
          [](const models::Statistics& a, const models::Statistics& b) {
            return with_run_errors([&] {
              models::Statistics sum(a.options());
              sum += a;
              sum += b;
              return sum;
            });
          },
          WithoutLock())
      .def(
          "equals", [](const models::Statistics& a, const models::Statistics& b) { return a == b; },
          WithoutLock())
      .def("to_bytes", [](const models::Statistics& statistics) { return saved(statistics); })
      .def_static("from_bytes",
                  [](const std::string& bytes) {
                    std::istringstream in(bytes);
                    return with_run_errors([&] { return models::Statistics::load(in, "statistics"); });
                  })
      .def(
          "save",
          [](const models::Statistics& statistics, const fs::path& path) {
            with_run_errors([&] { pipeline::save_as(statistics, path); });
          },
          WithoutLock())
      .def_static("load", &load_statistics, WithoutLock());
}

void bind_model(py::module_& module) {
  py::class_<FittedModel>(module, "Model")
      .def_property_readonly("documents", [](const FittedModel& fitted) { return fitted.model->documents; })
      .def_property_readonly("passages", [](const FittedModel& fitted) { return fitted.model->passages; })
      .def_property_readonly("question",
                             [](const FittedModel& fitted) { return fitted.model->options.question; })
      .def_property_readonly("outcomes", &outcomes_of)
      .def_property_readonly("fingerprint",
                             [](const FittedModel& fitted) { return models::fingerprint(*fitted.model); })
      .def("score_rows", &score_rows)
      .def("assemble", &assemble)
      .def("score_matrix", &score_matrix)
      .def("to_bytes", [](const FittedModel& fitted) { return saved(*fitted.model); })
      .def_static("from_bytes",
                  [](const std::string& bytes) {
                    std::istringstream in(bytes);
                    return model_of(in, "model");
                  })
      .def(
          "save",
          [](const FittedModel& fitted, const fs::path& path) {
            with_run_errors([&] { pipeline::save_as(*fitted.model, path); });
          },
          WithoutLock())
      .def_static("load", &load_model);
}

}  // namespace

PYBIND11_MODULE(_core, module) {
  module.doc() = "What the package bearout needs of C++.";
  py::register_exception<RunError>(module, "Error", PyExc_ValueError);
  bind_statistics(module);
  bind_model(module);
  module.def("run", &run);
  module.def("observe", &observe);
  module.def("fit", &fit);
  module.def("stored_documents", &stored_documents);
  module.def("names_id", &names_id);
  module.def("knowledge_file", &knowledge_file);
  module.def("version", [] { return std::string(pipeline::version()); });
  module.def(
      "check_results",
      [](const fs::path& folder) { with_run_errors([&] { pipeline::check_results(folder); }); },
      WithoutLock());
  module.def(
      "copy_results",
      [](const fs::path& from, const fs::path& to, bool force) {
        with_run_errors([&] { pipeline::copy_results(from, to, force); });
      },
      WithoutLock());
}

}  // namespace bearout::python
