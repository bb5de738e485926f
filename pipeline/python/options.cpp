#include "pipeline/python/options.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/error.hpp"

namespace bearout::python {

namespace {

namespace py = pybind11;

template <class Value>
void take(const py::dict& options, const char* name, Value& value) {
  if (!options.contains(name) || options[name].is_none()) return;
  try {
    value = options[name].cast<Value>();
  } catch (const py::cast_error&) {
    throw py::type_error(std::string(name) + ": " + py::repr(options[name]).cast<std::string>() +
                         " is no value for it");
  }
}

/// The place of what was named among the names that there are.
template <class Names>
std::size_t place_of(const std::string& option, const std::string& named, const Names& names) {
  const auto found = std::find(names.begin(), names.end(), named);
  if (found == names.end()) {
    std::string all;
    for (const auto& name : names) all.append(all.empty() ? "" : ", ").append(name);
    throw pipeline::Error(option + ": \"" + named + "\" is none of " + all);
  }
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

corpus::ReadOptions read_options_of(const py::dict& options) {
  corpus::ReadOptions read;
  take(options, "text_column", read.columns.text);
  take(options, "id_column", read.columns.id);
  take(options, "author_column", read.columns.author);
  take(options, "date_column", read.columns.date);
  take(options, "parent_column", read.columns.parent);
  take(options, "url_column", read.columns.url);
  take(options, "role_column", read.columns.role);
  take(options, "sheet", read.sheet);
  take(options, "report_author", read.report_author);
  take(options, "include_unapproved", read.include_unapproved);
  take(options, "require_ids", read.require_ids);
  take(options, "may_be_empty", read.may_be_empty);
  return read;
}

models::StatisticsOptions statistics_options_of(const py::dict& options) {
  models::StatisticsOptions statistics;
  std::string unit = "passage";
  take(options, "unit", unit);
  const std::vector<std::string> units = {"passage", "document"};
  statistics.unit = place_of("unit", unit, units) == 0 ? models::Unit::passage : models::Unit::document;
  take(options, "language", statistics.analyzer.language);
  (void)place_of("language", statistics.analyzer.language, models::languages());
  return statistics;
}

models::FitOptions fit_options_of(const py::dict& options) {
  models::FitOptions fit;
  take(options, "question", fit.question);
  take(options, "matches_per_document", fit.matches_per_document);
  std::string channels = "all";
  take(options, "channels", channels);
  const std::vector<std::string> choices = {"all", "words"};
  fit.words_alone = place_of("channels", channels, choices) == 1;
  take(options, "candidates", fit.candidates);
  take(options, "candidate_count", fit.candidate_count);
  take(options, "max_terms", fit.max_terms);
  take(options, "seed", fit.seed);
  return fit;
}

models::ScoreOptions score_options_of(const py::dict& options) {
  models::ScoreOptions score;
  take(options, "all_pairs", score.all_pairs);
  take(options, "min_score", score.min_score);
  if (!(score.min_score >= 0 && score.min_score <= 1))
    throw pipeline::Error("min_score: must be within 0 and 1");
  take(options, "top", score.top);
  return score;
}

pipeline::ReviewFor review_for_of(const py::dict& options) {
  std::string purpose = "balance";
  take(options, "review_for", purpose);
  return static_cast<pipeline::ReviewFor>(place_of("review_for", purpose, pipeline::kReviewPurposes));
}

std::size_t threads_of(const py::dict& options) {
  constexpr std::size_t kMostThreads = 1024;
  std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  take(options, "threads", threads);
  if (threads < 1 || threads > kMostThreads) throw pipeline::Error("threads: must be within 1 and 1024");
  return threads;
}

}  // namespace bearout::python
