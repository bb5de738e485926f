#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "corpus/diagnostic.hpp"
#include "corpus/document_stream.hpp"
#include "models/proposals.hpp"
#include "pipeline/rows.hpp"

namespace bearout::pipeline {

/// Which passage of which document a row speaks of. A Place is only where something lies in a document that
/// is already known, be it a passage or a single word in it.
struct PassagePlace {
  std::string document;
  std::uint64_t passage = 0;
  std::uint64_t start = 0;
  std::uint64_t end = 0;
};

struct MappingRow {
  PassagePlace place;
  std::string text;
  std::string outcome;
  models::Band band = models::Band::below;
  models::Verdict framing = models::Verdict::unclear;
  double score = 0;
  double framing_score = 0;
  std::optional<models::Decision> decided;
  std::string line;  ///< the line of mappings.jsonl, priority still null
};

struct DecisionsRow {
  std::vector<std::uint64_t> found;  ///< numbers of the model's decided pairs
};

struct NegativeRow {
  std::string line;  ///< the line of framing.jsonl
};

struct MemberRow {
  PassagePlace place;
  std::string text;
  std::uint64_t theme = 0;
  double score = 0;
};

struct RequestRow {
  std::string document;
  std::string outcome;
};

struct ProposalRow {
  PassagePlace place;
  std::string text;
  std::string author;
  models::Proposal proposal;  ///< statement, weight, quoted, stems; no spans
};

struct AcceptanceRow {
  std::string document;
  std::string parent;
  models::Acceptance acceptance;  ///< no span
};

struct DocumentRow {
  std::string id;
  std::string line;  ///< the line of documents.jsonl.zst
};

struct EndRow {
  ShardCounts counts;
  std::vector<corpus::InputDigest> inputs;
};

using Row = std::variant<MappingRow, DecisionsRow, NegativeRow, MemberRow, RequestRow, ProposalRow,
                         AcceptanceRow, DocumentRow, EndRow, corpus::Diagnostic>;

/// Reads the rows of one shard. Checks that they belong to the model and that the last one is there. Throws
/// Error (file:line).
class RowReader {
 public:
  RowReader(const std::filesystem::path& path, const std::string& model_fingerprint);
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;
  ~RowReader();

  /// How the shard was scored.
  [[nodiscard]] const models::ScoreOptions& options() const;
  [[nodiscard]] std::optional<Row> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::pipeline
