#include "pipeline/assemble.hpp"

#include <optional>

#include "corpus/id_set.hpp"
#include "corpus/utf8.hpp"
#include "pipeline/candidate_list.hpp"
#include "pipeline/error.hpp"
#include "pipeline/mapping_table.hpp"
#include "pipeline/outcome_summary.hpp"
#include "pipeline/priority.hpp"
#include "pipeline/row_reader.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMostDiagnostics = 10'000;

/// "3 Social media improves the relationship between…"
std::string label_of(const corpus::Outcome& outcome) {
  constexpr std::size_t kLongest = 64;
  const std::string& text = outcome.title.empty() ? outcome.text : outcome.title;
  if (text.size() <= kLongest) return outcome.id + " " + text;
  const std::string_view beginning = corpus::clip(text, kLongest + 1);
  return outcome.id + " " + std::string(beginning.substr(0, beginning.rfind(' '))) + " …";
}

/// The first walk over the rows: everything but the mappings, which wait for their priorities.
class Gatherer {
 public:
  Gatherer(const models::Model& model, ResultsFolder& folder)
      : folder_(folder),
        summaries_(model.outcomes),
        candidates_(model),
        negative_(folder.create("framing.jsonl")),
        memberships_(folder.create("memberships.jsonl")) {}

  void operator()(const MappingRow& row) {
    summaries_.add(row, result_.mappings);
    if (row.band != models::Band::below) {
      priorities_.add(result_.mappings, static_cast<std::uint32_t>(summaries_.index_of(row.outcome)),
                      row.score);
      ++(row.band == models::Band::likely ? result_.likely : result_.unsure);
    }
    ++result_.mappings;
  }
  void operator()(const NegativeRow& row) {
    write_line(negative_, row.line);
    ++result_.negative;
  }
  void operator()(const MemberRow& row) { memberships_.write(candidates_.add(row)); }
  void operator()(const RequestRow& row) { summaries_.add(row); }
  void operator()(const ProposalRow& row) { candidates_.add(row); }
  void operator()(const AcceptanceRow& row) { candidates_.add(row); }
  void operator()(const DocumentRow& row) {
    if (!documents_) documents_.emplace(folder_.create("documents.jsonl.zst"));
    if (!ids_.insert(row.id)) {
      throw Error("document \"" + row.id + "\" stands in two shards; score each document once");
    }
    write_line(*documents_, row.line);
  }
  void operator()(const corpus::Diagnostic& diagnostic) {
    ++result_.skipped;
    if (result_.diagnostics.size() < kMostDiagnostics) result_.diagnostics.push_back(diagnostic);
  }
  void operator()(const EndRow& row) {
    result_.shards.documents += row.counts.documents;
    result_.shards.author_documents += row.counts.author_documents;
    result_.shards.passages += row.counts.passages;
    result_.inputs.insert(result_.inputs.end(), row.inputs.begin(), row.inputs.end());
  }

  /// Writes what the walk has gathered.
  Assembled finish(const models::Model& model) {
    CandidateList::Result found = candidates_.finish();
    memberships_.write(found.proposal_memberships);
    memberships_.finish();
    negative_.finish();
    if (documents_) documents_->finish();
    write_whole("candidates.json", candidates_json(found.candidates));
    write_whole("outcomes.json", outcomes_json(model.outcomes, summaries_));
    result_.candidates = found.candidates.size();
    for (const Candidate& candidate : found.candidates) result_.proposed += candidate.proposed ? 1 : 0;
    for (std::size_t i = 0; i < model.outcomes.size(); ++i) {
      const OutcomeSummary& summary = summaries_[i];
      result_.outcomes.push_back(
          {label_of(model.outcomes[i]), summary.supporting, summary.against, summary.unsure});
    }
    priorities_.finish();
    return std::move(result_);
  }
  [[nodiscard]] Priorities& priorities() { return priorities_; }

 private:
  static void write_line(FileWriter& file, std::string_view line) {
    file.write(line);
    file.write("\n");
  }
  void write_whole(std::string_view name, std::string_view content) {
    FileWriter file = folder_.create(name);
    file.write(content);
    file.finish();
  }

  ResultsFolder& folder_;
  Assembled result_;
  OutcomeSummaries summaries_;
  CandidateList candidates_;
  Priorities priorities_;
  FileWriter negative_;
  FileWriter memberships_;
  std::optional<FileWriter> documents_;
  corpus::IdSet ids_;
};

void write_mappings(std::span<const std::filesystem::path> rows, const std::string& model,
                    Priorities& priorities, ResultsFolder& folder) {
  FileWriter lines = folder.create("mappings.jsonl");
  FileWriter table = folder.create("mappings.csv");
  table.write(mapping_table_header());
  std::uint64_t number = 0;
  for (const auto& path : rows) {
    RowReader reader(path, model);
    while (auto row = reader.next()) {
      auto* mapping = std::get_if<MappingRow>(&*row);
      if (mapping == nullptr) continue;
      const double priority = priorities.next(number++);
      if (priority >= 0) {
        // Quotes inside strings are escaped, so this can be nothing but the key.
        mapping->line.replace(mapping->line.find(kNoPriority), kNoPriority.size(),
                              "\"priority\":" + fixed_digits(priority));
      }
      lines.write(mapping->line);
      lines.write("\n");
      table.write(mapping_table_row(*mapping, priority));
    }
  }
  lines.finish();
  table.finish();
}

}  // namespace

Assembled assemble(const models::Model& model, std::span<const std::filesystem::path> rows,
                   ResultsFolder& folder) {
  const std::string fingerprint = models::fingerprint(model);
  Gatherer gatherer(model, folder);
  std::optional<models::ScoreOptions> options;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      std::error_code error;
      if (std::filesystem::equivalent(rows[i], rows[j], error) && !error) {
        throw Error(rows[i].string() + ": is given twice; each shard counts once");
      }
    }
  }
  for (const auto& path : rows) {
    RowReader reader(path, fingerprint);
    if (options && !(*options == reader.options())) {
      throw Error(path.string() +
                  ": was scored with other options than the shards before it; score all alike");
    }
    options = reader.options();
    while (auto row = reader.next()) std::visit(gatherer, *row);
  }
  Assembled assembled = gatherer.finish(model);
  assembled.score = options.value_or(models::ScoreOptions());
  write_mappings(rows, fingerprint, gatherer.priorities(), folder);
  return assembled;
}

}  // namespace bearout::pipeline
