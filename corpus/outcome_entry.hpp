#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/outcome.hpp"
#include "corpus/table_rows.hpp"

namespace bearout::corpus {

/// An outcome as a file holds it, not yet checked; without an id of its own the id is empty.
struct OutcomeEntry {
  Outcome outcome;
  std::uint64_t line = 0;  ///< 1-based line where it begins; 0 where unknown
};

/// The first numbered or bulleted list of a text. Throws Error if there is text but no list.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_list(ByteSource source);
/// The same of a text that is at hand; `name` is that of its file.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_text(std::string text, std::string name);

/// Records of a table. Throws Error if no column is the text.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_table(std::unique_ptr<TableRows> rows);

/// A JSON array of objects (or of strings), or an object with such an array `outcomes`. Throws Error for
/// anything else.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_json(ByteSource source);

/// An object a line. Throws Error for a line that is none.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_lines(ByteSource source);

/// "a; b" as two keywords.
[[nodiscard]] std::vector<std::string> split_keywords(std::string_view text);

}  // namespace bearout::corpus
