#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "corpus/name_guid.hpp"
#include "corpus/refi_project.hpp"
#include "corpus/utf8.hpp"
#include "pipeline/code_points.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/export.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/refi_marks.hpp"
#include "pipeline/report_words.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/stored_documents.hpp"
#include "pipeline/version.hpp"
#include "pipeline/xml_text.hpp"
#include "pipeline/zip_writer.hpp"

namespace bearout::pipeline {

namespace {

using corpus::name_guid;

constexpr std::size_t kLongestName = 80;

std::string origin() {
  return "Bearout " + std::string(version());
}

std::string outcome_guid(std::string_view outcome) {
  return name_guid(corpus::kRefiOutcome, outcome);
}
std::string mark_guid(std::string_view mark) {
  return name_guid(corpus::kRefiMark, mark);
}
std::string user_guid(std::string_view name) {
  return name_guid("user", name);
}

/// One code for each outcome, and those for what a coding alone can't say.
void write_codes(XmlText& xml, const Suggestions& suggestions, bool marks) {
  xml.open("Codes");
  for (const ListedOutcome& each : suggestions.outcomes()) {
    const OutcomeSection& outcome = each.section;
    const auto name =
        outcome.id + ". " + (outcome.title.empty() ? shortened(outcome.text, kLongestName) : outcome.title);
    xml.open("Code", {{"guid", outcome_guid(outcome.id)}, {"name", name}, {"isCodable", "true"}});
    xml.leaf("Description", {}, outcome.text);
    xml.close();
  }
  for (const RefiMark& mark : kRefiMarks) {
    if (!marks && mark.word != kContraryMark) continue;
    xml.open(
        "Code",
        {{"guid", mark_guid(mark.word)}, {"name", mark.name}, {"isCodable", "true"}, {"color", mark.color}});
    xml.leaf("Description", {}, mark.description);
    xml.close();
  }
  xml.close();
}

/// Acts on one passage and outcome, which a selection holds.
struct Pair {
  Place place;
  std::string outcome;
  std::string text;
  bool suggested = false;
  bool contrary = false;                     ///< as the program sees it
  std::vector<const MappingDecision*> acts;  ///< the last of each reviewer
};

/// "2026-01-01T00:00:00Z", what a dateTime of XML may look like here.
bool is_date_time(std::string_view at) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  if (at.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const bool digit = at[i] >= '0' && at[i] <= '9';
    if (kShape[i] == '0' ? !digit : at[i] != kShape[i]) return false;
  }
  return true;
}

using PairKey = std::tuple<Place, std::string>;

/// Decisions sorted by what can be a coding and what can't, which goes into a note as it is.
class SortedActs {
 public:
  explicit SortedActs(const Suggestions& suggestions) : log_(suggestions.log()) {
    for (const ListedOutcome& each : suggestions.outcomes()) outcomes_.insert(each.section.id);
    std::map<std::tuple<std::string, Place, std::string, std::string>, const MappingDecision*> last;
    for (const auto& act : log_.mappings) {
      if (can_be_coding(act)) last[{act.document, *act.place, act.outcome, act.signature.by}] = &act;
    }
    for (const auto& [key, act] : last) by_document_[act->document].push_back(act);
    std::set<const MappingDecision*> coded;
    for (const auto& entry : last) coded.insert(entry.second);
    for (const auto& act : log_.mappings) {
      if (!coded.contains(&act)) rest_.mappings.push_back(act);
    }
    rest_.outcomes = log_.outcomes;
    rest_.candidates = log_.candidates;
    rest_.framings = log_.framings;
  }

  [[nodiscard]] const std::vector<const MappingDecision*>& of(const std::string& document) {
    seen_.insert(document);
    static const std::vector<const MappingDecision*> none;
    const auto found = by_document_.find(document);
    return found == by_document_.end() ? none : found->second;
  }

  /// The act can't be a coding after all.
  void put_aside(const MappingDecision& act) { rest_.mappings.push_back(act); }

  /// What has no coding, as lines of decisions.jsonl; after all documents have been asked for.
  [[nodiscard]] std::string rest() {
    for (const auto& [document, acts] : by_document_) {
      if (seen_.contains(document)) continue;
      for (const auto* act : acts) put_aside(*act);
    }
    return decision_lines(rest_);
  }

  [[nodiscard]] const DecisionLog& log() const { return log_; }

 private:
  [[nodiscard]] bool can_be_coding(const MappingDecision& act) const {
    return act.place && outcomes_.contains(act.outcome) &&
           (act.signature.at.empty() || is_date_time(act.signature.at)) &&
           act.framing != models::Verdict::unclear;
  }

  DecisionLog log_;
  DecisionLog rest_;
  std::set<std::string> outcomes_;
  std::map<std::string, std::vector<const MappingDecision*>> by_document_;
  std::set<std::string> seen_;
};

void write_users(XmlText& xml, const DecisionLog& log) {
  std::set<std::string> names;
  for (const auto& act : log.mappings) names.insert(act.signature.by);
  names.erase("");
  xml.open("Users");
  xml.leaf("User", {{"guid", user_guid(kRefiProgram)}, {"name", kRefiProgram}, {"id", "BO"}});
  for (const auto& name : names) xml.leaf("User", {{"guid", user_guid("person " + name)}, {"name", name}});
  xml.close();
}

/// What is known of a document beside its text.
std::vector<std::pair<std::string, std::string>> variables_of(const corpus::Document& document) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto put = [&all](const char* name, const std::string& value) {
    if (!value.empty()) all.emplace_back(name, value);
  };
  put("author", document.author);
  put("date", document.date);
  put("parent", document.parent);
  put("url", document.url);
  put("source", document.source);
  put("question", document.question);
  if (document.role == corpus::Role::author) put("role", "author");
  for (const auto& attribute : document.attributes) {
    const bool taken =
        std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.first == attribute.first; });
    if (!taken) all.push_back(attribute);
  }
  return all;
}

void write_variables(XmlText& xml, const std::filesystem::path& documents) {
  std::set<std::string> names;
  StoredDocuments stored(documents);
  while (const auto* document = stored.next()) {
    for (const auto& variable : variables_of(*document)) names.insert(variable.first);
  }
  if (names.empty()) return;
  xml.open("Variables");
  for (const auto& name : names) {
    xml.leaf("Variable", {{"guid", name_guid("variable", name)}, {"name", name}, {"typeOfVariable", "Text"}});
  }
  xml.close();
}

struct Note {
  std::string guid;
  std::string text;
  std::string user;
};

/// Writes the sources with their selections, document by document.
class SourceWriter {
 public:
  SourceWriter(XmlText& xml, ZipWriter& zip, SortedActs& acts) : xml_(xml), zip_(zip), acts_(acts) {}

  void write(const corpus::Document& document, std::map<PairKey, Pair> pairs) {
    const auto length = CodePoints(document.text).at(document.text.size());
    for (const auto* act : acts_.of(document.id)) place(*act, length, pairs);
    const auto guid = name_guid("document", document.id);
    const auto path = "internal://" + guid + ".txt";
    xml_.open("TextSource", {{"guid", guid},
                             {"name", document.id},
                             {"plainTextPath", path},
                             {"creatingUser", user_guid(kRefiProgram)}});
    for (const auto& [key, pair] : pairs) write_selection(document, pair);
    for (const auto& [name, value] : variables_of(document)) {
      xml_.open("VariableValue").leaf("VariableRef", {{"targetGUID", name_guid("variable", name)}});
      xml_.leaf("TextValue", {}, value).close();
    }
    xml_.close();
    zip_.add("sources/" + guid + ".txt", document.text);
  }

  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }

 private:
  /// Adds an act to its pair; one that fits no text or couldn't be told from a coding is put aside.
  void place(const MappingDecision& act, std::uint64_t length, std::map<PairKey, Pair>& pairs) {
    const auto found = pairs.find({*act.place, act.outcome});
    const bool told = act.decision == Decision::accept || found != pairs.end();
    if (act.place->end > length || !told) return acts_.put_aside(act);
    Pair& pair = pairs[{*act.place, act.outcome}];
    pair.place = *act.place;
    pair.outcome = act.outcome;
    if (pair.text.empty()) pair.text = act.text;
    pair.acts.push_back(&act);
  }

  void write_coding(const std::string& selection, std::string_view code, const std::string& user,
                    const std::string& at, const std::string& note = {}) {
    const auto guid = name_guid("coding", selection + std::string(code) + user);
    xml_.open("Coding", {{"guid", guid}, {"creatingUser", user}, {"creationDateTime", at}});
    xml_.leaf("CodeRef", {{"targetGUID", code}});
    if (!note.empty()) xml_.leaf("NoteRef", {{"targetGUID", note}});
    xml_.close();
  }

  void write_selection(const corpus::Document& document, const Pair& pair) {
    const auto start = std::to_string(pair.place.start);
    const auto end = std::to_string(pair.place.end);
    const auto guid = name_guid("selection", document.id + '\n' + start + '\n' + end + '\n' + pair.outcome);
    xml_.open("PlainTextSelection", {{"guid", guid},
                                     {"name", shortened(pair.text, kLongestName)},
                                     {"startPosition", start},
                                     {"endPosition", end}});
    if (pair.suggested) {
      write_coding(guid, outcome_guid(pair.outcome), user_guid(kRefiProgram), {});
      if (pair.contrary) write_coding(guid, mark_guid(kContraryMark), user_guid(kRefiProgram), {});
    }
    for (const auto* act : pair.acts) write_act(guid, *act);
    xml_.close();
  }

  void write_act(const std::string& selection, const MappingDecision& act) {
    const auto& by = act.signature.by;
    const auto user = by.empty() ? std::string() : user_guid("person " + by);
    std::string note;
    if (!act.signature.note.empty()) {
      note = name_guid("note", selection + user);
      notes_.push_back({note, act.signature.note, user});
    }
    const auto code = act.decision == Decision::accept   ? outcome_guid(act.outcome)
                      : act.decision == Decision::reject ? mark_guid(kRejectedMark)
                                                         : mark_guid(kUnsureMark);
    write_coding(selection, code, user, act.signature.at, note);
    const auto mark = [&](std::string_view word) {
      write_coding(selection, mark_guid(word), user, act.signature.at);
    };
    if (act.framing == models::Verdict::contrary) mark(kContraryMark);
    if (act.framing == models::Verdict::supports) mark(kSupportsMark);
    if (act.star) mark(kStarredMark);
  }

  XmlText& xml_;
  ZipWriter& zip_;
  SortedActs& acts_;
  std::vector<Note> notes_;
};

/// All documents in their order, each with its suggested pairs.
void write_sources(XmlText& xml, const Suggestions& suggestions, SourceWriter& sources) {
  StoredDocuments stored(suggestions.documents());
  const auto* document = stored.next();
  if (document == nullptr) return;
  xml.open("Sources");
  std::map<PairKey, Pair> pairs;
  for_each_mapping(suggestions.folder() / "mappings.jsonl", [&](const MappingLine& row) {
    while (document != nullptr && document->id != row.document) {
      sources.write(*document, std::exchange(pairs, {}));
      document = stored.next();
    }
    if (row.band == models::Band::below) return;
    Pair& pair = pairs[{row.place, std::string(row.outcome)}];
    pair.place = row.place;
    pair.outcome = row.outcome;
    pair.text = row.text;
    pair.suggested = true;
    pair.contrary = row.framing == models::Verdict::contrary;
  });
  for (; document != nullptr; document = stored.next()) sources.write(*document, std::exchange(pairs, {}));
  xml.close();
}

void write_notes(XmlText& xml, const std::vector<Note>& notes, const std::string& rest) {
  if (notes.empty() && rest.empty()) return;
  xml.open("Notes");
  for (const Note& note : notes) {
    xml.open(
        "Note",
        {{"guid", note.guid}, {"name", shortened(note.text, kLongestName)}, {"creatingUser", note.user}});
    xml.leaf("PlainTextContent", {}, note.text).close();
  }
  if (!rest.empty()) {
    xml.open("Note", {{"guid", name_guid("note", kRestNote)}, {"name", kRestNote}});
    xml.leaf("PlainTextContent", {}, rest).close();
  }
  xml.close();
}

}  // namespace

std::vector<std::string> export_codebook(const Suggestions& suggestions, const std::filesystem::path& out) {
  XmlText xml;
  xml.open("CodeBook", {{"xmlns", "urn:QDA-XML:codebook:1.0"}, {"origin", origin()}});
  write_codes(xml, suggestions, false);
  xml.close();
  FileWriter file(out);
  file.write(xml.take());
  file.finish();
  return {};
}

/// The order of elements is the schema's.
std::vector<std::string> export_project(const Suggestions& suggestions, const std::filesystem::path& out) {
  SortedActs acts(suggestions);
  ZipWriter zip(out);
  XmlText xml;
  xml.open("Project", {{"xmlns", "urn:QDA-XML:project:1.0"},
                       {"name", "What the comments bear out"},
                       {"origin", origin()},
                       {"creatingUserGUID", user_guid(kRefiProgram)}});
  write_users(xml, acts.log());
  xml.open("CodeBook");
  write_codes(xml, suggestions, true);
  xml.close();
  write_variables(xml, suggestions.documents());
  SourceWriter sources(xml, zip, acts);
  write_sources(xml, suggestions, sources);
  write_notes(xml, sources.notes(), acts.rest());
  xml.close();
  zip.add("project.qde", xml.take());
  zip.finish();
  return {};
}

}  // namespace bearout::pipeline
