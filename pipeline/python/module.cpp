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

/// Diagnostics on their way through Python: (source, line, message).
using PlainDiagnostics = std::vector<std::tuple<std::string, std::uint64_t, std::string>>;

PlainDiagnostics plain(const std::vector<corpus::Diagnostic>& diagnostics) {
  PlainDiagnostics all;
  for (const auto& [source, line, message] : diagnostics) all.emplace_back(source, line, message);
  return all;
}

/// A list of outcomes as Python gives it: the path of a file (str), or a JSON array (bytes).
class GivenList {
 public:
  explicit GivenList(const py::object& given) {
    if (py::isinstance<py::bytes>(given)) {
      json_ = given.cast<std::string>();
    } else {
      file_ = given.cast<fs::path>();
    }
  }

  /// The file; empty for a list in memory.
  [[nodiscard]] const fs::path& file() const { return file_; }

  /// The list if it is in memory. Needs no GIL.
  [[nodiscard]] std::optional<std::vector<corpus::Outcome>> in_memory(
      std::vector<corpus::Diagnostic>& notes) const {
    if (!json_) return std::nullopt;
    return corpus::read_json_outcomes(source_of("outcomes", *json_), notes);
  }

 private:
  std::optional<std::string> json_;
  fs::path file_;
};

fs::path decisions_file(const py::dict& options) {
  return options.contains("decisions") && !options["decisions"].is_none()
             ? options["decisions"].cast<fs::path>()
             : fs::path();
}

/// For pickling. Needs the GIL, and lets go of it while it writes.
template <class Value>
py::bytes saved(const Value& value) {
  std::ostringstream out;
  {
    const py::gil_scoped_release release;
    pipeline::save_to(value, out);
  }
  return out.str();
}

template <class Value>
void save(const Value& value, const fs::path& path) {
  run_interruptible([&](const std::stop_token& stop) {
    pipeline::save_as(value, path, stop);
    return true;
  });
}

void run(const py::object& outcomes, const py::list& comments, const fs::path& folder,
         const py::dict& options) {
  const GivenList list(outcomes);
  pipeline::RunOptions run;
  run.outcomes = list.file();
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
    run.list = list.in_memory(run.list_notes);
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

/// (model, notes on the list and on words that were left out)
py::tuple fit(const models::Statistics& statistics, const py::object& outcomes, const py::dict& options) {
  const GivenList given(outcomes);
  const fs::path decided = decisions_file(options);
  auto fit = with_run_errors([&] { return fit_options_of(options); });
  std::vector<corpus::Diagnostic> notes;
  auto model = run_interruptible([&](const std::stop_token& stop) {
    const auto decisions =
        decided.empty() ? pipeline::Decisions() : pipeline::Decisions(pipeline::read_decisions(decided));
    auto list = given.in_memory(notes);
    if (!list) {
      fit.list = pipeline::describe_list(given.file());
      list = corpus::read_outcomes(given.file(), notes);
    }
    if (!decided.empty()) fit.decisions = pipeline::describe_list(decided);
    auto fitted = std::make_shared<const models::Model>(
        models::fit(statistics, pipeline::reviewed_outcomes(*list, decisions), fit, open_knowledge(),
                    decisions.facts(), stop));
    if (auto note = pipeline::note_on_rare_terms(*fitted)) notes.push_back(std::move(*note));
    return FittedModel{std::move(fitted)};
  });
  return py::make_tuple(std::move(model), lines_of(notes));
}

FittedModel model_of(const std::string& bytes) {
  return with_run_errors([&] {
    std::istringstream in(bytes);
    return FittedModel{std::make_shared<const models::Model>(models::load(in, "model", open_knowledge()))};
  });
}

FittedModel load_model(const fs::path& path) {
  return run_interruptible([&](const std::stop_token&) {
    return FittedModel{std::make_shared<const models::Model>(pipeline::read_model(path, open_knowledge()))};
  });
}

models::Statistics statistics_of(const std::string& bytes) {
  return with_run_errors([&] {
    std::istringstream in(bytes);
    return models::Statistics::load(in, "statistics");
  });
}

models::Statistics load_statistics(const fs::path& path) {
  return run_interruptible([&](const std::stop_token&) { return pipeline::read_statistics(path); });
}

/// Rows as `bearout score` writes them. Gives the notes on what was read.
PlainDiagnostics score_rows(const FittedModel& fitted, const py::list& comments, const fs::path& rows,
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
  return run_interruptible([&](const std::stop_token& stop) {
    stage.stop = stop;
    auto stream = corpus::open_documents(inputs, read);
    pipeline::FileWriter file(rows);
    pipeline::score_shard(stream, *fitted.model, stage, [&](std::string_view text) { file.write(text); }, {});
    file.finish();
    return plain(stream.notes());
  });
}

/// A results folder of rows, as `bearout assemble` makes it.
void assemble(const FittedModel& fitted, const std::vector<fs::path>& rows, const fs::path& folder,
              const PlainDiagnostics& notes, const py::dict& options) {
  pipeline::AssembleOptions assemble;
  for (const auto& [source, line, message] : notes) assemble.notes.push_back({source, line, message});
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
  const std::string lines = run_interruptible([&](const std::stop_token& stop) {
    pipeline::StoredDocuments documents(pipeline::checked_result(folder, "documents.jsonl.zst"));
    pipeline::JsonText text;
    while (const corpus::Document* document = documents.next()) {
      if (stop.stop_requested()) throw pipeline::Stopped();
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
      .def_static("from_bytes", &statistics_of, WithoutLock())
      .def("save", &save<models::Statistics>)
      .def_static("load", &load_statistics);
}

void bind_model(py::module_& module) {
  py::class_<FittedModel>(module, "Model")
      .def_property_readonly("documents", [](const FittedModel& fitted) { return fitted.model->documents; })
      .def_property_readonly("passages", [](const FittedModel& fitted) { return fitted.model->passages; })
      .def_property_readonly("question",
                             [](const FittedModel& fitted) { return fitted.model->options.question; })
      .def_property_readonly("outcomes", &outcomes_of)
      .def_property_readonly(
          "fingerprint",
          py::cpp_function([](const FittedModel& fitted) { return models::fingerprint(*fitted.model); },
                           WithoutLock()))
      .def("score_rows", &score_rows)
      .def("assemble", &assemble)
      .def("score_matrix", &score_matrix)
      .def("to_bytes", [](const FittedModel& fitted) { return saved(*fitted.model); })
      .def_static("from_bytes", &model_of, WithoutLock())
      .def("save", [](const FittedModel& fitted, const fs::path& path) { save(*fitted.model, path); })
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
      "check_free",
      [](const fs::path& folder, bool force) {
        with_run_errors([&] { pipeline::check_free(folder, force); });
      },
      WithoutLock());
  module.def("copy_results", [](const fs::path& from, const fs::path& to, bool force) {
    run_interruptible([&](const std::stop_token& stop) {
      pipeline::copy_results(from, to, force, stop);
      return true;
    });
  });
}

}  // namespace bearout::python
