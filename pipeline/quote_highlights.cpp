#include "pipeline/quote_highlights.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "corpus/ascii.hpp"
#include "corpus/utf8.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMost = 6;

bool overlaps(corpus::Span a, corpus::Span b) {
  return a.begin < b.end && b.begin < a.end;
}

bool is_word_byte(char c) {
  return corpus::is_beyond_ascii(c) || corpus::is_ascii_letter(c) || corpus::is_ascii_digit(c);
}

/// Where a sighting lies in the passage, clipped to it.
std::optional<corpus::Span> span_in(std::string_view text, Place passage, const Sighting& sighting) {
  const Place place = sighting.place;
  if (place.end <= passage.start || place.start >= passage.end || place.start >= place.end) return {};
  const std::uint64_t start = std::max(place.start, passage.start) - passage.start;
  const std::uint64_t length = std::min(place.end, passage.end) - passage.start - start;
  corpus::Span span;
  span.begin = byte_of(text, start);
  span.end = span.begin + byte_of(text.substr(span.begin), length);
  // Half a marked word only puzzles: a part of a word stands for the word.
  if (sighting.reason == Reason::parts) {
    while (span.begin > 0 && is_word_byte(text[span.begin - 1])) --span.begin;
    while (span.end < text.size() && is_word_byte(text[span.end])) ++span.end;
  }
  return span.empty() ? std::nullopt : std::optional(span);
}

}  // namespace

std::size_t byte_of(std::string_view text, std::uint64_t code_point) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (corpus::is_continuation(text[i])) continue;
    if (code_point == 0) return i;
    --code_point;
  }
  return text.size();
}

void add_highlights(Quote& quote, Place passage, std::span<const Sighting> sightings) {
  std::vector<Highlight> marked;
  std::vector<DecidingTerm> named;
  for (const Sighting& sighting : sightings) {
    if (named.size() == kMost) break;
    const auto span = span_in(quote.text, passage, sighting);
    if (!span && sighting.reason != Reason::reference) continue;
    if (span) {
      if (std::any_of(marked.begin(), marked.end(),
                      [&](const Highlight& other) { return overlaps(other.span, *span); })) {
        continue;
      }
      marked.push_back({*span, sighting.reason});
    }
    const std::string term(span ? corpus::cut(quote.text, *span) : sighting.term);
    if (std::none_of(named.begin(), named.end(),
                     [&](const DecidingTerm& other) { return other.term == term; })) {
      named.push_back({term, sighting.reason});
    }
  }
  for (const Highlight& old : quote.highlights) {
    if (std::none_of(marked.begin(), marked.end(),
                     [&](const Highlight& other) { return overlaps(other.span, old.span); })) {
      marked.push_back(old);
    }
  }
  std::sort(marked.begin(), marked.end(),
            [](const Highlight& a, const Highlight& b) { return a.span.begin < b.span.begin; });
  quote.highlights = std::move(marked);
  // What was taken over is named once, by the reason that won.
  for (const DecidingTerm& old : quote.deciding) {
    if (std::none_of(named.begin(), named.end(),
                     [&](const DecidingTerm& other) { return other.term == old.term; })) {
      named.push_back(old);
    }
  }
  quote.deciding = std::move(named);
}

}  // namespace bearout::pipeline
