#include "pipeline/decisions_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "corpus/folded.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr char kSeparator = '\x1f';  // never in a valid id, and texts are folded

// `version` of the tables; a newer program refuses to guess at others.
constexpr std::int64_t kVersion = 1;
constexpr const char* kTables = R"(
CREATE TABLE IF NOT EXISTS step (
  id INTEGER PRIMARY KEY AUTOINCREMENT, by TEXT NOT NULL, at INTEGER NOT NULL, label TEXT NOT NULL,
  acts INTEGER NOT NULL DEFAULT 0, undone INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS step_by ON step (by, undone, lost, id);
CREATE TABLE IF NOT EXISTS change (
  step INTEGER NOT NULL REFERENCES step (id), by TEXT NOT NULL, key TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS change_step ON change (step);
CREATE INDEX IF NOT EXISTS change_key ON change (key);
CREATE TABLE IF NOT EXISTS event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,
  step INTEGER NOT NULL REFERENCES step (id));
CREATE TABLE IF NOT EXISTS current (
  place INTEGER PRIMARY KEY AUTOINCREMENT, by TEXT NOT NULL, key TEXT NOT NULL, line TEXT NOT NULL,
  UNIQUE (by, key));
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
)";

std::int64_t now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

std::string key_of_passage(const std::optional<Place>& place, const std::string& text) {
  if (!text.empty()) return "text " + corpus::fold_white_space(text);
  if (!place) return "whole";
  return "place " + std::to_string(place->start) + ' ' + std::to_string(place->end);
}

std::string join(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    if (!key.empty()) key += kSeparator;
    key += part;
  }
  return key;
}

/// Makes `review/` and says at once if nothing could be kept there.
fs::path prepared_folder(const fs::path& results) {
  const fs::path folder = results / "review";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || ::access(folder.c_str(), W_OK) != 0) {
    throw Error(
        folder.string() +
        ": can't be written, so no decision could be kept; make it writable, or copy the results folder");
  }
  return folder;
}

/// Empty: it has no tables yet. Asked before they are made, since another version has others.
std::string version_of(const DecisionsDatabase& database) {
  auto table = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fact'");
  if (!table.step()) return {};
  auto version = database.prepare("SELECT value FROM fact WHERE name = 'version'");
  return version.step() ? version.text(0) : std::string();
}

}  // namespace

std::string act_key(const MappingDecision& act) {
  return join({"mapping", act.document, key_of_passage(act.place, act.text), act.outcome});
}

std::string act_key(const OutcomeDecision& act) {
  const char* action = act.action == OutcomeAction::add      ? "add"
                       : act.action == OutcomeAction::reword ? "reword"
                                                             : "retire";
  return join({"outcome", action, act.outcome.empty() ? corpus::fold_white_space(act.text) : act.outcome});
}

std::string act_key(const CandidateDecision& act) {
  return join({"candidate", corpus::fold_white_space(act.statement)});
}

std::string act_key(const FramingDecision& act) {
  return join({"framing", act.document, key_of_passage(act.place, act.text), act.outcome ? "to" : "any",
               act.outcome.value_or("")});
}

template <typename Decision>
StoredAct stored(const Decision& act) {
  return {act.signature.by, act_key(act), decision_line(act)};
}
template StoredAct stored(const MappingDecision& act);
template StoredAct stored(const OutcomeDecision& act);
template StoredAct stored(const CandidateDecision& act);
template StoredAct stored(const FramingDecision& act);

std::vector<StoredAct> stored(const DecisionLog& log) {
  std::vector<std::pair<std::size_t, StoredAct>> acts;
  const auto collect = [&](const auto& kind) {
    for (const auto& act : kind) acts.emplace_back(act.signature.line, stored(act));
  };
  collect(log.mappings);
  collect(log.outcomes);
  collect(log.candidates);
  collect(log.framings);
  std::stable_sort(acts.begin(), acts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<StoredAct> in_order;
  in_order.reserve(acts.size());
  for (auto& act : acts) in_order.push_back(std::move(act.second));
  return in_order;
}

DecisionsStore::ActStatements::ActStatements(const DecisionsDatabase& database)
    : find(database.prepare("SELECT line FROM current WHERE by = ? AND key = ?")),
      remove(database.prepare("DELETE FROM current WHERE by = ? AND key = ?")),
      insert(database.prepare("INSERT INTO current (by, key, line) VALUES (?, ?, ?)")),
      log(database.prepare("INSERT INTO change (step, by, key, before, after) VALUES (?, ?, ?, ?, ?)")) {}

/// Opens the database and makes the tables, so that statements can be prepared.
DecisionsDatabase DecisionsStore::prepared(const fs::path& file) {
  DecisionsDatabase database(file);
  DecisionsDatabase::Transaction transaction(database);
  const std::string version = version_of(database);
  if (!version.empty() && version != std::to_string(kVersion))
    throw Error(file.string() + ": was made by another version of bearout; open it with that one");
  database.execute(kTables);
  if (version.empty())
    database.execute("INSERT INTO fact VALUES ('version', '" + std::to_string(kVersion) + "')");
  transaction.commit();
  return database;
}

DecisionsStore::DecisionsStore(const fs::path& results)
    : file_(prepared_folder(results) / "decisions.jsonl"),
      database_(prepared(results / "review" / "review.sqlite")),
      statements_(database_) {
  if (fs::exists(file_)) take_over_file();
  (void)changed_elsewhere();
}

fs::path current_decisions(const fs::path& results) {
  const fs::path folder = results / "review";
  if (DecisionsStore::is_in(results) && ::access(folder.c_str(), W_OK) == 0)
    DecisionsStore(results).write_lines();
  return folder / "decisions.jsonl";
}

bool DecisionsStore::is_in(const fs::path& results) {
  return fs::exists(results / "review" / "review.sqlite");
}

/// What was never in the store comes from elsewhere. The rest is our own writing, though it may be an old
/// one.
void DecisionsStore::take_over_file() {
  auto known = database_.prepare("SELECT 1 FROM change WHERE key = ? AND by = ? AND after = ?");
  std::vector<StoredAct> acts = stored(read_decisions(file_));
  std::erase_if(acts, [&](const StoredAct& act) {
    const bool is_ours = known.bind(1, act.key).bind(2, act.by).bind(3, act.line).step();
    known.reset();
    return is_ours;
  });
  apply("decisions.jsonl", "taken over", acts);
}

std::string DecisionsStore::current_line(const StoredAct& act) {
  statements_.find.bind(1, act.by).bind(2, act.key);
  std::string line = statements_.find.step() ? statements_.find.text(0) : std::string();
  statements_.find.reset();
  return line;
}

void DecisionsStore::set(const StoredAct& act) {
  statements_.remove.bind(1, act.by).bind(2, act.key).run();
  if (!act.line.empty()) statements_.insert.bind(1, act.by).bind(2, act.key).bind(3, act.line).run();
}

void DecisionsStore::add_event(const std::string& by, std::string_view what, std::int64_t step) {
  database_.prepare("INSERT INTO event (at, by, what, step) VALUES (?, ?, ?, ?)")
      .bind(1, now())
      .bind(2, by)
      .bind(3, what)
      .bind(4, step)
      .run();
}

std::int64_t DecisionsStore::add_step(const std::string& by, const std::string& label) {
  database_.prepare("UPDATE step SET lost = 1 WHERE by = ? AND undone = 1").bind(1, by).run();
  database_.prepare("INSERT INTO step (by, at, label) VALUES (?, ?, ?)")
      .bind(1, by)
      .bind(2, now())
      .bind(3, label)
      .run();
  const std::int64_t step = database_.last_row();
  add_event(by, "do", step);
  return step;
}

std::vector<StoredAct> DecisionsStore::apply(const std::string& by, const std::string& label,
                                             const std::vector<StoredAct>& acts) {
  std::vector<StoredAct> changed;
  DecisionsDatabase::Transaction transaction(database_);
  std::int64_t step = 0;
  for (const StoredAct& act : acts) {
    const std::string before = current_line(act);
    if (before == act.line) continue;
    if (step == 0) step = add_step(by, label);
    set(act);
    statements_.log.bind(1, step).bind(2, act.by).bind(3, act.key).bind(4, before).bind(5, act.line).run();
    changed.push_back(act);
  }
  database_.prepare("UPDATE step SET acts = ? WHERE id = ?")
      .bind(1, static_cast<std::int64_t>(changed.size()))
      .bind(2, step)
      .run();
  transaction.commit();
  return changed;
}

/// Takes back the last step that holds, or does again the first that was taken back.
std::vector<StoredAct> DecisionsStore::move(const std::string& by, bool back) {
  DecisionsDatabase::Transaction transaction(database_);
  auto chosen = database_.prepare(back ? "SELECT max(id) FROM step WHERE by = ? AND undone = 0 AND lost = 0"
                                       : "SELECT min(id) FROM step WHERE by = ? AND undone = 1 AND lost = 0");
  const std::int64_t step = chosen.bind(1, by).step() ? chosen.number(0) : 0;
  chosen.reset();
  std::vector<StoredAct> acts;
  if (step == 0) return acts;
  auto changes =
      database_.prepare(back ? "SELECT by, key, before FROM change WHERE step = ? ORDER BY rowid DESC"
                             : "SELECT by, key, after FROM change WHERE step = ? ORDER BY rowid");
  changes.bind(1, step);
  while (changes.step()) acts.push_back({changes.text(0), changes.text(1), changes.text(2)});
  changes.reset();
  for (const StoredAct& act : acts) set(act);
  database_.prepare("UPDATE step SET undone = ? WHERE id = ?")
      .bind(1, std::int64_t{back ? 1 : 0})
      .bind(2, step)
      .run();
  add_event(by, back ? "undo" : "redo", step);
  transaction.commit();
  return acts;
}

std::vector<StoredAct> DecisionsStore::undo(const std::string& by) {
  return move(by, true);
}

std::vector<StoredAct> DecisionsStore::redo(const std::string& by) {
  return move(by, false);
}

History DecisionsStore::history(const std::string& by) const {
  History history;
  auto steps = database_.prepare(
      "SELECT label FROM step WHERE by = ? AND undone = ? AND lost = 0 ORDER BY id DESC LIMIT 1");
  if (steps.bind(1, by).bind(2, std::int64_t{0}).step()) history.undo = steps.text(0);
  auto undone = database_.prepare(
      "SELECT label FROM step WHERE by = ? AND undone = 1 AND lost = 0 ORDER BY id LIMIT 1");
  if (undone.bind(1, by).step()) history.redo = undone.text(0);
  auto counts = database_.prepare("SELECT count(*), sum(undone) FROM step WHERE by = ? AND lost = 0");
  if (counts.bind(1, by).step()) {
    history.redos = static_cast<std::uint64_t>(counts.number(1));
    history.undos = static_cast<std::uint64_t>(counts.number(0)) - history.redos;
  }
  return history;
}

std::vector<StoredAct> DecisionsStore::current() const {
  std::vector<StoredAct> acts;
  auto rows = database_.prepare("SELECT by, key, line FROM current ORDER BY place");
  while (rows.step()) acts.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return acts;
}

std::string DecisionsStore::lines() const {
  std::string text;
  auto rows = database_.prepare("SELECT line FROM current ORDER BY place");
  while (rows.step()) text += rows.text(0);
  return text;
}

void DecisionsStore::write_lines() const {
  const fs::path fresh = file_.parent_path() / (".decisions.jsonl." + std::to_string(::getpid()));
  FileWriter writer(fresh);
  writer.write(lines());
  writer.finish();
  const std::string digest = sha256_of_file(fresh);
  std::error_code error;
  if (fs::exists(file_) && sha256_of_file(file_) == digest) {
    fs::remove(fresh, error);
  } else {
    fs::rename(fresh, file_, error);
    if (error) throw Error(file_.string() + ": can't be replaced: " + error.message());
  }
}

bool DecisionsStore::changed_elsewhere() {
  auto version = database_.prepare("PRAGMA data_version");
  const std::int64_t seen = version.step() ? version.number(0) : 0;
  return std::exchange(seen_version_, seen) != seen;
}

std::uint64_t DecisionsStore::recent(const std::string& by, std::int64_t seconds) const {
  auto count = database_.prepare("SELECT sum(acts) FROM step WHERE by = ? AND at >= ? AND undone = 0");
  return count.bind(1, by).bind(2, now() - seconds).step() ? static_cast<std::uint64_t>(count.number(0)) : 0;
}

}  // namespace bearout::pipeline
