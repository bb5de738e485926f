#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/archive.hpp"
#include "corpus/byte_source.hpp"
#include "corpus/outcome_entry.hpp"

namespace bearout::corpus {

/// What a REFI-QDA file holds (QDA-XML 1.0 of 18 March 2019, https://www.qdasoftware.org): the format in
/// which programs for qualitative analysis (NVivo, ATLAS.ti, MAXQDA, QualCoder, …) exchange codebooks (.qdc)
/// and projects (.qdpx). Only what this program uses.
struct RefiCode {
  std::string guid;
  std::string name;
  std::string description;
  bool codable = true;  ///< else it only groups others
};

struct RefiCoding {
  std::string code;                ///< guid
  std::string user;                ///< guid, may be empty
  std::string at;                  ///< ISO 8601, may be empty
  std::vector<std::string> notes;  ///< guids
};

/// Positions are as the file has them: by all we know, code points of the source's text, end exclusive.
struct RefiSelection {
  std::string name;  ///< often the text that was selected, or its beginning
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::vector<RefiCoding> codings;
  std::string description;         ///< where QualCoder and its like keep what was remarked
  std::vector<std::string> notes;  ///< guids; of the selection, not of one coding
};

struct RefiSource {
  std::string guid;
  std::string name;
  std::string path;  ///< of the plain text: "internal://GUID.txt"; empty: the text is in `text`
  std::string text;
  std::vector<std::pair<std::string, std::string>> variables;  ///< its own and those of its cases
  std::vector<RefiSelection> selections;
  std::vector<RefiCoding> codings;  ///< of the source as a whole
};

struct RefiNote {
  std::string guid;
  std::string name;
  std::string text;
};

struct RefiProject {
  std::vector<std::pair<std::string, std::string>> users;  ///< guid, name
  std::vector<RefiCode> codes;                             ///< in order, those within others behind them
  std::vector<RefiSource> sources;                         ///< what has a text, transcripts too
  std::vector<RefiNote> notes;
};

/// Reads QDA-XML, a codebook or a project. Memory: what it holds, at most 512 MB of text. Throws Error for
/// what is neither, and for broken XML.
[[nodiscard]] RefiProject read_refi(ByteSource xml);

/// Reads the project of a .qdpx file, without the texts that are files of their own.
[[nodiscard]] RefiProject read_refi_project(const Archive& archive);

/// A source's text as it is stored, decoded to UTF-8. Throws Error if the archive has no such file or it is
/// larger than 256 MB.
[[nodiscard]] std::string refi_text(const Archive& archive, const RefiSource& source);

/// The codable codes as outcomes: the description is the text and the name the title; without a description
/// the name is the text. Ids are those that Bearout gave when it wrote the codebook, else the position among
/// them.
[[nodiscard]] std::vector<OutcomeEntry> outcomes_of(const std::vector<RefiCode>& codes);
/// The guids of the codes that outcomes_of() takes, in the same order.
[[nodiscard]] std::vector<std::string> outcome_guids(const std::vector<RefiCode>& codes);

/// Outcomes of a .qdc or .qdpx file.
[[nodiscard]] std::vector<OutcomeEntry> read_outcome_codes(const std::filesystem::path& path,
                                                           ByteSource source);

/// Codes that Bearout writes beside the outcomes: kinds for name_guid(kRefiMark, kind).
inline constexpr std::string_view kRefiMark = "mark";
inline constexpr std::string_view kRefiOutcome = "outcome";
[[nodiscard]] bool is_refi_mark(std::string_view guid);

}  // namespace bearout::corpus
