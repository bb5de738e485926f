#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "corpus/csv.hpp"
#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/json_elements.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/table.hpp"
#include "pipeline/label.hpp"
#include "pipeline/parse_json.hpp"
#include "pipeline/utf16_places.hpp"

namespace bearout::pipeline {

namespace {

using nlohmann::json;

std::string string_at(const json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : std::string();
}

const json& at(const json& object, const char* key) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

std::optional<std::uint64_t> number_at(const json& object, const char* key) {
  const json& value = at(object, key);
  if (value.is_number_unsigned()) return value.get<std::uint64_t>();
  if (!value.is_string()) return {};
  const auto& digits = value.get_ref<const std::string&>();  // of a table's cell
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

std::optional<Place> place_at(const json& object, const char* start, const char* end) {
  const auto first = number_at(object, start);
  const auto last = number_at(object, end);
  if (!first || !last || *last <= *first) return {};
  return Place{*first, *last};
}

std::vector<std::string> strings_in(const json& value) {
  if (value.is_string()) return {value.get<std::string>()};
  std::vector<std::string> all;
  if (!value.is_array()) return all;
  for (const json& each : value) {
    if (each.is_string()) all.push_back(each.get<std::string>());
  }
  return all;
}

std::optional<models::Verdict> verdict_of(std::string_view name) {
  if (name == "supports") return models::Verdict::supports;
  if (name == "contrary") return models::Verdict::contrary;
  return name == "unclear" ? std::optional(models::Verdict::unclear) : std::nullopt;
}

std::optional<Decision> decision_of(std::string_view name) {
  if (name == "accept") return Decision::accept;
  if (name == "reject") return Decision::reject;
  return name == "unsure" ? std::optional(Decision::unsure) : std::nullopt;
}

/// Takes what tasks and labelled texts say into Labels.
class LabelCollector {
 public:
  LabelCollector(std::string file, const OutcomeNames& outcomes)
      : file_(std::move(file)), outcomes_(outcomes) {}

  /// An entry of a JSON file; `line` is where it begins.
  void take(const json& entry, std::uint64_t line) {
    line_ = line;
    if (!entry.is_object()) return skip("is no JSON object");
    const json& annotations =
        entry.contains("annotations") ? at(entry, "annotations") : at(entry, "completions");
    if (at(entry, "data").is_object()) return take_task(at(entry, "data"), annotations);
    if (is_own_row(entry)) return take_own_row(entry);
    take_labelled_text(entry);
  }

  /// doccano's CSV: several labels are joined by "#".
  void take(const std::string& text, std::string labels, std::string remarks, std::uint64_t line) {
    line_ = line;
    if (corpus::is_blank(text) || corpus::is_blank(labels)) return;
    Signature signature;
    signature.note = std::move(remarks);
    if (!outcomes_.find(labels).empty()) return add_named(labels, text, {}, signature);
    while (!labels.empty()) {
      const auto size = std::min(labels.find('#'), labels.size());
      add_named(labels.substr(0, size), text, {}, signature);
      labels.erase(0, std::min(size + 1, labels.size()));
    }
  }

  Labels finish() {
    for (const auto& [name, count] : unknown_) {
      found_.skipped.push_back(
          {file_, 0, "the label \"" + name + "\" names no outcome (" + std::to_string(count) + " times)"});
    }
    return std::move(found_);
  }

 private:
  void skip(std::string why) { found_.skipped.push_back({file_, line_, std::move(why)}); }

  /// A label that names an outcome; of others only their number is told.
  void add_named(const std::string& name, const std::string& text, std::optional<Place> place,
                 Signature signature = {}, const std::string& document = {}) {
    if (corpus::is_blank(name)) return;
    Label label;
    label.outcome = outcomes_.find(name);
    if (label.outcome.empty()) {
      ++unknown_[name];
      return;
    }
    label.document = document;
    label.text = text;
    label.place = place;
    label.signature = std::move(signature);
    label.line = line_;
    found_.labels.push_back(std::move(label));
  }

  void take_task(const json& data, const json& annotations) {
    if (!annotations.is_array()) return;
    for (const json& annotation : annotations) {
      if (!annotation.is_object() || at(annotation, "was_cancelled") == json(true)) continue;
      const auto signature = signature_of(annotation);
      const json& results = at(annotation, "result");
      if (!results.is_array()) continue;
      if (is_own(data, results)) {
        take_own(data, results, signature);
      } else {
        for (const json& result : results) take_result(data, result, signature);
      }
    }
  }

  static Signature signature_of(const json& annotation) {
    Signature signature;
    const json& by = at(annotation, "completed_by");
    if (by.is_object()) {
      for (const char* key : {"first_name", "username", "email"}) {
        if (signature.by.empty()) signature.by = string_at(by, key);
      }
    } else if (by.is_number() || by.is_string()) {
      signature.by = by.is_string() ? by.get<std::string>() : "label-studio " + by.dump();
    }
    signature.at = string_at(annotation, "created_at");
    return signature;
  }

  /// A task of `bearout export`: its data say the pair, its choices what was decided.
  static bool is_own(const json& data, const json& results) {
    if (string_at(data, "document").empty() || string_at(data, "outcome").empty()) return false;
    return std::any_of(results.begin(), results.end(),
                       [](const json& each) { return string_at(each, "from_name") == "decision"; });
  }

  /// The same in a row of JSON_MIN or of a table, where each control of the interface is a column.
  static bool is_own_row(const json& row) {
    return !string_at(row, "document").empty() && !string_at(row, "outcome").empty() &&
           (row.contains("decision") || row.contains("outcome_text"));
  }

  void take_own(const json& data, const json& results, const Signature& signature) {
    Said said;
    for (const json& result : results) {
      const json& value = at(result, "value");
      auto choices = strings_in(at(value, "choices"));
      if (choices.empty()) choices = strings_in(at(value, "text"));
      if (!choices.empty()) said[string_at(result, "from_name")] = std::move(choices);
    }
    add_own(data, said, signature);
  }

  void take_own_row(const json& row) {
    Said said;
    for (const char* control : {"decision", "framing", "star", "note"}) {
      const json& value = at(row, control);
      said[control] = strings_in(value.is_object() ? at(value, "choices") : value);
    }
    add_own(row, said, row_signature(row));
  }

  /// What a pair's controls say: nothing, unless they say what was decided.
  using Said = std::map<std::string, std::vector<std::string>>;
  void add_own(const json& data, Said& said, const Signature& signature) {
    const auto first = [&](const char* control) {
      return said[control].empty() ? std::string() : said[control].front();
    };
    const auto decision = decision_of(first("decision"));
    if (!decision) return;
    Label label;
    label.outcome = string_at(data, "outcome");
    if (!outcomes_.has(label.outcome)) {
      ++unknown_[label.outcome];
      return;
    }
    label.document = string_at(data, "document");
    label.text = string_at(data, "text");
    label.place = place_at(data, "start", "end");
    label.place_in_document = label.place.has_value();
    label.decision = *decision;
    label.framing = verdict_of(first("framing"));
    label.star = first("star") == "starred";
    label.signature = signature;
    if (!said["note"].empty()) label.signature.note = said["note"].back();
    label.line = line_;
    found_.labels.push_back(std::move(label));
  }

  /// Of a row of JSON_MIN or of a table: people are known there by address or by number.
  static Signature row_signature(const json& row) {
    Signature signature;
    signature.by = string_at(row, "annotator");
    if (signature.by.find_first_not_of("0123456789") == std::string::npos && !signature.by.empty())
      signature.by = "label-studio " + signature.by;
    signature.at = string_at(row, "created_at");
    return signature;
  }

  /// A choice or a marked stretch of any other task.
  void take_result(const json& data, const json& result, const Signature& signature) {
    const json& value = at(result, "value");
    const auto text = text_of(data);
    const auto document = string_at(data, "document");
    for (const auto& choice : strings_in(at(value, "choices")))
      add_named(choice, text, {}, signature, document);
    auto place = place_at(value, "start", "end");
    if (at(value, "globalOffsets").is_object()) place = place_at(at(value, "globalOffsets"), "start", "end");
    if (!place) return;
    const auto marked = place_in_code_points(CodePoints(text), *place, string_at(value, "text"));
    for (const char* key : {"labels", "hypertextlabels"}) {
      for (const auto& label : strings_in(at(value, key)))
        add_named(label, text, marked, signature, document);
    }
  }

  /// The text of a task: "text", or the only string there is.
  static std::string text_of(const json& data) {
    auto text = string_at(data, "text");
    if (!text.empty()) return text;
    for (const auto& [key, value] : data.items()) {
      if (value.is_string() && value.get_ref<const std::string&>().size() > text.size())
        text = value.get<std::string>();
    }
    return text;
  }

  /// doccano, and Label Studio's JSON_MIN and CSV: {"text", "label": "x" | ["x"] | [[0, 4, "x"]] | [{…}]}.
  /// Label Studio calls the key after the control of the interface: then any will do whose value names an
  /// outcome. What stands beside doccano's labels is what was known of the text before.
  void take_labelled_text(const json& entry) {
    const auto text = string_at(entry, "text");
    if (corpus::is_blank(text)) return skip("the text is missing");
    Signature signature = row_signature(entry);
    signature.note = remarks_of(at(entry, "Comments"));
    constexpr std::array<const char*, 4> kLabels{"label", "labels", "cats", "entities"};
    const bool known_labels =
        std::any_of(kLabels.begin(), kLabels.end(), [&](const char* key) { return entry.contains(key); });
    if (known_labels && !is_of_label_studio(entry)) {
      for (const char* key : kLabels) take_labels(text, at(entry, key), signature);
      return;
    }
    constexpr std::array<std::string_view, 7> kOthers{
        "text", "id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time"};
    bool labelled = false;
    for (const auto& [key, value] : entry.items()) {
      if (std::find(kOthers.begin(), kOthers.end(), key) != kOthers.end()) continue;
      if (std::find(kLabels.begin(), kLabels.end(), key) == kLabels.end() && !names_outcome(value)) continue;
      take_labels(text, value, signature);
      labelled = true;
    }
    for (const char* key : {"sentiment", "category"}) {
      if (!labelled) take_labels(text, at(entry, key), signature);
    }
  }

  static bool is_of_label_studio(const json& row) {
    return row.contains("annotator") || row.contains("annotation_id");
  }

  /// doccano's comments on a text: strings, or objects that hold one.
  static std::string remarks_of(const json& comments) {
    std::string all;
    if (!comments.is_array()) return all;
    for (const json& each : comments) {
      const auto remark = each.is_string() ? each.get<std::string>() : string_at(each, "comment");
      if (remark.empty()) continue;
      if (!all.empty()) all += '\n';
      all += remark;
    }
    return all;
  }

  /// A bare number may be anything (an id, a rate) unless it is a choice.
  [[nodiscard]] bool names_outcome(const json& value) const {
    const auto known = [&](const std::string& name) {
      const bool number = name.find_first_not_of("0123456789.,-") == std::string::npos;
      return !(number && value.is_string()) && !outcomes_.find(name).empty();
    };
    const json& names = value.is_object() ? at(value, "choices") : value;
    const auto all = strings_in(names);
    if (std::any_of(all.begin(), all.end(), known)) return true;
    return value.is_array() && std::any_of(value.begin(), value.end(), [&](const json& each) {
             const auto labels = strings_in(at(each, "labels"));
             return std::any_of(labels.begin(), labels.end(), known);
           });
  }

  void take_labels(const std::string& text, const json& value, const Signature& signature) {
    if (value.is_string()) add_named(value.get<std::string>(), text, {}, signature);
    if (value.is_object()) {
      for (const auto& name : strings_in(at(value, "choices"))) add_named(name, text, {}, signature);
    }
    if (!value.is_array()) return;
    for (const json& each : value) take_label(text, each, signature);
  }

  void take_label(const std::string& text, const json& label, const Signature& signature) {
    if (label.is_string()) return add_named(label.get<std::string>(), text, {}, signature);
    if (label.is_array() && label.size() == 3 && label[0].is_number_unsigned() &&
        label[1].is_number_unsigned() && label[2].is_string()) {
      const Place place{label[0].get<std::uint64_t>(), label[1].get<std::uint64_t>()};
      if (place.start < place.end) add_named(label[2].get<std::string>(), text, place, signature);
      return;
    }
    if (!label.is_object()) return;
    auto place = place_at(label, "start_offset", "end_offset");
    if (!place) place = place_at(label, "start", "end");
    if (!place) return;
    const auto marked = place_in_code_points(CodePoints(text), *place, string_at(label, "text"));
    if (const auto name = string_at(label, "label"); !name.empty()) add_named(name, text, marked, signature);
    for (const auto& name : strings_in(at(label, "labels"))) add_named(name, text, marked, signature);
  }

  std::string file_;
  const OutcomeNames& outcomes_;
  Labels found_;
  std::map<std::string, std::size_t> unknown_;
  std::uint64_t line_ = 0;
};

json parse(std::string_view text, const std::string& file, std::uint64_t line) {
  auto value = parse_json(text);
  if (value.is_discarded()) throw corpus::Error(file + ":" + std::to_string(line) + ": broken JSON");
  return value;
}

/// A row as Label Studio's JSON_MIN would have it: several choices are JSON in their cell.
json entry_of(const corpus::Table& table, const corpus::TableRow& row, std::size_t text) {
  json entry = json::object();
  for (std::size_t i = 0; i < row.fields.size() && i < table.columns().size(); ++i) {
    json value = std::string(row.fields[i]);
    if (row.fields[i].starts_with('{') || row.fields[i].starts_with('[')) {
      auto parsed = parse_json(row.fields[i]);
      if (!parsed.is_discarded()) value = std::move(parsed);
    }
    entry[i == text ? "text" : std::string(table.columns()[i])] = std::move(value);
  }
  return entry;
}

void read_table_labels(const std::filesystem::path& file, LabelCollector& collector) {
  const char delimiter = corpus::format_ending(file) == ".tsv" ? '\t' : corpus::CsvRows::kDetect;
  corpus::Table table(std::make_unique<corpus::CsvRows>(corpus::ByteSource(file), delimiter));
  const auto column = [&](std::initializer_list<std::string_view> names) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      for (const auto name : names) {
        if (corpus::same_name(table.columns()[i], name)) return i;
      }
    }
    return std::nullopt;
  };
  const auto text = column({"text", "data"});
  const auto label = column({"label", "labels"});
  const auto remarks = column({"Comments"});
  const bool studio = column({"annotator", "annotation_id"}).has_value();
  if (!text || table.columns().size() < 2) {
    table.throw_missing(
        text ? "\"label\"" : "\"text\"",
        "doccano writes the columns text and label, Label Studio text and one for each control");
  }
  corpus::TableRow row;
  while (table.next(row)) {
    if (*text >= row.fields.size()) continue;
    const auto cell = [&](std::optional<std::size_t> at) {
      return at && *at < row.fields.size() ? std::string(row.fields[*at]) : std::string();
    };
    const auto labels = cell(label);
    if (!label || studio || labels.starts_with('{') || labels.starts_with('[')) {
      collector.take(entry_of(table, row, *text), row.line);
    } else {
      collector.take(cell(text), labels, cell(remarks), row.line);
    }
  }
}

}  // namespace

Labels read_labels(const std::filesystem::path& file, const OutcomeNames& outcomes) {
  LabelCollector collector(file.string(), outcomes);
  const auto ending = corpus::format_ending(file);
  if (ending == ".json") {
    corpus::JsonElements elements{corpus::ByteSource(file)};
    while (const auto element = elements.next()) {
      collector.take(parse(element->json, file.string(), element->line), element->line);
    }
  } else if (ending == ".csv" || ending == ".tsv") {
    read_table_labels(file, collector);
  } else {
    corpus::LineReader lines{corpus::ByteSource(file)};
    while (const auto line = lines.next()) {
      if (!corpus::is_blank(line->text))
        collector.take(parse(line->text, file.string(), line->number), line->number);
    }
  }
  return collector.finish();
}

}  // namespace bearout::pipeline
