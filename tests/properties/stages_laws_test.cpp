#include <doctest/doctest.h>

#include <functional>
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
    if (line.find(R"("row":"skipped")") == std::string::npos) kept += line + "\n";
  }
  return kept;
}

/// What a person may choose, as far as the walks over the documents depend on it.
struct Choice {
  models::StatisticsOptions statistics = {};
  models::FitOptions fit = {};
  models::ScoreOptions score = {};
  models::DecidedFacts decided = {};
};

/// Rows without documents: of a stream that is read twice, or of what the first walk kept.
Rows rows(const std::filesystem::path& path, const std::vector<corpus::Outcome>& outcomes, bool again,
          std::size_t threads, const Choice& choice = {}, const pipeline::OnProgress& progress = {}) {
  const tests::ScratchFolder folder;
  auto first = open(path);
  std::string kept;
  const pipeline::ObserveSinks sinks{.batches = [&](std::string_view batch) { kept += batch; }};
  const models::Model model =
      models::fit(pipeline::observe(first, choice.statistics, threads, sinks, {}).statistics, outcomes,
                  choice.fit, nullptr, choice.decided);
  Rows result;
  const pipeline::ScoreStage stage{.options = choice.score, .document_rows = false, .threads = threads};
  const auto sink = [&](std::string_view text) { result.rows += text; };
  if (again) {
    pipeline::BatchReader batches(folder.write("read.batches", kept));
    result.counts = pipeline::score_again(batches, model, stage, sink, progress);
  } else {
    auto second = open(path);
    result.counts = pipeline::score(second, model, stage, sink, {});
  }
  return result;
}

/// Told on the thread that made it, and never falling.
class ProgressCheck {
 public:
  void operator()(const pipeline::Progress& progress) {
    CHECK(std::this_thread::get_id() == caller_);
    CHECK(progress.documents >= last_.documents);
    CHECK(progress.bytes >= last_.bytes);
    last_ = progress;
  }
  [[nodiscard]] const pipeline::Progress& last() const { return last_; }

 private:
  std::thread::id caller_ = std::this_thread::get_id();
  pipeline::Progress last_;
};

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
    CHECK(one.rows.find(R"("row":"mapping")") != std::string::npos);
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

TEST_CASE("so it does whatever is chosen") {
  RandomCorpus random(9);
  const tests::ScratchFolder folder;
  const auto path = write_comments(folder, random);
  const auto outcomes = random.outcomes(4);
  std::vector<Choice> choices(6);
  choices[0].statistics.unit = models::Unit::document;
  choices[1].statistics.analyzer.language = "de";
  choices[2].score.all_pairs = true;
  choices[3].score.top = 1;
  choices[3].score.min_score = 0.2;
  choices[4].fit.words_alone = true;
  auto stream = open(path);
  while (const auto batch = stream.next()) {
    for (const corpus::Document& document : batch->documents) {
      const auto decision =
          document.text.size() % 2 == 0 ? models::Decision::accept : models::Decision::reject;
      choices[5].decided.pairs.push_back({{document.id, document.text, {}}, outcomes[0].id, decision, {}});
    }
  }
  for (const Choice& choice : choices) {
    CAPTURE(&choice - choices.data());
    const Rows fresh = rows(path, outcomes, false, 1, choice);
    const Rows kept = rows(path, outcomes, true, 3, choice);
    CHECK(fresh.rows.find(R"("row":"mapping")") != std::string::npos);
    check_same_counts(kept.counts, fresh.counts);
    CHECK(without_skipped(fresh.rows) == kept.rows);
  }
}

TEST_CASE("progress is told on the calling thread and never falls") {
  RandomCorpus random(4);
  const tests::ScratchFolder folder;
  const auto path = write_comments(folder, random);
  auto stream = open(path);
  ProgressCheck reading;
  (void)pipeline::observe(stream, {}, 3, {}, std::ref(reading));
  CHECK(reading.last().documents == 120);

  ProgressCheck scoring;
  (void)rows(path, random.outcomes(4), true, 3, {}, std::ref(scoring));
  CHECK(scoring.last().documents == 120);
  CHECK(scoring.last().bytes == scoring.last().of_bytes);
  CHECK(scoring.last().of_bytes > 0);
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
