#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/diagnostic.hpp"
#include "pipeline/decisions.hpp"

namespace bearout::pipeline {

/// Decisions that another program's file holds, and what of it could not be used.
struct Imported {
  DecisionLog log;  ///< `Signature::line` is the order
  std::vector<corpus::Diagnostic> skipped;
};

/// Which outcome a label, code or choice means.
class OutcomeNames {
 public:
  explicit OutcomeNames(const std::filesystem::path& outcomes_json);

  /// By id, title or text (case and white space don't count), or by a name that begins with the id ("3.
  /// Trust"); empty: none.
  [[nodiscard]] std::string find(std::string_view name) const;
  /// True if `name` is the id, title or text of just this outcome: two codes may have one name.
  [[nodiscard]] bool is_name_of(std::string_view name, std::string_view id) const;
  /// True if it is one of the ids.
  [[nodiscard]] bool has(std::string_view id) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;  ///< name as it is compared, id
};

/// What is coded or labelled in a file, as decisions on the documents of a results folder:
/// `.qdpx`: codings by people (those by Bearout itself are suggestions);
/// `.json`: Label Studio's annotations, of our own tasks or of any with choices or labels named like
/// outcomes, its JSON_MIN, or an array of doccano's;
/// `.csv`, `.tsv`: doccano's (`text`, `label`) or Label Studio's (`text`, a column for each control);
/// `.jsonl`: doccano's, or decisions.jsonl itself.
/// A text is looked for among the passages and documents. What names no outcome or no document is in
/// `skipped`. Throws Error, corpus::Error for a file that can't be read.
[[nodiscard]] Imported import_decisions(const std::filesystem::path& results,
                                        const std::filesystem::path& file);

/// Adds decisions to the store in `review/` of a results folder, as one step, and so to decisions.jsonl. What
/// is there already, word for word, is not added again. Returns how many were added. Throws Error.
std::size_t add_decisions(const std::filesystem::path& results, const DecisionLog& log);

}  // namespace bearout::pipeline
