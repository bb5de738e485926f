#include <map>
#include <string>
#include <tuple>

#include "pipeline/code_points.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/excerpt.hpp"
#include "pipeline/export.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/version.hpp"

namespace bearout::pipeline {

namespace {

/// Document, place, outcome: what a task asks about. Whole documents have the place 0 to 0.
using TaskKey = std::tuple<std::string, Place, std::string>;
using ActsByTask = std::map<TaskKey, std::vector<const MappingDecision*>>;

TaskKey key_of(const MappingDecision& act) {
  return {act.document, act.place.value_or(Place{}), act.outcome};
}

void append_choice(JsonText& out, const std::string& id, std::string_view control, std::string_view choice) {
  out.open_object()
      .field("id", id)
      .field("from_name", control)
      .field("to_name", "text")
      .field("type", "choices");
  out.key("value").open_object().key("choices").open_array().value(choice).close_array().close_object();
  out.close_object();
}

void append_annotation(JsonText& out, const MappingDecision& act, std::uint64_t number) {
  const auto id = "a" + std::to_string(number);
  out.open_object().field("id", number);
  out.key("completed_by")
      .open_object()
      .field("first_name", act.signature.by)
      .field("email", "")
      .close_object();
  if (!act.signature.at.empty()) out.field("created_at", act.signature.at);
  out.field("was_cancelled", false).field("ground_truth", false).key("result").open_array();
  append_choice(out, id + "-decision", "decision", name_of(act.decision));
  if (act.framing) append_choice(out, id + "-framing", "framing", name_of(*act.framing));
  if (act.star) append_choice(out, id + "-star", "star", "starred");
  if (!act.signature.note.empty()) {
    out.open_object().field("id", id + "-note").field("from_name", "note").field("to_name", "text");
    out.field("type", "textarea").key("value").open_object().key("text").open_array();
    out.value(act.signature.note).close_array().close_object().close_object();
  }
  out.close_array().close_object();
}

/// Tasks are pairs of passage and outcome: one question each, which can be answered yes, no or unsure.
class TaskWriter {
 public:
  TaskWriter(const Suggestions& suggestions, const std::filesystem::path& out) : file_(out) {
    for (const ListedOutcome& each : suggestions.outcomes())
      texts_.emplace(each.section.id, each.section.text);
    for (const auto& act : suggestions.log().mappings) acts_[key_of(act)].push_back(&act);
    file_.write("[");
  }

  void write(const Suggestion& each) {
    const TaskKey key{std::string(each.row.document), each.row.place, std::string(each.row.outcome)};
    begin(key, each.row.text);
    if (each.document != nullptr && !each.document->question.empty())
      json_.field("question", each.document->question);
    if (each.document != nullptr && !each.document->author.empty())
      json_.field("author", each.document->author);
    json_.close_object().key("predictions").open_array().open_object();
    json_.field("model_version", "bearout " + std::string(version())).field("score", each.row.score);
    json_.key("result").open_array();
    const auto id = "p" + std::to_string(tasks_);
    append_choice(json_, id + "-decision", "decision",
                  each.row.band == models::Band::likely ? "accept" : "unsure");
    if (each.row.framing != models::Verdict::unclear) {
      append_choice(json_, id + "-framing", "framing", name_of(each.row.framing));
    }
    json_.close_array().close_object().close_array();
    end(key);
  }

  /// The tasks of decisions on what was not suggested, and the end.
  void finish() {
    const ActsByTask rest = std::move(acts_);
    acts_.clear();
    for (const auto& [key, acts] : rest) {
      acts_[key] = acts;
      begin(key, acts.back()->text);
      json_.close_object();
      end(key);
    }
    file_.write("\n]\n");
    file_.finish();
  }

 private:
  void begin(const TaskKey& key, std::string_view text) {
    const auto& [document, place, outcome] = key;
    file_.write(tasks_ == 0 ? "\n" : ",\n");
    ++tasks_;
    const auto known = texts_.find(outcome);
    json_.open_object().field("id", tasks_).key("data").open_object().field("text", text);
    json_.field("outcome", outcome);
    if (known != texts_.end()) json_.field("outcome_text", known->second);
    json_.field("document", document);
    if (place.end > 0) json_.field("start", place.start).field("end", place.end);
  }

  void end(const TaskKey& key) {
    const auto found = acts_.find(key);
    if (found != acts_.end()) {
      json_.key("annotations").open_array();
      for (const auto* act : found->second) append_annotation(json_, *act, ++annotations_);
      json_.close_array();
      acts_.erase(found);
    }
    json_.close_object();
    file_.write(json_.take());
  }

  FileWriter file_;
  std::map<std::string, std::string, std::less<>> texts_;
  ActsByTask acts_;
  JsonText json_;
  std::uint64_t tasks_ = 0;
  std::uint64_t annotations_ = 0;
};

}  // namespace

std::vector<std::string> export_label_studio(const Suggestions& suggestions,
                                             const std::filesystem::path& out) {
  TaskWriter tasks(suggestions, out);
  suggestions.for_each([&](const Suggestion& each) { tasks.write(each); });
  tasks.finish();
  const auto& log = suggestions.log();
  const auto others = log.outcomes.size() + log.candidates.size() + log.framings.size();
  if (others == 0) return {};
  return {std::to_string(others) +
          " decisions on outcomes, candidates and framing have no place in tasks; "
          "--to decisions has them"};
}

}  // namespace bearout::pipeline
