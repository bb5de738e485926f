#include <doctest/doctest.h>

#include <sstream>
#include <thread>

#include "pipeline/score_matrix.hpp"
#include "pipeline/stages.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using tests::RandomCorpus;

namespace {

/// Random comments as a file, a broken line and a repeated id among them.
std::filesystem::path write_comments(const tests::ScratchFolder& folder, RandomCorpus& random) {
  pipeline::JsonText lines;
  const auto documents = random.documents(120);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    pipeline::append_document(lines, documents[i]);
    lines.end_line();
    if (i == 50) {
      pipeline::append_document(lines, documents[7]);
      lines.end_line();
    }
  }
  return folder.write("comments.jsonl", lines.text() + "{broken\n");
}

/// So small that every thread gets many batches.
corpus::DocumentStream open(const std::filesystem::path& path) {
  corpus::ReadOptions options;
  options.batch_bytes = 500;
  return corpus::open_documents({{path, corpus::Input::Kind::comments}}, options);
}

std::string saved(const models::Statistics& statistics) {
  std::ostringstream out;
  statistics.save(out);
  return out.str();
}

struct Run {
  std::string statistics;
  std::string documents;
  std::string rows;
  std::size_t skipped = 0;
  pipeline::ShardCounts counts;
};

Run run(const std::filesystem::path& path, const std::vector<corpus::Outcome>& outcomes,
        std::size_t threads) {
  Run result;
  auto first = open(path);
  const pipeline::Observed observed =
      pipeline::observe(first, {{}, models::Unit::passage, 40}, threads,
                        {.lines = [&](std::string_view lines) { result.documents += lines; }}, {});
  result.statistics = saved(observed.statistics);
  result.skipped = observed.skipped.size();
  const models::Model model = models::fit(observed.statistics, outcomes);
  auto second = open(path);
  result.counts = pipeline::score(second, model, {.options = {}, .document_rows = true, .threads = threads},
                                  [&](std::string_view rows) { result.rows += rows; }, {});
  return result;
}

/// Of what was scored; who skips records is another matter.
void check_same_counts(const pipeline::ShardCounts& counts, const pipeline::ShardCounts& expected) {
  CHECK(counts.documents == expected.documents);
  CHECK(counts.author_documents == expected.author_documents);
  CHECK(counts.passages == expected.passages);
}

struct Rows {
  std::string rows;
  pipeline::ShardCounts counts;
};

/// Only who reads the records themselves can tell of those that are broken.
std::string without_skipped(const std::string& rows) {
  std::istringstream lines(rows);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("\"row\":\"skipped\"") == std::string::npos) kept += line + "\n";
  }
  return kept;
}

/// Rows without documents: of a stream that is read twice, or of what the first walk kept.
Rows rows(const std::filesystem::path& path, const std::vector<corpus::Outcome>& outcomes, bool again,
          std::size_t threads) {
  const tests::ScratchFolder folder;
  auto first = open(path);
  std::string kept;
  const pipeline::ObserveSinks sinks{.batches = [&](std::string_view batch) { kept += batch; }};
  const models::Model model =
      models::fit(pipeline::observe(first, {}, threads, sinks, {}).statistics, outcomes);
  Rows result;
  const pipeline::ScoreStage stage{.options = {}, .document_rows = false, .threads = threads};
  const auto sink = [&](std::string_view text) { result.rows += text; };
  if (again) {
    pipeline::BatchReader batches(folder.write("read.batches", kept));
    result.counts = pipeline::score_again(batches, model, stage, sink, {});
  } else {
    auto second = open(path);
    result.counts = pipeline::score(second, model, stage, sink, {});
  }
  return result;
}

}  // namespace

TEST_CASE("one thread, two and five give the same bytes") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    RandomCorpus random(seed);
    const tests::ScratchFolder folder;
    const auto path = write_comments(folder, random);
    const auto outcomes = random.outcomes(4);
    const Run one = run(path, outcomes, 1);
    CHECK(one.skipped == 2);
    CHECK(one.counts.skipped == 2);
    CHECK(one.counts.documents + one.counts.author_documents == 120);
    CHECK(one.rows.find("\"row\":\"mapping\"") != std::string::npos);
    for (const std::size_t threads : {2U, 5U}) {
      const Run many = run(path, outcomes, threads);
      CHECK(many.statistics == one.statistics);
      CHECK(many.documents == one.documents);
      CHECK(many.rows == one.rows);
      CHECK(many.skipped == one.skipped);
      check_same_counts(many.counts, one.counts);
      CHECK(many.counts.skipped == one.counts.skipped);
    }
  }
}

TEST_CASE("what the first walk kept gives the rows that reading again gives") {
  for (std::uint64_t seed = 6; seed <= 8; ++seed) {
    CAPTURE(seed);
    RandomCorpus random(seed);
    const tests::ScratchFolder folder;
    const auto path = write_comments(folder, random);
    const auto outcomes = random.outcomes(4);
    const Rows fresh = rows(path, outcomes, false, 1);
    for (const std::size_t threads : {1U, 3U}) {
      const Rows kept = rows(path, outcomes, true, threads);
      check_same_counts(kept.counts, fresh.counts);
      CHECK(kept.rows.find("skipped") == std::string::npos);
      CHECK(without_skipped(fresh.rows) == kept.rows);
    }
  }
}

TEST_CASE("progress is told on the calling thread and never falls") {
  RandomCorpus random(4);
  const tests::ScratchFolder folder;
  auto stream = open(write_comments(folder, random));
  const auto caller = std::this_thread::get_id();
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  (void)pipeline::observe(stream, {}, 3, {}, [&](const pipeline::Progress& progress) {
    CHECK(std::this_thread::get_id() == caller);
    CHECK(progress.documents >= documents);
    CHECK(progress.bytes >= bytes);
    documents = progress.documents;
    bytes = progress.bytes;
  });
  CHECK(documents == 120);
}

TEST_CASE("a matrix holds the best score of each document and outcome, whatever the threads") {
  RandomCorpus random(5);
  const tests::ScratchFolder folder;
  const auto path = write_comments(folder, random);
  const auto outcomes = random.outcomes(4);
  auto first = open(path);
  const models::Model model = models::fit(pipeline::observe(first, {}, 2, {}, {}).statistics, outcomes);
  const auto matrix = [&](std::size_t threads) {
    auto stream = open(path);
    return pipeline::score_matrix(stream, model, threads);
  };
  const pipeline::ScoreMatrix one = matrix(1);
  CHECK(one.skipped.size() == 2);
  REQUIRE(one.scores.size() == 120 * outcomes.size());
  CHECK(matrix(5).scores == one.scores);

  models::Scorer scorer(model);
  auto stream = open(path);
  std::size_t row = 0;
  while (const auto batch = stream.next()) {
    for (const corpus::Document& document : batch->documents) {
      std::vector<double> best(outcomes.size());
      for (const models::Mapping& mapping : scorer.score(document, {.all_pairs = true}).mappings)
        best[mapping.outcome] = std::max(best[mapping.outcome], mapping.score);
      CHECK(std::equal(best.begin(), best.end(),
                       one.scores.begin() + static_cast<std::ptrdiff_t>(row++ * outcomes.size())));
    }
  }
}
