#include "corpus/stop_rules.hpp"

#include <algorithm>

#include "corpus/abbreviations.hpp"
#include "corpus/characters.hpp"
#include "corpus/lower_case_word.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kFragmentWords =
    3;  // fewer words on one side of an ellipsis are no thought of their own
constexpr std::size_t kContinuationWords = 6;  // "..or at best unfortunate consequences" is none either

bool is_stop(char32_t code) {
  return code == '.' || code == '!' || code == '?' || code == U'…';
}

/// What stands behind a stop, as far as the rules ask.
struct Next {
  std::size_t at = 0;
  Character character;
  bool glued = false;  // no space between
};

/// SContinue of UAX #29 (rule SB8a): after "etc.," the sentence goes on.
bool continues_sentence(char32_t code) {
  return code == ',' || code == ';' || code == ':' || code == '-' || code == U'–' || code == U'—' ||
         code == '&' || code == '%' || code == '=' || code == '/' || code == '+';
}

/// Words from `at` to the next stop, no more than `most`. Looks no further than that stop, so every stretch
/// is read once.
std::size_t words_until_stop(std::string_view text, std::size_t at, std::size_t end, std::size_t most) {
  auto stop = at;
  while (stop < end) {
    const auto character = character_at(text, stop);
    if (is_stop(character.code)) break;
    stop = character.span.end;
  }
  return count_words(text.substr(at, stop - at), most);
}

/// "end.Then": a space is missing, unless this is a file name, an address or an initialism.
bool full_stop_parts_glued(std::string_view text, const Stop& stop, const Next& next) {
  const auto before = character_before(text, stop.span.begin).code;
  if (stop.closed || is_closing(before) || before == '"')
    return is_upper(next.character.code);  // "(1999).The"
  const auto word = LowerCaseWord::before(text, stop.span.begin);
  if (word.size() < 2 || word.view().find('.') != std::string_view::npos || word.is_capitals()) return false;
  if (is_opening(next.character.code)) return word.size() >= 3;
  if (!is_upper(next.character.code) || meaning_of_stop_after(word.view(), false) != StopMeaning::end)
    return false;
  const auto next_word = LowerCaseWord::after(text, next.at);
  const auto behind = character_at(text, next.at + next_word.size()).code;
  if (behind == '@' || behind == '_' || behind == '/' || behind == '\\' || is_digit(behind)) return false;
  return !next_word.is_capitals() || next_word.size() == 1;
}

/// After "etc.", "U.K." or an initial: only a word that often opens a sentence shows that one begins.
bool either_parts(std::string_view text, const LowerCaseWord& word, const Next& next) {
  if (!is_upper(next.character.code)) return false;
  if (word.view() == "etc" || word.view() == "a.m" || word.view() == "p.m") return true;
  if (word.size() == 1 && !word.is_capitals()) return true;
  const auto next_word = LowerCaseWord::after(text, next.at);
  // "J. A. Smith": a lone capital is the next initial, unless it is "I" or "A" with a space behind.
  return often_begins_sentence(next_word.view()) &&
         character_at(text, next.at + next_word.size()).code != '.';
}

bool full_stop_parts(std::string_view text, const Stop& stop, const Next& next, std::size_t words_before) {
  if (next.glued) return full_stop_parts_glued(text, stop, next);
  const auto before = character_before(text, stop.span.begin).code;
  const bool lower = is_lower(next.character.code);
  if (lower && stop.closed) return false;
  if (before >= 0x80 && is_letter(before)) return true;
  if (is_digit(before)) return !lower && words_before > 1;  // "2. It is cheap"
  const auto word = LowerCaseWord::before(text, stop.span.begin);
  if (word.size() == 0) return !lower || is_closing(before);
  switch (meaning_of_stop_after(word.view(), word.is_capitals())) {
    case StopMeaning::abbreviation:
      return false;
    case StopMeaning::counter:
      if (is_digit(next.character.code)) return false;
      return !lower || word.size() >= 3;
    case StopMeaning::either:
      return either_parts(text, word, next);
    case StopMeaning::end:
      break;
  }
  return !lower || word.size() >= 3 || is_short_word(word.view());
}

bool ellipsis_parts(std::string_view text, const Stop& stop, const Next& next, std::size_t end,
                    std::size_t words_before) {
  if (words_before < kFragmentWords) return false;
  if (is_opening(character_before(text, stop.span.begin).code)) return false;  // "[...]"
  const auto word = LowerCaseWord::after(text, next.at);
  if (is_lower(next.character.code)) {
    if (stop.closed) return false;
    const auto last = character_before(text, skip_space_back(text, stop.span.begin)).span.end;
    if (leaves_thought_open(LowerCaseWord::before(text, last).view())) return false;
    const auto needed = is_conjunction(word.view()) ? kContinuationWords : kFragmentWords;
    return words_until_stop(text, next.at, end, needed) >= needed;
  }
  if (next.glued && is_digit(next.character.code)) return false;  // "1..10"
  return words_until_stop(text, next.at, end, kFragmentWords) >= kFragmentWords;
}

bool strong_stop_parts(std::string_view text, const Stop& stop, const Next& next, std::size_t words_before) {
  const auto before = character_before(text, stop.span.begin).code;
  if (stop.closed && (is_opening(before) || is_lower(next.character.code)))
    return false;  // "(!)", "“Great!” she said"
  if (!next.glued) return true;
  if (!is_letter_or_digit(before) && !stop.closed) return false;  // "!important"
  return is_upper(next.character.code) || is_opening(next.character.code) ||
         (is_lower(next.character.code) && words_before >= kFragmentWords);
}

std::size_t skip_closing(std::string_view text, Stop& stop, std::size_t at, std::size_t end,
                         std::size_t quote_end) {
  while (at < end) {
    const auto character = character_at(text, at);
    const bool quote = character.code == '"' || character.code == '\'';
    const bool closes =
        is_closing(character.code) ||
        (quote && (at + 1 == quote_end || !is_letter_or_digit(character_at(text, at + 1).code)));
    if (closes) {
      stop.closed = true;
    } else if (!is_stop(character.code)) {
      break;
    }
    at = character.span.end;
  }
  return at;
}

/// Faces that follow a stop tell how the sentence before was meant.
std::size_t skip_faces(std::string_view text, std::size_t at, std::size_t end) {
  for (auto next = at; next < end;) {
    next = skip_space(text, next, end);
    if (next >= end) break;
    const auto character = character_at(text, next);
    const auto smiley = std::min(smiley_size(text, next), end - next);
    if (!is_emoji(character.code) && smiley == 0) break;
    at = next = smiley > 0 ? next + smiley : character.span.end;
  }
  return at;
}

}  // namespace

Stop read_stop(std::string_view text, std::size_t at, std::size_t end, std::size_t quote_end) {
  Stop stop{{at, at}};
  std::size_t dots = 0;
  bool strong = false;
  while (at < end) {
    const auto character = character_at(text, at);
    if (!is_stop(character.code)) {
      // ". . .": the space belongs to the ellipsis.
      if (character.code != ' ' || dots == 0 || character_at(text, at + 1).code != '.' || at + 1 >= end)
        break;
      if (is_letter_or_digit(character_at(text, at + 2).code)) break;  // " .5", " .htaccess"
      ++at;
      continue;
    }
    dots += character.code == U'…' ? 2 : character.code == '.' ? 1 : 0;
    strong = strong || character.code == '!' || character.code == '?';
    at = character.span.end;
  }
  stop.kind = strong ? Stop::Kind::strong : dots >= 2 ? Stop::Kind::ellipsis : Stop::Kind::full_stop;
  if (at == stop.span.begin) {
    stop.kind = Stop::Kind::face;
  } else {
    at = skip_closing(text, stop, at, end, quote_end);
  }
  stop.span.end = skip_faces(text, at, end);
  return stop;
}

bool ends_sentence(std::string_view text, const Stop& stop, std::size_t end, std::size_t words_before) {
  Next next;
  next.at = skip_space(text, stop.span.end, end);
  if (next.at >= end) return true;
  next.character = character_at(text, next.at);
  next.glued = next.at == stop.span.end;
  if (continues_sentence(next.character.code)) return false;
  switch (stop.kind) {
    case Stop::Kind::full_stop:
      return full_stop_parts(text, stop, next, words_before);
    case Stop::Kind::ellipsis:
      return ellipsis_parts(text, stop, next, end, words_before);
    case Stop::Kind::strong:
      return strong_stop_parts(text, stop, next, words_before);
    case Stop::Kind::face:
      return words_before >= kFragmentWords && is_upper(next.character.code);
  }
  return false;
}

}  // namespace bearout::corpus
