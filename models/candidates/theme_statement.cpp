#include "models/candidates/theme_statement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "corpus/ascii.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kMembersRead = 25;
constexpr std::size_t kWordsKept = 8;  // distinctive words of a group that count
constexpr std::size_t kFewestWords = 5;
constexpr std::size_t kMostWords = 25;
constexpr double kIdealWords = 10;
constexpr double kLengthSlack = 6;  // words off the ideal that cost little
constexpr double kRankDecay = .96;  // the next nearest member is worth that much of the one before
constexpr double kFragment = .5;    // a clause of too few words is worth that much
constexpr double kQuestion = .6;    // an outcome is no question,
constexpr double kOwnStory = .8;    // nor about one person alone,
constexpr double kHalfQuoted = .6;  // nor half of what somebody quotes

bool is_letter(char c) {
  return corpus::is_beyond_ascii(c) || corpus::is_ascii_letter(c);
}

/// Calls `visit(word)` for every run of letters (an apostrophe may stand within), ASCII letters made small.
template <typename Visit>
void for_words(std::string_view text, const Visit& visit) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool within = i < text.size() && (is_letter(text[i]) || (text[i] == '\'' && !word.empty()));
    if (within) {
      word.push_back(corpus::ascii_lower(text[i]));
    } else if (!word.empty()) {
      visit(std::string_view(word));
      word.clear();
    }
  }
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  for_words(text, [&count](std::string_view) { ++count; });
  return count;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kMarks = " \n\t\r,;:-\"";
  const std::size_t first = text.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kMarks) + 1 - first);
}

/// Without the words that tie a clause to the one before ("and so ...") or to a question ("yes, ...").
std::string_view without_ties(std::string_view clause) {
  static constexpr std::array<std::string_view, 11> kTies{
      "and ", "but ", "so ", "because ", "although ", "though ", "also ", "then ", "yes, ", "no, ", "well, "};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view tie : kTies) {
      if (corpus::ascii_lower(clause.substr(0, tie.size())) != tie) continue;
      clause = trimmed(clause.substr(tie.size()));
      found = true;
    }
  }
  return clause;
}

bool is_own_story(std::string_view word) {
  return word == "i" || word == "my" || word == "me" || word == "i'm" || word == "i've" || word == "i'd" ||
         word == "mine";
}

/// Where a clause may end before byte `at`: after . ! ? ; and a space, at a line end, at a comma before a
/// conjunction.
bool is_bound(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 8> kConjunctions{
      " and ", " but ", " so ", " because ", " which ", " when ", " while ", " although "};
  if (text[at] == '\n') return true;
  const char before = text[at - 1];
  if (text[at] != ' ') return false;
  if (before == '.' || before == '!' || before == '?' || before == ';') return true;
  return before == ',' && std::any_of(kConjunctions.begin(), kConjunctions.end(), [&](std::string_view word) {
           return text.substr(at, word.size()) == word;
         });
}

/// The text as a whole, if it is short enough, and its clauses.
std::vector<std::string_view> clauses(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    if (at < text.size() && !is_bound(text, at)) continue;
    parts.push_back(without_ties(trimmed(text.substr(begin, at - begin))));
    begin = at;
  }
  return parts;
}

/// The first words of a text that has no bound where one is needed.
std::string_view first_words(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ' ' && ++words == kMostWords) return trimmed(text.substr(0, at));
  }
  return trimmed(text);
}

std::string one_line(std::string_view clause) {
  std::string line;
  for (const char c : clause) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (space && !line.empty() && line.back() == ' ') continue;
    line.push_back(space ? ' ' : c);
  }
  if (!line.empty()) line[0] = corpus::ascii_upper(line[0]);
  return line;
}

}  // namespace

StatementFinder::StatementFinder(std::span<const std::string_view> texts, std::size_t groups)
    : texts_(texts) {
  for (const std::string_view text : texts) {
    for_words(text, [this](std::string_view word) {
      const std::uint32_t id = words_.intern(word);
      if (id == totals_.size()) totals_.push_back(0);
      totals_[id] += 1;
    });
  }
  per_group_ = std::accumulate(totals_.begin(), totals_.end(), 0.0) /
               static_cast<double>(std::max<std::size_t>(groups, 1));
}

std::vector<double> StatementFinder::distinctive_words(std::span<const std::size_t> members) const {
  std::vector<double> weights(totals_.size());
  std::vector<std::uint32_t> met;
  double sum = 0;
  for (const std::size_t member : members) {
    for_words(texts_[member], [&](std::string_view word) {
      const std::uint32_t id = words_.find(word);
      if (weights[id] == 0) met.push_back(id);
      weights[id] += 1;
      sum += 1;
    });
  }
  for (const std::uint32_t id : met) weights[id] *= std::log(1 + per_group_ / totals_[id]) / sum;
  std::sort(met.begin(), met.end(), [&weights](std::uint32_t a, std::uint32_t b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  });
  for (std::size_t i = kWordsKept; i < met.size(); ++i) weights[met[i]] = 0;
  return weights;
}

double StatementFinder::value_of(std::string_view clause, std::span<const double> weights) const {
  std::vector<std::uint32_t> ids;
  bool own_story = false;
  for_words(clause, [&](std::string_view word) {
    ids.push_back(words_.find(word));
    own_story = own_story || is_own_story(word);
  });
  const auto length = static_cast<double>(ids.size());
  double worth = own_story ? kOwnStory : 1;
  if (ids.size() < kFewestWords) worth *= kFragment;
  if (clause.find('?') != std::string_view::npos) worth *= kQuestion;
  if (std::count(clause.begin(), clause.end(), '"') % 2 != 0) worth *= kHalfQuoted;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  double mass = 0;
  for (const std::uint32_t id : ids) mass += id < weights.size() ? weights[id] : 0;
  return worth * mass / std::sqrt(kLengthSlack + std::abs(length - kIdealWords));
}

std::string StatementFinder::find(std::span<const std::size_t> members) const {
  const auto weights = distinctive_words(members);
  std::string_view best;
  double most = 0;
  double decay = 1;
  for (const std::size_t member : members.first(std::min(kMembersRead, members.size()))) {
    const auto consider = [&](std::string_view clause) {
      const std::size_t words = count_words(clause);
      if (words == 0 || words > kMostWords || clause.find("://") != std::string_view::npos) return;
      const double value = decay * value_of(clause, weights);
      if (value <= most) return;
      most = value;
      best = clause;
    };
    consider(without_ties(trimmed(texts_[member])));
    for (const std::string_view clause : clauses(texts_[member])) consider(clause);
    decay *= kRankDecay;
  }
  if (best.empty() && !members.empty()) best = first_words(texts_[members.front()]);
  return one_line(best);
}

}  // namespace bearout::models
