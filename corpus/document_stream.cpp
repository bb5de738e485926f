#include "corpus/document_stream.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "corpus/byte_source.hpp"
#include "corpus/case_study.hpp"
#include "corpus/csv.hpp"
#include "corpus/document_check.hpp"
#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/id_set.hpp"
#include "corpus/json_reader.hpp"
#include "corpus/jsonl_reader.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/refi_reader.hpp"
#include "corpus/row_documents.hpp"
#include "corpus/table_reader.hpp"
#include "corpus/xlsx_rows.hpp"
#include "corpus/xml_comments.hpp"

namespace bearout::corpus {
namespace {

namespace fs = std::filesystem;

/// An input file, or one file of a folder.
struct File {
  fs::path path;
  Input::Kind kind = Input::Kind::comments;
  std::string name;     ///< without folders
  std::string label;    ///< the FILE of `FILE:RECORD`: the name, or the path where two inputs have one name
  OpenRecords records;  ///< set: they are in memory
};

constexpr std::string_view kReadableEndings =
    ".jsonl .ndjson .json .csv .tsv .xml, also with .gz or .zst, and .xlsx .qdpx";

bool is_workbook(const std::string& ending) {
  return ending == ".xlsx" || ending == ".xlsm";
}

bool is_readable(const fs::path& path) {
  const auto ending = format_ending(path);
  const bool archive = is_workbook(ending) || ending == ".qdpx";
  if (archive) return compression_of(path) == Compression::none;  // it is compressed in itself
  const auto known = {".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xml"};
  return std::ranges::find(known, ending) != known.end();
}

void check_comments(const fs::path& path) {
  if (path == "-") return;
  const auto status = fs::status(path);
  if (!fs::exists(status)) throw Error(path.string() + ": no such file");
  if (fs::is_directory(status)) throw Error(path.string() + ": is a folder; comments are read from files");
  if (!is_readable(path)) {
    throw Error(path.string() + ": comments are read from " + std::string(kReadableEndings));
  }
}

std::unique_ptr<RecordReader> open_comments(ByteSource source, const File& file, const ReadOptions& options) {
  const auto ending = file.path == "-" ? ".jsonl" : format_ending(file.path);
  if (ending == ".json") return read_json(std::move(source), options, file.label);
  if (ending == ".csv" || ending == ".tsv") {
    const char delimiter = ending == ".tsv" ? '\t' : CsvRows::kDetect;
    return read_table(std::make_unique<CsvRows>(std::move(source), delimiter), options, file.label);
  }
  if (is_workbook(ending)) {
    return read_table(read_xlsx(file.path, options.sheet, std::move(source)), options, file.label);
  }
  if (ending == ".qdpx") return read_refi_documents(file.path, std::move(source));
  if (ending == ".xml") return read_xml_comments(std::move(source), options.include_unapproved);
  return read_jsonl(std::move(source), options, file.label);
}

/// A case study is a file of one record.
class CaseStudyReader : public RecordReader {
 public:
  CaseStudyReader(ByteSource source, fs::path path) : source_(std::move(source)), path_(std::move(path)) {}

  std::optional<Record> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    return read_case_study(source_, path_);
  }

 private:
  ByteSource source_;
  fs::path path_;
  bool done_ = false;
};

/// What a file's reader left unread belongs to the digest too.
void drain(ByteSource& source) {
  std::vector<char> rest(std::size_t{1} << 16);
  while (source.read(rest) > 0) {
  }
}

}  // namespace

struct DocumentStream::State {
  State(const std::vector<Input>& inputs, ReadOptions read_options);

  void list_files(const Input& input);
  void label_files();
  void open(const File& file);
  void close();
  void take(Record&& next, DocumentBatch& batch);
  std::optional<std::string> accept(Document& document);
  void keep_question(const std::string& question);
  [[nodiscard]] const File& file() const { return files[current]; }

  ReadOptions options;
  std::vector<File> files;
  std::vector<Diagnostic> skipped_files;  ///< what lies in a folder and is no case study
  std::size_t current = 0;
  std::optional<ByteSource> source;  ///< of the current file, shared with its reader
  std::unique_ptr<RecordReader> reader;
  std::uint64_t record = 0;  ///< of the current file
  std::uint64_t bytes_before = 0;
  IdSet ids;
  std::vector<InputDigest> digests;
  std::vector<Diagnostic> notes;
  std::vector<std::string> questions;
  std::size_t last_batch_size = 0;  ///< the next batch will be about as large
};

DocumentStream::State::State(const std::vector<Input>& inputs, ReadOptions read_options)
    : options(std::move(read_options)) {
  for (const Input& input : inputs) list_files(input);
  label_files();
}

void DocumentStream::State::list_files(const Input& input) {
  const auto add = [&](const fs::path& path) {
    const auto name = path == "-" ? "stdin" : path.filename().string();
    files.push_back({path, input.kind, name, name, input.records});
  };
  if (input.records) {
    add(input.path);
    return;
  }
  if (input.kind == Input::Kind::comments) {
    check_comments(input.path);
    add(input.path);
    return;
  }
  const auto count_before = files.size();
  const bool folder = fs::is_directory(input.path);
  for (const auto& path : list_case_studies(input.path)) {
    if (is_case_study(path)) {
      add(path);
    } else if (folder) {
      skipped_files.push_back({path.string(), 0, "is no case study: its ending is not one that is read"});
    } else {
      throw Error(path.string() + ": case studies are read from .txt .md .html .htm .docx .pdf");
    }
  }
  if (files.size() == count_before) throw Error(input.path.string() + ": holds no case study");
}

/// Two files of one name would give their records the same ids; and none of them may be lost for that.
void DocumentStream::State::label_files() {
  std::map<std::string, std::size_t> count;
  for (const File& each : files) ++count[each.name];
  for (File& each : files) {
    if (count[each.name] > 1) each.label = each.path.generic_string();
  }
}

void DocumentStream::State::open(const File& file) {
  record = 0;
  if (file.records) {
    source.emplace(file.name, [](std::span<char>) { return std::size_t{0}; });
    reader = file.records(source->share(), options, file.label);
    return;
  }
  source.emplace(file.path, options.unpacking, Digest::sha256);
  if (file.kind == Input::Kind::comments) {
    reader = open_comments(source->share(), file, options);
  } else {
    reader = std::make_unique<CaseStudyReader>(source->share(), file.path);
  }
}

void DocumentStream::State::close() {
  if (record == 0 && !options.may_be_empty) {
    if (reader->left_out() == 0) throw Error(source->name() + ": holds no record");
    source->note("holds nothing to read: all its records (" + std::to_string(reader->left_out()) +
                 ") are left out, as spam, pingbacks, unapproved, previews or unanswered");
  }
  for (const auto& note : source->notes()) notes.push_back({source->name(), 0, note});
  drain(*source);
  if (!file().records)
    digests.push_back({file().path.string(), source->stored_bytes_read(), source->sha256()});
  bytes_before += source->stored_bytes_read();
  reader.reset();
  source.reset();
  ++current;
}

void DocumentStream::State::take(Record&& next, DocumentBatch& batch) {
  ++record;
  if (auto* diagnostic = std::get_if<Diagnostic>(&next)) {
    batch.skipped.push_back(std::move(*diagnostic));
    return;
  }
  auto& document = std::get<Document>(next);
  if (auto fault = accept(document)) {
    batch.skipped.push_back({source->name(), reader->line(), std::move(*fault)});
  } else {
    batch.documents.push_back(std::move(document));
  }
}

/// Completes a document; or says why it can't be used.
std::optional<std::string> DocumentStream::State::accept(Document& document) {
  const bool case_study = file().kind == Input::Kind::case_study;
  if (document.source.empty()) document.source = file().name;
  if (case_study && document.id == file().name) document.id = file().label;
  normalize_text(document.text);
  normalize_text(document.question);
  if (auto fault = find_fault(document)) return fault;
  if (document.id.empty()) {
    if (options.require_ids) return "the id is missing";
    document.id = record_id(file().label, record);
  }
  if (!is_blank(options.report_author) && same_name(document.author, options.report_author)) {
    document.role = Role::author;
  }
  if (!ids.insert(document.id)) return "a second record with the id \"" + document.id + "\"";
  keep_question(document.question);
  return std::nullopt;
}

void DocumentStream::State::keep_question(const std::string& question) {
  constexpr std::size_t kMostQuestions = 100;
  if (question.empty() || questions.size() >= kMostQuestions) return;
  if (std::ranges::find(questions, question) == questions.end()) questions.push_back(question);
}

DocumentStream::DocumentStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentStream::DocumentStream(DocumentStream&&) noexcept = default;
DocumentStream& DocumentStream::operator=(DocumentStream&&) noexcept = default;
DocumentStream::~DocumentStream() = default;

std::optional<DocumentBatch> DocumentStream::next() {
  DocumentBatch batch;
  batch.skipped = std::exchange(state_->skipped_files, {});
  batch.documents.reserve(state_->last_batch_size);
  std::size_t bytes = 0;
  while (bytes < state_->options.batch_bytes && state_->current < state_->files.size()) {
    if (!state_->reader) state_->open(state_->file());
    auto record = state_->reader->next();
    if (!record) {
      state_->close();
      continue;
    }
    const auto documents_before = batch.documents.size();
    state_->take(std::move(*record), batch);
    // A record costs more than its text: a file of nothing but bad records must come in batches too.
    constexpr std::size_t kRecordBytes = 256;
    bytes += kRecordBytes;
    if (batch.documents.size() > documents_before) bytes += batch.documents.back().text.size();
  }
  state_->last_batch_size = batch.documents.size();
  if (batch.documents.empty() && batch.skipped.empty()) return std::nullopt;
  return batch;
}

std::uint64_t DocumentStream::bytes_read() const {
  return state_->bytes_before + (state_->source ? state_->source->stored_bytes_read() : 0);
}

const std::vector<InputDigest>& DocumentStream::digests() const {
  return state_->digests;
}

const std::vector<Diagnostic>& DocumentStream::notes() const {
  return state_->notes;
}

const std::vector<std::string>& DocumentStream::questions() const {
  return state_->questions;
}

DocumentStream open_documents(const std::vector<Input>& inputs, ReadOptions options) {
  return DocumentStream(std::make_unique<DocumentStream::State>(inputs, std::move(options)));
}

}  // namespace bearout::corpus
