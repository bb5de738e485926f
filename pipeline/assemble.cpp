#include "pipeline/assemble.hpp"

#include <optional>
#include <set>

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

std::string label_of(const models::DecidedPassage& passage, const std::string& outcome) {
  std::string label = "document " + passage.document + ", outcome " + outcome;
  if (passage.place) {
    label +=
        ", characters " + std::to_string(passage.place->start) + " to " + std::to_string(passage.place->end);
  }
  if (!passage.text.empty()) label += ": " + std::string(corpus::clip(passage.text, 80));
  return label;
}

DecisionCounts count_decisions(const models::Model& model, const std::set<std::uint64_t>& found) {
  constexpr std::size_t kMostListed = 1000;
  const auto& facts = model.decided;
  DecisionCounts counts;
  counts.decided = facts.pairs.size() + facts.framings.size();
  counts.taught = model.reviewed.taught;
  for (std::uint64_t i = 0; i < counts.decided; ++i) {
    if (found.contains(i)) continue;
    if (++counts.lost > kMostListed) continue;
    const bool pair = i < facts.pairs.size();
    const auto framing = pair ? 0 : i - facts.pairs.size();
    counts.lost_ones.push_back(
        pair ? label_of(facts.pairs[i].passage, facts.pairs[i].outcome)
             : label_of(facts.framings[framing].passage, facts.framings[framing].outcome.value_or("any")));
  }
  return counts;
}

/// The first walk over the rows: everything but the mappings, which wait for their priorities.
class Gatherer {
 public:
  Gatherer(const models::Model& model, ReviewFor purpose, bool all_pairs, ResultsFolder& folder)
      : folder_(folder),
        summaries_(model.outcomes),
        candidates_(model),
        priorities_(model, purpose, all_pairs),
        negative_(folder.create("framing.jsonl")),
        memberships_(folder.create("memberships.jsonl")) {}

  void operator()(const MappingRow& row) {
    summaries_.add(row, result_.mappings);
    priorities_.add({result_.mappings, static_cast<std::uint32_t>(summaries_.index_of(row.outcome)),
                     row.score, row.place.document, row.place.start, row.decided.has_value(),
                     row.decided == models::Decision::accept});
    if (row.band != models::Band::below)
      ++(row.band == models::Band::likely ? result_.likely : result_.unsure);
    ++result_.mappings;
  }
  void operator()(const DecisionsRow& row) { found_.insert(row.found.begin(), row.found.end()); }
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
    result_.decisions = count_decisions(model, found_);
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
  std::set<std::uint64_t> found_;  // numbers of decisions
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

Assembled assemble(const models::Model& model, const std::string& fingerprint,
                   std::span<const std::filesystem::path> rows, ReviewFor purpose, ResultsFolder& folder) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      std::error_code error;
      if (std::filesystem::equivalent(rows[i], rows[j], error) && !error) {
        throw Error(rows[i].string() + ": is given twice; each shard counts once");
      }
    }
  }
  models::ScoreOptions options;
  std::optional<Gatherer> gatherer;
  for (const auto& path : rows) {
    RowReader reader(path, fingerprint);
    if (!gatherer) {
      options = reader.options();
      const bool all_pairs = options.all_pairs || options.min_score < models::kUnsure;
      gatherer.emplace(model, purpose, all_pairs, folder);
    } else if (!(options == reader.options())) {
      throw Error(path.string() +
                  ": was scored with other options than the shards before it; score all alike");
    }
    while (auto row = reader.next()) std::visit(*gatherer, *row);
  }
  if (!gatherer) gatherer.emplace(model, purpose, false, folder);
  Assembled assembled = gatherer->finish(model);
  assembled.score = options;
  write_mappings(rows, fingerprint, gatherer->priorities(), folder);
  return assembled;
}

}  // namespace bearout::pipeline
