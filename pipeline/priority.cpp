#include "pipeline/priority.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/review_order.hpp"

namespace bearout::pipeline {

namespace {

// In a pile of many passages a likely match teaches little, in a small one it is most of what there is to
// find. Chosen by simulated reviews.
constexpr double kMostQuestions = 0.85;
constexpr double kSmallPile = 200;
constexpr std::uint32_t kNoQuestion = std::numeric_limits<std::uint32_t>::max();
constexpr double kCertain = 1e-6;  // scores in files have six digits

double share_of_questions(ReviewFor purpose, std::uint64_t passages) {
  if (purpose == ReviewFor::learning) return 1;
  if (purpose == ReviewFor::finding) return 0;
  const auto n = static_cast<double>(passages);
  return kMostQuestions * n / (n + kSmallPile);
}

double logit_of(double score) {
  const double p = std::clamp(score, kCertain, 1 - kCertain);
  return std::log(p / (1 - p));
}

}  // namespace

Priorities::Priorities(const models::Model& model, ReviewFor purpose, bool all_pairs, std::size_t most)
    : most_(most),
      whole_(model.unit == models::Unit::document),
      questions_share_(share_of_questions(purpose, model.passages)),
      accepted_(model.outcomes.size(), 0) {
  const auto& questions = all_pairs ? model.questions.among_all : model.questions.among_suggested;
  for (std::uint32_t rank = 0; rank < questions.size(); ++rank) {
    const models::Question& question = questions[rank];
    questions_[question.document].push_back({{question.start, question.outcome}, rank});
  }
}

void Priorities::add(const Row& row) {
  if (row.accepted) ++accepted_[row.outcome];
  if (row.decided) return;
  Entry entry{row.number, row.outcome, kNoQuestion, row.score, -1};
  if (const auto own = questions_.find(std::string(row.document)); own != questions_.end()) {
    const Key wanted{whole_ ? 0 : row.start, row.outcome};
    for (const auto& question : own->second) {
      if (question.first == wanted) entry.question = question.second;
    }
  }
  entries_.push_back(entry);
  if (entries_.size() >= 2 * most_) prune();
}

void Priorities::prune() {
  if (entries_.size() <= most_) return;
  const auto last = entries_.begin() + static_cast<std::ptrdiff_t>(most_);
  std::nth_element(entries_.begin(), last, entries_.end(), [](const Entry& a, const Entry& b) {
    const bool asked_a = a.question != kNoQuestion;
    const bool asked_b = b.question != kNoQuestion;
    if (asked_a != asked_b) return asked_a;
    return a.score != b.score ? a.score > b.score : a.row < b.row;
  });
  entries_.erase(last, entries_.end());
}

/// Numbers of entries: an outcome's k-th example counts the less the more there are.
std::vector<std::size_t> Priorities::likely_order() const {
  std::vector<std::size_t> order(entries_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto before = [&](std::size_t a, std::size_t b) {
    const Entry& first = entries_[a];
    const Entry& second = entries_[b];
    return first.score != second.score ? first.score > second.score : first.row < second.row;
  };
  std::sort(order.begin(), order.end(), before);
  std::vector<std::size_t> examples = accepted_;
  std::vector<double> worth(entries_.size());
  for (const std::size_t i : order)
    worth[i] = models::worth_as_example(logit_of(entries_[i].score), examples[entries_[i].outcome]++);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return worth[a] > worth[b]; });
  return order;
}

/// Numbers of entries that are questions, by rank.
std::vector<std::size_t> Priorities::question_order() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].question != kNoQuestion) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return entries_[a].question != entries_[b].question ? entries_[a].question < entries_[b].question : a < b;
  });
  return order;
}

void Priorities::finish() {
  prune();
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
  const std::vector<std::size_t> likely = likely_order();
  const std::vector<std::size_t> questions = question_order();
  const auto count = static_cast<double>(entries_.size());
  double credit = 0;  // of the questions
  std::size_t at_likely = 0;
  std::size_t at_question = 0;
  std::size_t rank = 0;
  while (at_likely < likely.size()) {
    const bool ask = at_question < questions.size() && questions_share_ > 0;
    if (ask) credit += questions_share_;
    const bool question = ask && credit >= 0.5;
    if (question) credit -= 1;
    Entry& entry = entries_[question ? questions[at_question++] : likely[at_likely++]];
    if (entry.priority < 0) entry.priority = 1 - static_cast<double>(rank++) / (count + 1);
  }
}

double Priorities::next(std::uint64_t row) {
  while (at_ < entries_.size() && entries_[at_].row < row) ++at_;
  return at_ < entries_.size() && entries_[at_].row == row ? entries_[at_].priority : -1;
}

}  // namespace bearout::pipeline
