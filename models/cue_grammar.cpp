#include "models/cue_grammar.hpp"

#include <algorithm>
#include <charconv>

namespace bearout::models {

namespace {

constexpr std::size_t kLongestInnerCapture = 12;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Length of a sentence-ending mark at `at`, or 0.
std::size_t end_mark(std::string_view text, std::size_t at) {
  if (text[at] == '.' || text[at] == '!' || text[at] == '?') return 1;
  return text.substr(at, 3) == "\u2026" ? 3 : 0;
}

/// Length of a closing quotation mark or bracket at `at`, or 0.
std::size_t closing_mark(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == ')')) return 1;
  return text.substr(std::min(at, text.size()), 3) == "\u201D" ? 3 : 0;
}

std::vector<corpus::Span> cut_sentences(std::string_view text, corpus::Span within) {
  std::vector<corpus::Span> sentences;
  std::size_t begin = within.begin;
  for (std::size_t at = within.begin; at < within.end;) {
    std::size_t next = at + 1;
    bool ends = text[at] == '\n';
    if (const std::size_t mark = end_mark(text, at); mark > 0) {
      next = at + mark;
      while (next < within.end && end_mark(text, next) > 0) next += end_mark(text, next);
      while (closing_mark(text, next) > 0) next += closing_mark(text, next);
      ends = next >= within.end || is_space(text[next]);
    }
    if (ends) {
      sentences.push_back({begin, std::min(next, within.end)});
      begin = std::min(next, within.end);
    }
    at = next;
  }
  if (begin < within.end) sentences.push_back({begin, within.end});
  return sentences;
}

std::vector<corpus::Span> join_clauses(std::span<const corpus::Passage> passages) {
  std::vector<corpus::Span> sentences;
  std::uint32_t last = 0;
  for (const corpus::Passage& passage : passages) {
    if (!sentences.empty() && passage.sentence == last) {
      sentences.back().end = passage.span.end;
    } else {
      sentences.push_back(passage.span);
    }
    last = passage.sentence;
  }
  return sentences;
}

}  // namespace

CuePattern::CuePattern(std::string_view written) {
  auto parts = split(written, ' ');
  if (!parts.empty() && parts.front() == "{}") {
    captures_before_ = true;
    parts.erase(parts.begin());
  }
  if (!parts.empty() && parts.back() == "{}") {
    captures_after_ = true;
    parts.pop_back();
  }
  for (std::string_view part : parts) {
    Slot slot;
    if (part == "{}") {
      slot.captures = true;
      slot.most = kLongestInnerCapture;
    } else if (part.front() == '~') {
      slot.least = 0;
      std::from_chars(part.data() + 1, part.data() + part.size(), slot.most);
    } else {
      if (part.back() == '?') {
        slot.least = 0;
        part.remove_suffix(1);
      }
      for (const std::string_view word : split(part, '|')) slot.words.emplace_back(word);
    }
    slots_.push_back(std::move(slot));
  }
}

bool CuePattern::fit(std::span<const std::string_view> forms, std::size_t end, std::size_t at,
                     std::size_t slot, CueMatch& match) const {
  if (slot == slots_.size()) {
    match.words.end = at;
    return true;
  }
  const Slot& wanted = slots_[slot];
  const auto fits = [&wanted](std::string_view form) {
    return wanted.words.empty() ||
           std::find(wanted.words.begin(), wanted.words.end(), form) != wanted.words.end();
  };
  // An optional word that is there is taken; a gap stays as short as it can.
  if (!wanted.words.empty()) {
    if (at < end && fits(forms[at]) && fit(forms, end, at + 1, slot + 1, match)) return true;
    return wanted.least == 0 && fit(forms, end, at, slot + 1, match);
  }
  for (std::size_t taken = 0; taken <= wanted.most && at + taken <= end; ++taken) {
    if (taken < wanted.least) continue;
    if (!fit(forms, end, at + taken, slot + 1, match)) continue;
    if (wanted.captures) match.captured = {at, at + taken};
    return true;
  }
  return false;
}

std::optional<CueMatch> CuePattern::match(std::span<const std::string_view> forms, TokenRange sentence,
                                          std::size_t at) const {
  CueMatch found;
  found.words.begin = at;
  if (!fit(forms, sentence.end, at, 0, found)) return std::nullopt;
  if (captures_before_) found.captured = {sentence.begin, at};
  if (captures_after_) found.captured = {found.words.end, sentence.end};
  return found;
}

std::vector<std::string_view> folded_words(std::span<const Token> tokens, const Analyzer& analyzer) {
  std::vector<std::string_view> forms;
  forms.reserve(tokens.size());
  for (const Token& token : tokens) forms.push_back(analyzer.form(token.form).text);
  return forms;
}

std::vector<CueSentence> cue_sentences(std::string_view text, std::span<const corpus::Passage> passages,
                                       std::span<const Token> tokens) {
  std::vector<corpus::Span> spans;
  if (passages.size() <= 1) {
    spans = cut_sentences(text, passages.empty() ? corpus::Span{0, text.size()} : passages.front().span);
  } else {
    spans = join_clauses(passages);
  }
  std::vector<CueSentence> sentences;
  std::size_t token = 0;
  for (const corpus::Span span : spans) {
    while (token < tokens.size() && tokens[token].span.begin < span.begin) ++token;
    const std::size_t first = token;
    while (token < tokens.size() && tokens[token].span.begin < span.end) ++token;
    if (token > first) sentences.push_back({span, {first, token}});
  }
  return sentences;
}

}  // namespace bearout::models
