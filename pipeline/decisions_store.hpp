#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/decisions_database.hpp"

namespace bearout::pipeline {

/// Which thing an act is about: what one reviewer said of it last counts. Passages are told apart by document
/// and text (white space folded), so a key outlives a new run.
[[nodiscard]] std::string act_key(const MappingDecision& act);
[[nodiscard]] std::string act_key(const OutcomeDecision& act);
[[nodiscard]] std::string act_key(const CandidateDecision& act);
[[nodiscard]] std::string act_key(const FramingDecision& act);

/// One act on one thing by one person.
struct StoredAct {
  std::string by;
  std::string key;
  std::string line;  ///< of decisions.jsonl, with its end; empty: nothing is decided (any more)
};

/// An act with its key and line.
template <typename Decision>
[[nodiscard]] StoredAct stored(const Decision& act);
/// All acts of a log, in the order in which they were made.
[[nodiscard]] std::vector<StoredAct> stored(const DecisionLog& log);

/// Where decisions.jsonl of a results folder is (it need not exist), after it has caught up with the store: a
/// review that was killed may have left it behind. In a folder that can't be written it is as it is.
[[nodiscard]] std::filesystem::path current_decisions(const std::filesystem::path& results);

/// What a person could take back or do again.
struct History {
  std::string undo;  ///< label of the step; empty: none
  std::string redo;
  std::uint64_t undos = 0;  ///< steps that could be taken back, one after the other
  std::uint64_t redos = 0;
};

/// `review/` of a results folder: review.sqlite, which holds every decision with its whole history (who,
/// when, before, after; steps that were taken back too), and decisions.jsonl, which is written from it and is
/// what every other command reads. One step is one transaction: when a function returns, it is on the disk.
/// Not thread-safe. Every function throws Error.
class DecisionsStore {
 public:
  /// Opens or creates it. What decisions.jsonl holds beyond the store (made by hand, or by another program)
  /// is taken over as a step of its own. Throws before anything is decided if the folder can't be written.
  explicit DecisionsStore(const std::filesystem::path& results);
  /// True if the folder has a store.
  [[nodiscard]] static bool is_in(const std::filesystem::path& results);

  /// One step by `by`: all acts or none. Acts that change nothing are left out; a step of none is no step.
  /// Returns what changed.
  std::vector<StoredAct> apply(const std::string& by, const std::string& label,
                               const std::vector<StoredAct>& acts);
  /// Takes back the last step of `by`, or does again what was taken back last; without end, but a new step
  /// ends what could be done again. Returns what changed; nothing if there is none.
  std::vector<StoredAct> undo(const std::string& by);
  std::vector<StoredAct> redo(const std::string& by);
  [[nodiscard]] History history(const std::string& by) const;

  /// All that holds now, in the order in which it was decided.
  [[nodiscard]] std::vector<StoredAct> current() const;
  /// The same, as decisions.jsonl has it.
  [[nodiscard]] std::string lines() const;
  /// Writes decisions.jsonl, which is whole at every moment, unless it says so already.
  void write_lines() const;
  /// Another program has written to the store since the last call.
  [[nodiscard]] bool changed_elsewhere();
  /// Acts of `by` within the last so many seconds that were not taken back.
  [[nodiscard]] std::uint64_t recent(const std::string& by, std::int64_t seconds) const;

 private:
  /// Statements that run once an act.
  struct ActStatements {
    explicit ActStatements(const DecisionsDatabase& database);
    DecisionsDatabase::Statement find;
    DecisionsDatabase::Statement remove;
    DecisionsDatabase::Statement insert;
    DecisionsDatabase::Statement log;
  };
  static DecisionsDatabase prepared(const std::filesystem::path& file);
  [[nodiscard]] std::string current_line(const StoredAct& act);
  void set(const StoredAct& act);
  std::int64_t add_step(const std::string& by, const std::string& label);
  std::vector<StoredAct> move(const std::string& by, bool back);
  void add_event(const std::string& by, std::string_view what, std::int64_t step);
  void take_over_file();

  std::filesystem::path file_;  // decisions.jsonl
  DecisionsDatabase database_;
  ActStatements statements_;
  std::int64_t seen_version_ = 0;
};

}  // namespace bearout::pipeline
