#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "models/model.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/review/board.hpp"
#include "pipeline/review/filter.hpp"

namespace bearout::review {

/// What a page asked for that can't be done: one sentence for the person in front of it.
class Refusal : public std::runtime_error {
 public:
  enum class Kind : std::uint8_t { bad_request, not_found, conflict, failed };
  Refusal(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// A filter's pairs at one moment: numbered places in a list that does not move while somebody works through
/// it.
struct View {
  std::uint64_t id = 0;
  List list = List::suggestions;
  std::vector<std::uint32_t> numbers;
};

/// How a run in the background is doing.
struct Learning {
  bool running = false;
  std::string stage;       ///< of the run
  std::string error;       ///< of the last one, empty if it went well
  std::uint64_t runs = 0;  ///< that ended well
};

/// Scores the folder anew with the decisions in its `review/`; called on a thread of its own. Asked to stop,
/// it throws soon and leaves the folder as it was.
using Relearn = std::function<void(const std::function<void(const std::string& stage)>& report,
                                   const std::stop_token& stop)>;

/// The reviewer's desk: results, decisions, and who works on them. Safe from several threads; every change is
/// on the disk when its function returns. Throws Refusal for what a page can't have, pipeline::Error where
/// the disk fails.
class Desk {
 public:
  struct Options {
    std::filesystem::path results;
    std::string reviewer;  ///< may be empty
    Relearn relearn;       ///< empty: learning is not offered
    std::shared_ptr<const models::Knowledge> knowledge;
  };
  explicit Desk(Options options);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  /// Stops a run in the background; all decisions are in decisions.jsonl before that.
  ~Desk();

  /// Looks at the board under the lock.
  template <typename Look>
  auto look(const Look& look) {
    const std::lock_guard lock(mutex_);
    refresh();
    return look(static_cast<const Board&>(*board_));
  }

  /// Opens a view; the last few stay open.
  [[nodiscard]] View open_view(const Filter& filter);
  /// Nothing: it is no longer open (too many others were, or the results are new).
  [[nodiscard]] std::optional<View> find_view(std::uint64_t id);

  /// One step: all acts or none. `acts` are lines of decisions.jsonl without `by` and `at`.
  void decide(const std::string& label, const std::vector<std::string>& acts);
  /// Takes back what this reviewer decided on these pairs: also a step.
  void clear(List list, const std::vector<std::uint32_t>& numbers);
  /// Takes back what this reviewer decided on a candidate, also the outcome that was made of it.
  void reopen_candidate(const std::string& statement);
  /// The same decision on all pairs of a view. Throws Refusal if they are not `expected`, which the page
  /// showed.
  void decide_all(std::uint64_t view, std::uint64_t expected, pipeline::Decision decision);
  /// Labels of what was taken back or done again; empty if there was nothing.
  std::string undo();
  std::string redo();

  [[nodiscard]] pipeline::History history();
  /// This reviewer's acts in the last ten minutes.
  [[nodiscard]] std::uint64_t recent();
  /// Changes with every act, also of others.
  [[nodiscard]] std::uint64_t revision();

  [[nodiscard]] std::string explain(List list, std::uint32_t number);

  [[nodiscard]] bool can_learn() const { return static_cast<bool>(options_.relearn); }
  void learn();
  [[nodiscard]] Learning learning();

 private:
  void refresh();
  void take(const std::vector<pipeline::StoredAct>& changed);
  void write_file();
  void follow_store();
  void relearn(const std::stop_token& stop);
  [[nodiscard]] pipeline::StoredAct signed_act(const std::string& line) const;

  Options options_;
  std::mutex mutex_;
  std::unique_ptr<Board> board_;
  pipeline::DecisionsStore store_;
  std::deque<View> views_;
  std::uint64_t next_view_ = 1;
  std::uint64_t revision_ = 1;
  std::shared_ptr<const models::Model> model_;  // read when it is first needed
  Learning learning_;
  std::jthread learner_;
  // decisions.jsonl follows the store on a thread and a connection of its own, so that nobody waits for it.
  std::mutex file_mutex_;
  pipeline::DecisionsStore file_store_;
  std::condition_variable changed_;
  bool unwritten_ = true;
  bool ending_ = false;
  std::thread writer_;
};

}  // namespace bearout::review
