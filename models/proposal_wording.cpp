#include "models/proposal_wording.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/ascii.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kLongestWording = 45;  // words; beyond, the clause is cut at its last comma
// Words that are looked at. Whoever writes without an end must not be read to the end for every cue.
constexpr std::size_t kMostWording = kLongestWording + kLongestWording / 2;
constexpr std::size_t kMostLead = 30;
constexpr std::size_t kLeastBeforeTail = 5;  // words that must stand before a tail that is cut off
constexpr std::size_t kLongestQuote = 600;   // bytes; a mark without its partner must not swallow the comment

struct Quotes {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Quotes, 2> kQuotes{{{"\u201C", "\u201D"}, {"\"", "\""}}};

bool one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that lead to a wording. Longer ones first.
const std::vector<CuePattern>& leads() {
  static const std::vector<CuePattern> patterns = [] {
    std::vector<CuePattern> list;
    for (const std::string_view written :
         {"the fact that",
          "the way that|in? which? i|we|you|people|they have|has|had|am|are|was|were been? able to",
          "the way that|in? which? i|we|you|people|they can|could",
          "that|how i|we have|had|am|are|was|were been? able to",
          "something|anything|one|it about|on|like|is|would? be?", "to the|your list|report",
          "about|that|how|on|of|and|so|but|also|whether|if|is|are|for|saying|like|just|perhaps|maybe|well|"
          "then|i|we think|feel|believe? that?"}) {
      list.emplace_back(written);
    }
    return list;
  }();
  return patterns;
}

/// Words that trail after a wording: the rest is about the list, not about the outcome.
const std::vector<CuePattern>& trails() {
  static const std::vector<CuePattern> patterns = [] {
    std::vector<CuePattern> list;
    for (const std::string_view written :
         {"to|on|in|from|into|among|as the|your|this|that|these|our|an|another ~2 "
          "list|report|outcomes|outcome|draft|points|paper",
          "anywhere|somewhere|too|please|either", "as well", "if possible", "at all",
          "and suchlike|so|such|similar on?"}) {
      list.emplace_back(written);
    }
    return list;
  }();
  return patterns;
}

TokenRange without_lead(std::span<const std::string_view> forms, TokenRange range) {
  const std::size_t first = range.begin;
  for (bool again = true; again && range.begin - first < kMostLead;) {
    again = false;
    for (const CuePattern& lead : leads()) {
      const auto found = lead.match(forms, range, range.begin);
      if (!found || found->words.end >= range.end) continue;
      range.begin = found->words.end;
      again = true;
      break;
    }
  }
  return range;
}

TokenRange without_trail(std::span<const std::string_view> forms, TokenRange range) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t at = range.begin + 1; at < range.end && !again; ++at) {
      for (const CuePattern& trail : trails()) {
        const auto found = trail.match(forms, range, at);
        if (!found || found->words.end != range.end) continue;
        range.end = at;
        again = true;
        break;
      }
    }
  }
  return range;
}

/// Cuts before ", because …" and its like, before a semicolon or a dash, and what is too long at a comma.
TokenRange without_tail(std::string_view text, std::span<const Token> tokens,
                        std::span<const std::string_view> forms, TokenRange range) {
  static constexpr std::array<std::string_view, 10> kTurns{
      "because", "where", "since", "though", "although", "but", "so", "whereas", "hence", "unless"};
  range.end = std::min(range.end, range.begin + kMostWording);
  for (std::size_t at = range.begin + 1; at < range.end; ++at) {
    const corpus::Span between{tokens[at - 1].span.end, tokens[at].span.begin};
    const std::string_view marks = corpus::cut(text, between);
    const bool comma = marks.find(',') != std::string_view::npos;
    const bool dash = marks.find(" - ") != std::string_view::npos ||
                      marks.find("\u2014") != std::string_view::npos ||
                      marks.find(" \u2013 ") != std::string_view::npos;
    const bool stop = marks.find(';') != std::string_view::npos || dash;
    const bool enough = comma && at - range.begin >= kLongestWording;
    const bool turn = comma && at - range.begin >= kLeastBeforeTail && one_of(forms[at], kTurns);
    if (stop || enough || turn) {
      range.end = at;
      return range;
    }
  }
  return range;
}

/// One line, single spaces, no remarks in brackets, first letter a capital.
std::string as_statement(std::string_view wording) {
  std::string statement;
  int depth = 0;
  for (const char c : wording) {
    if (c == '(') ++depth;
    if (depth == 0) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      const bool tight = c == ',' || c == '.' || c == ';' || c == '?' || c == '!';
      const bool after_space = !statement.empty() && statement.back() == ' ';
      if (space && (statement.empty() || after_space)) continue;
      if (tight && after_space) statement.pop_back();
      statement.push_back(space ? ' ' : c);
    }
    if (c == ')' && depth > 0) --depth;
  }
  while (!statement.empty() && std::string_view(" .,;:?!").find(statement.back()) != std::string_view::npos) {
    statement.pop_back();
  }
  if (!statement.empty()) statement[0] = corpus::ascii_upper(statement[0]);
  return statement;
}

bool is_empty_of_content(std::span<const Token> tokens, const Analyzer& analyzer, TokenRange range) {
  return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(range.begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(range.end),
                     [&analyzer](const Token& token) {
                       const Form& form = analyzer.form(token.form);
                       return form.stop || form.number || form.text.size() < 3;
                     });
}

}  // namespace

std::optional<Wording> quoted_wording(std::string_view text, std::span<const Token> tokens, std::size_t from,
                                      std::size_t latest) {
  const std::size_t last = latest < tokens.size() ? tokens[latest].span.begin : text.size();
  for (const Quotes& quotes : kQuotes) {
    const std::size_t open = text.substr(0, last + quotes.open.size() - 1).find(quotes.open, from);
    if (open == std::string_view::npos) continue;
    const std::size_t begin = open + quotes.open.size();
    const std::size_t close =
        text.substr(0, begin + kLongestQuote + quotes.close.size()).find(quotes.close, begin);
    if (close == std::string_view::npos) continue;
    const std::string_view inside = text.substr(begin, close - begin);
    if (inside.find("\n\n") != std::string_view::npos || inside.find(' ') == std::string_view::npos) continue;
    return Wording{.span = {begin, close}, .statement = as_statement(inside), .quoted = true};
  }
  return std::nullopt;
}

std::optional<Wording> clause_wording(std::string_view text, std::span<const Token> tokens,
                                      std::span<const std::string_view> forms, const Analyzer& analyzer,
                                      TokenRange captured) {
  static constexpr std::array<std::string_view, 18> kPointers{"it",  "this", "that", "these", "those", "you",
                                                              "me",  "him",  "her",  "them",  "us",    "he",
                                                              "she", "they", "i",    "we",    "your",  "my"};
  if (captured.empty()) return std::nullopt;
  TokenRange range = without_lead(forms, captured);
  range = without_tail(text, tokens, forms, range);
  range = without_trail(forms, range);
  if (one_of(forms[range.begin], kPointers) || is_empty_of_content(tokens, analyzer, range))
    return std::nullopt;
  const corpus::Span span{tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
  Wording wording{.span = span, .statement = as_statement(corpus::cut(text, span))};
  if (wording.statement.size() < 4) return std::nullopt;
  return wording;
}

}  // namespace bearout::models
