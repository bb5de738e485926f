#include "pipeline/row_reader.hpp"

#include <simdjson.h>

#include "corpus/line_reader.hpp"
#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

using simdjson::dom::element;

std::string text_of(const element& row, const char* key) {
  return std::string(std::string_view(row[key]));
}

std::vector<std::string> list_of(const element& row, const char* key) {
  std::vector<std::string> list;
  for (const element item : row[key].get_array()) list.emplace_back(std::string_view(item));
  return list;
}

double real_of(const element& row, const char* key) {
  return double(row[key]);
}
std::uint64_t integer_of(const element& row, const char* key) {
  return std::uint64_t(row[key]);
}

PassagePlace place_of(const element& row) {
  return {text_of(row, "document"), integer_of(row, "passage"), integer_of(row, "start"),
          integer_of(row, "end")};
}

/// The line without the field "row", which comes first.
std::string without_row(std::string_view line) {
  const std::size_t comma = line.find(',');
  return "{" + std::string(line.substr(comma + 1));
}

models::Band band_of(std::string_view name) {
  if (name == name_of(models::Band::likely)) return models::Band::likely;
  return name == name_of(models::Band::unsure) ? models::Band::unsure : models::Band::below;
}

models::Verdict verdict_of(std::string_view name) {
  if (name == name_of(models::Verdict::supports)) return models::Verdict::supports;
  return name == name_of(models::Verdict::contrary) ? models::Verdict::contrary : models::Verdict::unclear;
}

/// Null where nobody decided.
std::optional<models::Decision> decided_of(const element& row) {
  std::string_view name;
  if (row["decided"].get(name) != simdjson::SUCCESS) return {};
  for (const auto decision : {models::Decision::accept, models::Decision::reject}) {
    if (name == name_of(decision)) return decision;
  }
  return models::Decision::unsure;
}

Row read_decisions(const element& row) {
  DecisionsRow decisions;
  for (const element number : row["found"].get_array()) decisions.found.push_back(std::uint64_t(number));
  return decisions;
}

Row read_mapping(const element& row, std::string_view line) {
  return MappingRow{.place = place_of(row),
                    .text = text_of(row, "text"),
                    .outcome = text_of(row, "outcome"),
                    .band = band_of(row["band"]),
                    .framing = verdict_of(row["framing"]),
                    .score = real_of(row, "score"),
                    .framing_score = real_of(row, "framing_score"),
                    .decided = decided_of(row),
                    .line = without_row(line)};
}

Row read_proposal(const element& row) {
  ProposalRow proposal{
      .place = place_of(row), .text = text_of(row, "text"), .author = text_of(row, "author"), .proposal = {}};
  proposal.proposal.statement = text_of(row, "statement");
  proposal.proposal.weight = real_of(row, "weight");
  proposal.proposal.quoted = bool(row["quoted"]);
  proposal.proposal.stems = list_of(row, "stems");
  return proposal;
}

Row read_acceptance(const element& row) {
  AcceptanceRow answer{
      .document = text_of(row, "document"), .parent = text_of(row, "parent"), .acceptance = {}};
  answer.acceptance.addressee = text_of(row, "addressee");
  answer.acceptance.accepts = bool(row["accepts"]);
  answer.acceptance.refuses = bool(row["refuses"]);
  answer.acceptance.takes_wording = bool(row["takes_wording"]);
  answer.acceptance.stems = list_of(row, "stems");
  answer.acceptance.refused = list_of(row, "refused");
  return answer;
}

Row read_end(const element& row) {
  EndRow end;
  end.counts = {integer_of(row, "documents"), integer_of(row, "author_documents"),
                integer_of(row, "passages")};
  for (const element input : row["inputs"].get_array()) {
    end.inputs.push_back({text_of(input, "path"), integer_of(input, "bytes"), text_of(input, "sha256")});
  }
  return end;
}

Row read_row(const element& row, std::string_view line) {
  const std::string_view kind = row["row"];
  // What is handed on as it stands is found by its place.
  if (!line.starts_with(R"({"row":")")) throw Error("the row does not begin with its kind");
  if (kind == "mapping") return read_mapping(row, line);
  if (kind == "decisions") return read_decisions(row);
  if (kind == "negative") return NegativeRow{without_row(line)};
  if (kind == "member") {
    return MemberRow{place_of(row), text_of(row, "text"), integer_of(row, "theme"), real_of(row, "score")};
  }
  if (kind == "request") return RequestRow{text_of(row, "document"), text_of(row, "outcome")};
  if (kind == "proposal") return read_proposal(row);
  if (kind == "acceptance") return read_acceptance(row);
  if (kind == "document") {
    constexpr std::string_view kBefore = R"({"row":"document","content":)";
    if (!line.starts_with(kBefore)) throw Error("the document's content is not where it should be");
    return DocumentRow{text_of(row["content"], "id"),
                       std::string(line.substr(kBefore.size(), line.size() - kBefore.size() - 1))};
  }
  if (kind == "skipped")
    return corpus::Diagnostic{text_of(row, "source"), integer_of(row, "line"), text_of(row, "message")};
  if (kind == "end") return read_end(row);
  throw Error("unknown row \"" + std::string(kind) + "\"");
}

}  // namespace

struct RowReader::State {
  State(const std::filesystem::path& path, const std::string& model)
      : lines(corpus::ByteSource(path, corpus::Unpacking::unbounded)) {
    read_first(model);
  }

  [[noreturn]] void fail(std::uint64_t line, const std::string& what) const {
    throw Error(lines.name() + ":" + std::to_string(line) + ": " + what);
  }

  void read_first(const std::string& fingerprint) {
    const auto line = lines.next();
    element row;
    std::string_view kind;
    std::string_view model;
    if (!line || parser.parse(line->text.data(), line->text.size(), false).get(row) || row["row"].get(kind) ||
        kind != "shard" || row["model"].get(model)) {
      fail(1, "does not begin like rows that `bearout score` wrote");
    }
    if (model != fingerprint) fail(1, "was scored with another model; score it again with this one");
    try {
      options.all_pairs = bool(row["all_pairs"]);
      options.min_score = real_of(row, "min_score");
      options.top = integer_of(row, "top");
    } catch (const simdjson::simdjson_error&) {
      fail(1, "does not begin like rows that `bearout score` wrote");
    }
  }

  corpus::LineReader lines;
  models::ScoreOptions options;
  simdjson::dom::parser parser;
  std::uint64_t last_line = 1;  // the first one is read by the constructor
  bool ended = false;
};

RowReader::RowReader(const std::filesystem::path& path, const std::string& model_fingerprint)
    : state_(std::make_unique<State>(path, model_fingerprint)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

const models::ScoreOptions& RowReader::options() const {
  return state_->options;
}

std::optional<Row> RowReader::next() {
  State& s = *state_;
  const auto line = s.lines.next();
  if (!line) {
    if (!s.ended) s.fail(s.last_line, "ends without its last row; score that shard again");
    return std::nullopt;
  }
  s.last_line = line->number;
  if (s.ended) s.fail(line->number, "goes on after its last row; score that shard again");
  try {
    const element row = s.parser.parse(line->text.data(), line->text.size(), false);
    Row result = read_row(row, line->text);
    s.ended = std::holds_alternative<EndRow>(result);
    return result;
  } catch (const simdjson::simdjson_error& error) {
    s.fail(line->number, std::string("is no row of `bearout score`: ") + error.what());
  } catch (const Error& error) {
    s.fail(line->number, error.what());
  }
}

}  // namespace bearout::pipeline
