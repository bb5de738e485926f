#include "pipeline/excerpt.hpp"

#include <algorithm>

#include "corpus/utf8.hpp"

namespace bearout::pipeline {

namespace {

using corpus::Span;

// A language without spaces, or a very long address, is cut anywhere between two code points.
constexpr std::size_t kLongestWord = 40;
// A gap shorter than this isn't worth a sign of omission.
constexpr std::size_t kSmallestGap = 40;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

std::size_t cut_forward(std::string_view text, std::size_t at) {
  const std::size_t stop = std::min(text.size(), at + kLongestWord);
  for (std::size_t i = at; i < stop; ++i) {
    if (is_space(text[i])) return i;
  }
  while (at < text.size() && corpus::is_continuation(text[at])) ++at;
  return stop == text.size() ? stop : at;
}

std::size_t cut_backward(std::string_view text, std::size_t at) {
  const std::size_t stop = at > kLongestWord ? at - kLongestWord : 0;
  for (std::size_t i = at; i > stop; --i) {
    if (is_space(text[i - 1])) return i;
  }
  while (at > 0 && corpus::is_continuation(text[at])) --at;
  return stop == 0 ? 0 : at;
}

Span trimmed(std::string_view text, Span span) {
  while (!span.empty() && is_space(text[span.begin])) ++span.begin;
  while (!span.empty() && is_space(text[span.end - 1])) --span.end;
  return span;
}

Span around(std::string_view text, Span highlight, std::size_t margin) {
  const std::size_t begin = highlight.begin > margin ? highlight.begin - margin : 0;
  const std::size_t end = std::min(text.size(), highlight.end + margin);
  return {begin == 0 ? 0 : cut_backward(text, begin), end == text.size() ? end : cut_forward(text, end)};
}

}  // namespace

std::vector<Span> excerpt(std::string_view text, const std::vector<Highlight>& highlights,
                          std::size_t limit) {
  if (text.size() <= limit) return {{0, text.size()}};
  std::vector<Span> stretches;
  const std::size_t margin = limit / (2 * std::max<std::size_t>(2, highlights.size()));
  std::size_t used = 0;
  for (const Highlight& highlight : highlights) {
    if (highlight.span.end > text.size() || highlight.span.empty()) continue;
    Span next = around(text, highlight.span, margin);
    if (next.size() > limit) next = {next.begin, cut_forward(text, next.begin + limit)};
    const bool joins = !stretches.empty() && next.begin < stretches.back().end + kSmallestGap;
    const std::size_t more =
        joins ? std::max(next.end, stretches.back().end) - stretches.back().end : next.size();
    if (used + more > limit + limit / 4) break;
    used += more;
    if (joins) {
      stretches.back().end += more;
    } else {
      stretches.push_back(next);
    }
  }
  if (stretches.empty()) stretches.push_back({0, cut_forward(text, limit)});
  for (Span& stretch : stretches) stretch = trimmed(text, stretch);
  return stretches;
}

std::string_view last_words(std::string_view text, std::size_t limit) {
  const std::size_t begin = text.size() > limit ? cut_backward(text, text.size() - limit) : 0;
  return corpus::cut(text, trimmed(text, {begin, text.size()}));
}

std::string_view first_words(std::string_view text, std::size_t limit) {
  const std::size_t end = text.size() > limit ? cut_forward(text, limit) : text.size();
  return corpus::cut(text, trimmed(text, {0, end}));
}

}  // namespace bearout::pipeline
