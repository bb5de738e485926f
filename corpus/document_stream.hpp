#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/diagnostic.hpp"
#include "corpus/document.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

struct ReadOptions;

/// Opens records that are in memory. `source` has their name and takes notes, but holds no bytes; `label` is
/// the FILE of `FILE:RECORD`.
using OpenRecords = std::function<std::unique_ptr<RecordReader>(ByteSource source, const ReadOptions& options,
                                                                std::string label)>;

/// A file of comments (`path` "-" is standard input, JSONL), or a case study: one file, or a folder read
/// recursively in the order of names. Or records from memory (`records` is set, `path` but their name): they
/// may be read once, by one thread at a time, and have no digest.
struct Input {
  enum class Kind : std::uint8_t { comments, case_study };
  std::filesystem::path path;
  Kind kind = Kind::comments;
  OpenRecords records = nullptr;
};

/// Names of columns (CSV, TSV) and keys (JSON). Empty: found by name. `text` may hold several: each is a
/// question of its own.
struct ColumnNames {
  std::vector<std::string> text;
  std::string id;
  std::string author;
  std::string date;
  std::string parent;
  std::string url;
  std::string role;
};

struct ReadOptions {
  ColumnNames columns;
  std::string sheet;          ///< of workbooks; empty: the first
  std::string report_author;  ///< comments by this name get Role::author; empty: nobody
  bool include_unapproved =
      false;  ///< WordPress, Disqus: comments awaiting moderation too (spam and deleted ones never)
  bool may_be_empty = false;                       ///< a file without a record is no Error
  Unpacking unpacking = Unpacking::bounded;        ///< of compressed comments and case studies
  bool require_ids = false;                        ///< shards need ids of their own; without: `FILE:RECORD`
  std::size_t batch_bytes = std::size_t{1} << 20;  ///< about how much text a batch holds
};

struct DocumentBatch {
  std::vector<Document> documents;
  std::vector<Diagnostic> skipped;  ///< records of this stretch that could not be used
};

/// What was read, for run.json. Known when the stream has ended.
struct InputDigest {
  std::string path;     ///< as the user gave it (a folder's files each on their own)
  std::uint64_t bytes;  ///< as stored, before decompression
  std::string sha256;   ///< of the stored bytes, 64 hexadecimal digits
};

/// Documents of all inputs, one after the other, in batches: memory does not grow with the files (but for a
/// byte or two per id, with which a second record of the same id is found, skipped and reported; see IdSet).
/// Not thread-safe: one reader, many workers.
class DocumentStream {
 public:
  DocumentStream(DocumentStream&&) noexcept;
  DocumentStream& operator=(DocumentStream&&) noexcept;
  ~DocumentStream();

  /// The next batch, or nothing at the end. Throws Error for what ends a run (truncated gzip, broken XML, a
  /// DOCTYPE, no text column, a missing file); bad records are in DocumentBatch::skipped.
  [[nodiscard]] std::optional<DocumentBatch> next();

  [[nodiscard]] std::uint64_t bytes_read() const;  ///< stored bytes so far, for progress
  [[nodiscard]] const std::vector<InputDigest>& digests()
      const;  ///< of the inputs that have been read to their end
  /// What is worth telling about these inputs and is no fault: how they were read, what they left out.
  [[nodiscard]] const std::vector<Diagnostic>& notes() const;
  /// What the documents so far answer (Document::question), each once, in the order of the inputs; the first
  /// hundred.
  [[nodiscard]] const std::vector<std::string>& questions() const;

 private:
  friend DocumentStream open_documents(const std::vector<Input>&, ReadOptions);
  struct State;
  explicit DocumentStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The ending of a name decides: `.jsonl .ndjson .json .csv .tsv .xml`, each also with `.gz` or `.zst`; XML
/// is told apart by its root (WordPress export or Disqus export); and `.xlsx .xlsm .qdpx`. Case studies:
/// `.txt .md .html .htm .docx .docm .pdf`, other files in a folder are reported as skipped. Throws Error if a
/// path is missing or of a kind that can't be read; opens files only when they are reached.
[[nodiscard]] DocumentStream open_documents(const std::vector<Input>& inputs, ReadOptions options = {});

}  // namespace bearout::corpus
