#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/diagnostic.hpp"

namespace bearout::corpus {

/// One line of the user's list.
struct Outcome {
  std::string id;     ///< unique in the list; from a numbered or bulleted list "1", "2", …
  std::string text;   ///< the sentence, never empty
  std::string title;  ///< short name, may be empty
  std::vector<std::string> keywords;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Reads a list of outcomes; the ending of the name decides how:
/// `.md`, `.txt`: the first numbered or bulleted list in the file (an item goes on over indented lines; its
/// number is its id);
/// `.csv`, `.tsv`: columns `id`, `text` (or `outcome`, `description`, `statement`), `title` (or `name`,
/// `tag`; it is the text where there is none), `keywords` (separated by `;`);
/// `.json`: an array of objects, or an object with an array `outcomes`; `.jsonl`/`.ndjson`: an object a line.
/// `.xlsx`: the first sheet as a table; `.docx`: the first list in its text; `.qdc`, `.qdpx`: REFI-QDA codes.
/// A list without entries is allowed: then only candidates are proposed. Without `id`, the position (from 1)
/// is the id. Throws Error: unreadable file, unknown ending, no column or key for the text, empty text, two
/// equal ids, invalid UTF-8.
[[nodiscard]] std::vector<Outcome> read_outcomes(const std::filesystem::path& path);

/// The same; adds to `notes` what is worth telling: that the list is empty, how it was read.
[[nodiscard]] std::vector<Outcome> read_outcomes(const std::filesystem::path& path,
                                                 std::vector<Diagnostic>& notes);

/// The list as JSON from elsewhere than a file: an array of objects, or of texts. The same checks and notes;
/// messages begin with the source's name.
[[nodiscard]] std::vector<Outcome> read_json_outcomes(ByteSource source, std::vector<Diagnostic>& notes);

}  // namespace bearout::corpus
