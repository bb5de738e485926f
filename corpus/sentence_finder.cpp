#include "corpus/sentence_finder.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include "corpus/characters.hpp"
#include "corpus/stop_rules.hpp"
#include "corpus/utf8.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kLongestQuote = 80;  // a quotation of a few words is never cut

bool is_latin_stop(char32_t code) {
  return code == '.' || code == '!' || code == '?' || code == U'…';
}

char32_t partner_of(char32_t opening) {
  switch (opening) {
    case '"':
      return '"';
    case '(':
      return ')';
    case '[':
      return ']';
    case U'“':
      return U'”';
    default:
      return 0;
  }
}

/// Where the quotation or bracket that opens at `at` closes, if it is short; else `at`.
std::size_t end_of_quote(std::string_view text, std::size_t at, std::size_t end) {
  const auto opening = character_at(text, at);
  if (opening.code == '"' && !is_letter_or_digit(character_at(text, at + 1).code)) return at;
  if (opening.code == '"' && is_letter_or_digit(character_before(text, at).code)) return at;
  const auto partner = partner_of(opening.code);
  if (partner == 0) return at;
  const auto last = std::min(end, opening.span.end + kLongestQuote);
  for (auto inside = opening.span.end; inside < last;) {
    const auto character = character_at(text, inside);
    if (character.code == partner) return character.span.end;
    inside = character.span.end;
  }
  return at;
}

/// Where an address (http://…, name@host, @name) that has its ':' or '@' at `at` ends, without the stop
/// behind it; else `at`.
std::size_t end_of_address(std::string_view text, std::size_t at, std::size_t end) {
  const bool link = text.substr(at, 3) == "://";
  if (!link && text[at] != '@') return at;
  auto last = at + 1;
  while (last < end) {
    const auto byte = static_cast<unsigned char>(text[last]);
    if (byte <= ' ' || byte == '"' || byte == '<' || byte == '>') break;
    if (!link && byte < 0x80 && !is_letter_or_digit(byte) && byte != '.' && byte != '-' && byte != '_') break;
    ++last;
  }
  while (last > at + 1 && std::string_view(".,;:!?)]'").find(text[last - 1]) != std::string_view::npos)
    --last;
  // A curly quote or an ellipsis behind it is not cut in two.
  while (last < end && is_continuation(text[last])) ++last;
  return last;
}

/// Walks a paragraph from mark to mark.
class Walk {
 public:
  Walk(std::string_view text, const TextMasks& masks, Span paragraph)
      : text_(text), masks_(masks), end_(paragraph.end), counted_(paragraph.begin) {}

  void find_ends(std::vector<std::size_t>& ends) {
    for (auto at = next_mark(counted_); at < end_; at = next_mark(at)) {
      const auto character = character_at(text_, at);
      if (is_latin_stop(character.code) || is_emoji(character.code) || smiley_size(text_, at) > 0) {
        at = std::max(judge(at, ends), character.span.end);
        continue;
      }
      quote_end_ = std::max(quote_end_, end_of_quote(text_, at, end_));
      at = std::max(end_of_address(text_, at, end_), character.span.end);
    }
  }

 private:
  [[nodiscard]] std::size_t next_mark(std::size_t at) const { return masks_.next(TextMasks::mark, at, end_); }

  std::size_t judge(std::size_t at, std::vector<std::size_t>& ends) {
    const auto stop = read_stop(text_, at, end_, quote_end_);
    if (stop.span.empty()) return at;  // a joiner of emoji that joins none
    count_words_until(at);
    if (stop.span.end >= quote_end_ && !is_web_name(at) && ends_sentence(text_, stop, end_, words_)) {
      ends.push_back(stop.span.end);
      words_ = 0;
    }
    counted_ = stop.span.end;
    return stop.span.end;
  }

  /// "www.example.org": the stops of a host name that has no scheme.
  bool is_web_name(std::size_t at) const {
    return at >= 3 && (text_.substr(at - 3, 4) == "www." || text_.substr(at - 3, 4) == "WWW.");
  }

  /// No more than three matter, and no byte is counted twice.
  void count_words_until(std::size_t at) {
    if (at <= counted_) return;
    words_ = std::min<std::size_t>(3, words_ + count_words(text_, masks_, {counted_, at}, 3));
    counted_ = at;
  }

  std::string_view text_;
  const TextMasks& masks_;
  std::size_t end_;
  std::size_t counted_;
  std::size_t words_ = 0;
  std::size_t quote_end_ = 0;
};

/// Whether the paragraph may hold a stop of another script. Below U+0589 there is none; in General
/// Punctuation and among emoji the few that exist ("‼", "⁇") are typed like emoji.
bool may_hold_foreign_stop(std::string_view text, const TextMasks& masks, Span paragraph) {
  for (auto at = paragraph.begin;; ++at) {
    at = masks.next(TextMasks::beyond_ascii, at, paragraph.end);
    if (at == paragraph.end) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xD6 || byte == 0xF0) continue;
    if (byte == 0xE2 && at + 1 < paragraph.end && static_cast<unsigned char>(text[at + 1]) < 0xB8) continue;
    if (byte == 0xEF && text.substr(at, 3) == "\uFE0F") continue;
    return true;
  }
}

}  // namespace

struct SentenceFinder::ForeignStops {
  std::unique_ptr<icu::BreakIterator> iterator;
  UText utext = UTEXT_INITIALIZER;

  ForeignStops() {
    UErrorCode status = U_ZERO_ERROR;
    iterator.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no sentence rules (is its data installed?)");
  }
  ForeignStops(const ForeignStops&) = delete;
  ForeignStops& operator=(const ForeignStops&) = delete;
  ~ForeignStops() { utext_close(&utext); }

  /// Adds ICU's boundaries behind stops that the rules for Latin text do not know.
  void find_ends(std::string_view text, Span paragraph, std::vector<std::size_t>& ends) {
    UErrorCode status = U_ZERO_ERROR;
    const auto part = cut(text, paragraph);
    utext_openUTF8(&utext, part.data(), static_cast<std::int64_t>(part.size()), &status);
    iterator->setText(&utext, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot read the text");
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      const auto last = skip_space_back(part, static_cast<std::size_t>(end));
      if (is_foreign_end(part, last)) ends.push_back(paragraph.begin + last);
    }
  }

 private:
  static bool is_foreign_end(std::string_view part, std::size_t end) {
    auto last = character_before(part, end);
    while (last.span.begin > 0 &&
           u_getIntPropertyValue(static_cast<UChar32>(last.code), UCHAR_SENTENCE_BREAK) == U_SB_CLOSE) {
      last = character_before(part, last.span.begin);
    }
    const auto property = u_getIntPropertyValue(static_cast<UChar32>(last.code), UCHAR_SENTENCE_BREAK);
    return (property == U_SB_STERM || property == U_SB_ATERM) && !is_latin_stop(last.code);
  }
};

SentenceFinder::SentenceFinder() : foreign_(std::make_unique<ForeignStops>()) {}
SentenceFinder::~SentenceFinder() = default;

void SentenceFinder::find(std::string_view text, const TextMasks& masks, Span paragraph,
                          std::vector<Span>& out) {
  ends_.clear();
  Walk(text, masks, paragraph).find_ends(ends_);
  if (may_hold_foreign_stop(text, masks, paragraph)) {
    foreign_->find_ends(text, paragraph, ends_);
    std::sort(ends_.begin(), ends_.end());
  }
  ends_.push_back(paragraph.end);
  auto begin = paragraph.begin;
  for (const auto end : ends_) {
    const auto sentence = trimmed(text, {begin, std::max(begin, end)});
    if (!sentence.empty()) out.push_back(sentence);
    begin = std::max(begin, end);
  }
}

}  // namespace bearout::corpus
