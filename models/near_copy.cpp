#include "models/near_copy.hpp"

#include <algorithm>
#include <cstddef>

namespace bearout::models {

namespace {

constexpr std::size_t kLongest = 80;  // tokens: near-copies are sentences
constexpr std::size_t kShort = 7;     // tokens: of so few, less than most may be shared
constexpr double kLessIfShort = 0.2;
constexpr double kAlike = 0.65;  // cosine of two words from which on they are taken for the same

constexpr double kCopied = 1.4;
constexpr double kLonger = 0.25;  // says more or less than the statement
constexpr double kTurned = -1.6;
constexpr double kTurnedTwice = 1.2;
constexpr double kTurnedApart = 0.6;
constexpr double kRestated = 0.9;
constexpr std::size_t kRestatable = 6;  // tokens
constexpr double kOtherNumber = -1.2;
constexpr double kOtherWord = -0.6;

/// Tokens of either side that the other lacks, in order.
struct Difference {
  std::vector<std::size_t> passage, outcome;
};

/// What is left outside a longest common subsequence of stems.
Difference align(const PassageView& passage, const OutcomeProfile& outcome) {
  const std::size_t rows = passage.terms.size();
  const std::size_t columns = outcome.tokens.size();
  std::vector<std::uint16_t> best((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t r, std::size_t c) -> std::uint16_t& { return best[r * (columns + 1) + c]; };
  const auto equal = [&](std::size_t r, std::size_t c) { return passage.terms[r] == outcome.tokens[c]; };
  for (std::size_t r = rows; r-- > 0;) {
    for (std::size_t c = columns; c-- > 0;) {
      at(r, c) = equal(r, c) ? static_cast<std::uint16_t>(at(r + 1, c + 1) + 1)
                             : std::max(at(r + 1, c), at(r, c + 1));
    }
  }
  Difference difference;
  std::size_t r = 0;
  std::size_t c = 0;
  while (r < rows || c < columns) {
    if (r < rows && c < columns && equal(r, c)) {
      ++r;
      ++c;
    } else if (c == columns || (r < rows && at(r + 1, c) >= at(r, c + 1))) {
      difference.passage.push_back(r++);
    } else {
      difference.outcome.push_back(c++);
    }
  }
  return difference;
}

/// The Dice coefficient if all words stood in one order: cheap, and seldom enough to go on.
double shared_at_most(const PassageView& passage, const OutcomeProfile& outcome) {
  std::size_t shared = 0;
  for (const std::uint32_t term : passage.terms) {
    shared += term != OutcomeProfile::kNone && outcome.terms[term].own ? 1 : 0;
  }
  const std::size_t most = std::min(shared, outcome.tokens.size());
  return 2.0 * static_cast<double>(most) / static_cast<double>(passage.terms.size() + outcome.tokens.size());
}

/// What a word of one side that the other lacks does to the statement.
enum class Part : std::uint8_t { idle, negator, turner, number, content };

bool turns(const Word& word) {
  return word.is(Role::negator) || word.is(Role::refutation) || word.is(Role::reducer) ||
         word.is(Role::fall) || word.is(Role::exception);
}

Part part_of(const Word& word, bool denies, bool number, bool stop) {
  if (denies || (word.is(Role::negator) && word.valence == 0)) return Part::negator;
  if (number) return Part::number;
  if (turns(word)) return Part::turner;
  return stop ? Part::idle : Part::content;
}

/// The number of words before a question at the end ("…, isn't it?").
std::size_t without_tag(const std::vector<Word>& words) {
  if (words.size() < 4 || !words.back().is(Role::pro_form)) return words.size();
  const Word& verb = words[words.size() - 2];
  return verb.is(Role::auxiliary) || verb.is(Role::negator) ? words.size() - 2 : words.size();
}

/// Whether a word that only one side has takes the statement back ("was deprived of", "rejected").
bool takes_back(const Word& word) {
  return word.is(Role::restrict) || word.is(Role::silencing) || word.valence <= -2;
}

/// Counts what turns the statement round on either side, after pairing opposites and synonyms.
class Comparison {
 public:
  Comparison(const PassageView& passage, const OutcomeProfile& outcome, const Difference& difference,
             const Knowledge* knowledge, double copied_from)
      : passage_(passage), outcome_(outcome), knowledge_(knowledge), copied_from_(copied_from) {
    const std::size_t rows = without_tag(passage.words);
    const std::size_t columns = without_tag(outcome.words);
    for (const std::size_t r : difference.passage) {
      if (r >= rows) break;
      limited_ = limited_ || passage.words[r].is(Role::limiting);
      here_.push_back({r, part_of(passage.words[r], passage.denies[r] != 0, passage.note(r).number,
                                  passage.note(r).stop)});
    }
    for (const std::size_t c : difference.outcome) {
      if (c >= columns) break;
      there_.push_back({c, part_of(outcome.words[c], outcome.denies[c] != 0, outcome.numbers[c] != 0,
                                   outcome.stops[c] != 0)});
    }
    if (limited_ && count(there_, Part::negator) == 0) drop_one_negator();
  }

  std::optional<CopyVerdict> verdict(double shared) {
    pair_words();
    mark_turners(here_, passage_.words);
    mark_turners(there_, outcome_.words);
    const auto nots = count(here_, Part::negator) + count(there_, Part::negator);
    const auto turners = count(here_, Part::turner) + count(there_, Part::turner);
    const auto here = count(here_, Part::content) + count(here_, Part::number);
    const auto there = count(there_, Part::content) + count(there_, Part::number);
    if (shared < copied_from_ && (here + there > 2 || unpaired() > 4)) return std::nullopt;
    const bool limits = nots == 0 && limited_;
    const bool odd = (nots + turners + opposites_ + (limits ? 1 : 0)) % 2 != 0;
    const CueKind kind = opposites_ > 0 ? CueKind::antonym : CueKind::negation;
    // "That is fair" and "That is not foul": a denied word against another is meant as the same, mostly.
    if (nots % 2 != 0 && turners + opposites_ == 0 && here == 1 && there == 1 &&
        outcome_.tokens.size() <= kRestatable) {
      return CopyVerdict{kRestated, kind, cues()};
    }
    if (odd) return CopyVerdict{kTurned, kind, cues()};
    if (nots % 2 != 0) return CopyVerdict{denied_opposite_ ? kTurnedTwice : kTurnedApart, kind, cues()};
    if (nots + turners + opposites_ != 0) return CopyVerdict{nots != 0 ? 0.4 : -0.4, kind, cues()};
    if (count(here_, Part::number) > 0 && count(there_, Part::number) > 0) {
      return CopyVerdict{kOtherNumber, CueKind::number, cues()};
    }
    if (here == 0 && there == 0) return CopyVerdict{kCopied, CueKind::negation, {}};
    if (here > 0 && there > 0) return CopyVerdict{kOtherWord, CueKind::antonym, cues()};
    return CopyVerdict{kLonger, CueKind::negation, {}};
  }

 private:
  struct Odd {  // a word that the other side lacks
    std::size_t token;
    Part part;
    bool paired = false;
  };

  static std::size_t count(const std::vector<Odd>& words, Part part) {
    return static_cast<std::size_t>(std::count_if(
        words.begin(), words.end(), [&](const Odd& odd) { return odd.part == part && !odd.paired; }));
  }

  [[nodiscard]] std::size_t unpaired() const {
    const auto alone = [](const Odd& odd) { return !odd.paired; };
    return static_cast<std::size_t>(std::count_if(here_.begin(), here_.end(), alone) +
                                    std::count_if(there_.begin(), there_.end(), alone));
  }

  void drop_one_negator() {
    const auto first =
        std::find_if(here_.begin(), here_.end(), [](const Odd& odd) { return odd.part == Part::negator; });
    if (first != here_.end()) first->part = Part::idle;
  }

  static void mark_turners(std::vector<Odd>& odds, const std::vector<Word>& words) {
    for (Odd& odd : odds) {
      if (odd.part == Part::content && !odd.paired && takes_back(words[odd.token])) odd.part = Part::turner;
    }
  }

  [[nodiscard]] bool opposed(const Odd& here, const Odd& there) const {
    const std::uint32_t term = passage_.terms[here.token];
    if (term != OutcomeProfile::kNone && outcome_.terms[term].loose_opposite &&
        outcome_.tokens[there.token] == outcome_.tokens[outcome_.terms[term].token]) {
      return true;
    }
    const int a = passage_.words[here.token].valence;
    const int b = outcome_.words[there.token].valence;
    return a * b < 0 && here.part != Part::negator && there.part != Part::negator;
  }

  [[nodiscard]] bool alike(const Odd& here, const Odd& there) const {
    if (passage_.words[here.token].is(Role::increaser) && outcome_.words[there.token].is(Role::increaser))
      return true;  // "rose", "increases"
    if (knowledge_ == nullptr) return false;
    const std::uint32_t a = passage_.notes->row(passage_.tokens[here.token].form);
    const std::uint32_t b = outcome_.rows[there.token];
    if (a == Knowledge::kNone || b == Knowledge::kNone) return false;
    return static_cast<double>(knowledge_->similarity(a, b)) >= kAlike;
  }

  void pair_words() {
    for (Odd& there : there_) {  // the same word in another place
      const auto same = std::find_if(here_.begin(), here_.end(), [&](const Odd& here) {
        return !here.paired && passage_.terms[here.token] == outcome_.tokens[there.token];
      });
      if (same != here_.end()) same->paired = there.paired = true;
    }
    for (Odd& there : there_) {
      if (there.paired || there.part == Part::negator) continue;
      const auto opposite = std::find_if(here_.begin(), here_.end(), [&](const Odd& here) {
        return !here.paired && here.part != Part::negator && opposed(here, there);
      });
      if (opposite == here_.end()) continue;
      ++opposites_;
      denied_opposite_ =
          denied_opposite_ || passage_.negated[opposite->token] != outcome_.negated[there.token];
      turning_.push_back(opposite->token);
      opposite->paired = there.paired = true;
    }
    for (Odd& there : there_) {
      if (there.paired || there.part != Part::content) continue;
      const auto like = std::find_if(here_.begin(), here_.end(), [&](const Odd& here) {
        return !here.paired && here.part == Part::content && alike(here, there);
      });
      if (like != here_.end()) like->paired = there.paired = true;
    }
  }

  /// What turns the statement in the passage, or else what stands there instead.
  [[nodiscard]] std::vector<std::size_t> cues() const {
    std::vector<std::size_t> list = turning_;
    for (const Odd& odd : here_) {
      if (!odd.paired && (odd.part == Part::negator || odd.part == Part::turner)) list.push_back(odd.token);
    }
    for (const Odd& odd : here_) {
      if (list.empty() && !odd.paired && odd.part != Part::idle) list.push_back(odd.token);
    }
    return list;
  }

  const PassageView& passage_;
  const OutcomeProfile& outcome_;
  const Knowledge* knowledge_;
  double copied_from_;
  std::vector<Odd> here_, there_;
  std::size_t opposites_ = 0;
  bool limited_ = false;          // the passage adds "only"
  bool denied_opposite_ = false;  // an opposite stands in the scope of a negator: "not insignificant"
  std::vector<std::size_t> turning_;
};

}  // namespace

std::optional<CopyVerdict> judge_near_copy(const PassageView& passage, const OutcomeProfile& outcome,
                                           const Knowledge* knowledge, double copied_from) {
  const std::size_t longer = std::max(passage.terms.size(), outcome.tokens.size());
  if (passage.terms.empty() || outcome.tokens.empty() || longer > kLongest) return std::nullopt;
  const double least = longer <= kShort ? copied_from - kLessIfShort : copied_from;
  if (shared_at_most(passage, outcome) < least) return std::nullopt;
  const Difference difference = align(passage, outcome);
  const auto both = static_cast<double>(passage.terms.size() + outcome.tokens.size());
  const double shared = 1 - static_cast<double>(difference.passage.size() + difference.outcome.size()) / both;
  if (shared < least) return std::nullopt;
  return Comparison(passage, outcome, difference, knowledge, copied_from).verdict(shared);
}

}  // namespace bearout::models
