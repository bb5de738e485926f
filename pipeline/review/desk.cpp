#include "pipeline/review/desk.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "pipeline/decision_lines.hpp"
#include "pipeline/error.hpp"
#include "pipeline/explain.hpp"
#include "pipeline/quote_highlights.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/run.hpp"

namespace bearout::review {

namespace {

using pipeline::Decision;

constexpr std::size_t kMostViews = 8;
constexpr std::int64_t kRecently = 600;  // seconds
constexpr auto kWritePause = std::chrono::milliseconds(200);

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::string text(sizeof "2026-01-01T00:00:00Z", '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

template <typename Act>
void sign(std::vector<Act>& acts, const std::string& by, const std::string& at) {
  for (Act& act : acts) {
    act.signature.by = by;
    act.signature.at = at;
  }
}

pipeline::StoredAct first_of(const pipeline::DecisionLog& log) {
  return pipeline::stored(log).at(0);
}

}  // namespace

Desk::Desk(Options options)
    : options_(std::move(options)),
      board_(std::make_unique<Board>(std::make_shared<const Results>(options_.results), options_.reviewer)),
      store_(options_.results),
      file_store_(options_.results) {
  board_->load(store_.current());
  writer_ = std::thread([this] { follow_store(); });
}

Desk::~Desk() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  learner_.request_stop();
  writer_.join();
  if (learner_.joinable()) learner_.join();
}

/// Another desk may have decided on the same folder.
void Desk::refresh() {
  if (!store_.changed_elsewhere()) return;
  board_->load(store_.current());
  ++revision_;
}

void Desk::take(const std::vector<pipeline::StoredAct>& changed) {
  if (changed.empty()) return;
  const bool votes_alone = board_->update(changed);
  if (!votes_alone || store_.changed_elsewhere()) board_->load(store_.current());
  ++revision_;
  unwritten_ = true;
  changed_.notify_all();
}

View Desk::open_view(const Filter& filter) {
  const std::lock_guard lock(mutex_);
  refresh();
  views_.push_back({next_view_++, filter.list, select(*board_, filter)});
  if (views_.size() > kMostViews) views_.pop_front();
  return views_.back();
}

std::optional<View> Desk::find_view(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(views_.begin(), views_.end(), [&](const View& view) { return view.id == id; });
  return found == views_.end() ? std::nullopt : std::optional(*found);
}

pipeline::StoredAct Desk::signed_act(const std::string& line) const {
  pipeline::DecisionLog log;
  pipeline::read_decision(log, line, 1);
  const std::string at = utc_now();
  sign(log.mappings, options_.reviewer, at);
  sign(log.outcomes, options_.reviewer, at);
  sign(log.candidates, options_.reviewer, at);
  sign(log.framings, options_.reviewer, at);
  const auto check = [&](const std::string& document, const std::optional<pipeline::Place>& place,
                         const std::string& text) {
    const std::uint32_t index = board_->results().find_document(document);
    if (index == kNone) throw Refusal(Refusal::Kind::not_found, "there is no document \"" + document + "\"");
    const std::string whole = board_->results().document_text(index);
    const std::size_t begin = place ? pipeline::byte_of(whole, place->start) : 0;
    const std::size_t end = place ? pipeline::byte_of(whole, place->end) : 0;
    if (!place || whole.compare(begin, end - begin, text) != 0) {
      throw Refusal(Refusal::Kind::conflict,
                    "the passage is no longer where the page saw it; reload the page");
    }
  };
  for (const auto& act : log.mappings) {
    check(act.document, act.place, act.text);
    if (board_->find_outcome(act.outcome) == nullptr)
      throw Refusal(Refusal::Kind::not_found, "there is no outcome \"" + act.outcome + "\" on the list");
  }
  for (const auto& act : log.framings) check(act.document, act.place, act.text);
  return first_of(log);
}

void Desk::decide(const std::string& label, const std::vector<std::string>& acts) {
  const std::lock_guard lock(mutex_);
  refresh();
  std::vector<pipeline::StoredAct> stored;
  stored.reserve(acts.size());
  for (const std::string& line : acts) stored.push_back(signed_act(line));
  take(store_.apply(options_.reviewer, label, stored));
}

void Desk::clear(List list, const std::vector<std::uint32_t>& numbers) {
  const std::lock_guard lock(mutex_);
  refresh();
  std::vector<pipeline::StoredAct> acts;
  for (const std::uint32_t number : numbers) {
    if (number >= board_->size(list)) throw Refusal(Refusal::Kind::not_found, "there is no such passage");
    acts.push_back({options_.reviewer, board_->key(list, number), ""});
  }
  take(store_.apply(options_.reviewer, "open again", acts));
}

void Desk::reopen_candidate(const std::string& statement) {
  const std::lock_guard lock(mutex_);
  refresh();
  const pipeline::CandidateDecision candidate{.statement = statement, .into = {}, .signature = {}};
  std::vector<pipeline::StoredAct> acts{{options_.reviewer, pipeline::act_key(candidate), ""}};
  const auto& cards = board_->results().candidates();
  for (std::size_t c = 0; c < cards.size(); ++c) {
    const auto verdict = board_->candidate(c);
    if (cards[c].section.statement != statement || !verdict) continue;
    if (verdict->action != pipeline::CandidateAction::promote) continue;
    const pipeline::OutcomeDecision added{.action = pipeline::OutcomeAction::add,
                                          .outcome = verdict->into,
                                          .text = {},
                                          .from_candidate = {},
                                          .signature = {}};
    acts.push_back({options_.reviewer, pipeline::act_key(added), ""});
  }
  take(store_.apply(options_.reviewer, "open again", acts));
}

void Desk::decide_all(std::uint64_t view_id, std::uint64_t expected, Decision decision) {
  const std::optional<View> open = find_view(view_id);
  if (!open) throw Refusal(Refusal::Kind::conflict, "this list is no longer open; look at it again");
  const View& view = *open;
  if (view.numbers.size() != expected) {
    throw Refusal(Refusal::Kind::conflict, "the list holds " + std::to_string(view.numbers.size()) +
                                               " passages, not " + std::to_string(expected) +
                                               "; look at it again");
  }
  const std::lock_guard lock(mutex_);
  refresh();
  const std::string at = utc_now();
  std::vector<pipeline::StoredAct> acts;
  acts.reserve(view.numbers.size());
  for (const std::uint32_t number : view.numbers) {
    const Pair& pair = board_->pair(view.list, number);
    const std::string& document = board_->results().documents()[pair.document].id;
    const pipeline::Signature signature{.by = options_.reviewer, .at = at, .note = {}, .line = 0};
    std::string text(board_->text(view.list, number));
    if (view.list == List::suggestions) {
      pipeline::MappingDecision act{.document = document,
                                    .place = pair.place,
                                    .text = std::move(text),
                                    .outcome = pair.outcome,
                                    .decision = decision,
                                    .signature = signature};
      if (const Vote* mine = board_->mine(view.list, number)) {  // what was said beside the decision stays
        act.framing = mine->framing;
        act.star = mine->star;
        act.signature.note = mine->note;
      }
      acts.push_back(pipeline::stored(act));
    } else {
      pipeline::FramingDecision act{.document = document,
                                    .place = pair.place,
                                    .text = std::move(text),
                                    .outcome = {},
                                    .confirmed = decision == Decision::accept,
                                    .signature = signature};
      act.outcome = pair.outcome;
      acts.push_back(pipeline::stored(act));
    }
  }
  const std::string label =
      std::string(pipeline::name_of(decision)) + ' ' + std::to_string(acts.size()) + " passages";
  take(store_.apply(options_.reviewer, label, acts));
}

std::string Desk::undo() {
  const std::lock_guard lock(mutex_);
  const std::string label = store_.history(options_.reviewer).undo;
  take(store_.undo(options_.reviewer));
  return label;
}

std::string Desk::redo() {
  const std::lock_guard lock(mutex_);
  const std::string label = store_.history(options_.reviewer).redo;
  take(store_.redo(options_.reviewer));
  return label;
}

pipeline::History Desk::history() {
  const std::lock_guard lock(mutex_);
  return store_.history(options_.reviewer);
}

std::uint64_t Desk::recent() {
  const std::lock_guard lock(mutex_);
  return store_.recent(options_.reviewer, kRecently);
}

std::uint64_t Desk::revision() {
  const std::lock_guard lock(mutex_);
  refresh();
  return revision_;
}

std::string Desk::explain(List list, std::uint32_t number) {
  std::shared_ptr<const models::Model> model;
  corpus::Document document;
  std::string outcome;
  std::uint32_t passage = 0;
  {
    const std::lock_guard lock(mutex_);
    if (number >= board_->size(list)) throw Refusal(Refusal::Kind::not_found, "there is no such passage");
    const Pair& pair = board_->pair(list, number);
    document.id = board_->results().documents()[pair.document].id;
    document.text = board_->results().document_text(pair.document);
    outcome = pair.outcome;
    passage = pair.passage;
    if (!model_) {
      model_ = std::make_shared<const models::Model>(pipeline::read_model(
          pipeline::checked_result(options_.results, "model.bearout"), options_.knowledge));
    }
    model = model_;
  }
  const bool known = std::any_of(model->outcomes.begin(), model->outcomes.end(),
                                 [&](const corpus::Outcome& o) { return o.id == outcome; });
  if (!known)
    throw Refusal(Refusal::Kind::not_found, "this outcome is new; the next run scores passages for it");
  return pipeline::explanation_json(pipeline::explain(*model, document, outcome, passage));
}

void Desk::write_file() {
  const std::lock_guard lock(file_mutex_);
  file_store_.write_lines();
}

void Desk::follow_store() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return unwritten_ || ending_; });
    if (unwritten_) {
      unwritten_ = false;
      lock.unlock();
      try {
        write_file();
      } catch (const std::exception&) {
        // The store has it; the file is written again with the next act, at the next start, and by `export`.
      }
      lock.lock();
    }
    if (ending_ && !unwritten_) return;  // an act may have come while the file was written
    changed_.wait_for(lock, kWritePause, [&] { return ending_; });  // a burst of acts is one writing
  }
}

void Desk::learn() {
  const std::lock_guard lock(mutex_);
  if (!options_.relearn) throw Refusal(Refusal::Kind::not_found, "these results can't learn here");
  if (learning_.running) throw Refusal(Refusal::Kind::conflict, "a run is under way already");
  if (learner_.joinable()) learner_.join();
  learning_.running = true;
  learning_.stage = "starting";
  learning_.error.clear();
  learner_ = std::jthread([this](const std::stop_token& stop) { relearn(stop); });
}

void Desk::relearn(const std::stop_token& stop) {
  std::string error;
  std::unique_ptr<Board> board;
  try {
    write_file();
    const auto report = [this](const std::string& stage) {
      const std::lock_guard lock(mutex_);
      learning_.stage = stage;
    };
    options_.relearn(report, stop);
    board = std::make_unique<Board>(std::make_shared<const Results>(options_.results), options_.reviewer);
  } catch (const std::exception& failed) {
    error = failed.what();
  }
  const std::lock_guard lock(mutex_);
  if (board) {
    board->load(store_.current());
    board_ = std::move(board);
    views_.clear();
    model_.reset();
    ++learning_.runs;
  }
  learning_.error = error;
  learning_.running = false;
  ++revision_;
}

Learning Desk::learning() {
  const std::lock_guard lock(mutex_);
  return learning_;
}

}  // namespace bearout::review
