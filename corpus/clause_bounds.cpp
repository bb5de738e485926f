#include "corpus/clause_bounds.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "corpus/abbreviations.hpp"
#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"
#include "corpus/lower_case_word.hpp"
#include "corpus/word_list.hpp"

namespace bearout::corpus {
namespace {

using Strength = ClauseBound::Strength;

constexpr std::size_t kEnumerationWords = 4;  // commas closer than this list things
constexpr std::size_t kLongestBracket = 40;   // words after which an open bracket is taken for a slip

constexpr auto kNewThoughts = WordList(std::to_array<std::string_view>({
    "although",
    "because",
    "but",
    "however",
    "nevertheless",
    "so",
    "though",
    "unfortunately",
    "unless",
    "whereas",
    "while",
    "yet",
}));
constexpr auto kSubjects = WordList(std::to_array<std::string_view>({
    "he",   "he's",    "i",    "i'd",   "i'll",     "i'm",     "i've",   "it",    "it's",    "nobody",
    "one",  "people",  "she",  "she's", "somebody", "someone", "that's", "there", "there's", "these",
    "they", "they're", "this", "those", "we",       "we're",   "we've",  "you",   "you're",
}));
constexpr auto kSubordinators = WordList(std::to_array<std::string_view>({
    "after", "and",   "as",   "before", "if",   "my",    "or",    "our", "since", "that",
    "the",   "their", "then", "until",  "when", "where", "which", "who", "whose",
}));
// Without a comma these often join what belongs together; they serve only where nothing better is.
constexpr auto kBareConjunctions = WordList(std::to_array<std::string_view>({
    "although",
    "because",
    "but",
    "though",
    "unless",
    "whereas",
    "while",
}));
constexpr auto kBoundToBut = WordList(std::to_array<std::string_view>({
    "all",
    "anything",
    "last",
    "none",
    "nothing",
    "slowly",
}));

bool is_dash(char32_t code) {
  return code == '-' || code == U'–' || code == U'—';
}

struct Token {
  Span span;
  bool word = false;  // holds a letter or digit
  bool dash = false;  // nothing but dashes
};

/// The token at `at`: up to white space, or up to a dash between two words ("fine—but", "fine--but"), or that
/// dash.
Token read_token(std::string_view text, const TextMasks& masks, std::size_t at, std::size_t end) {
  const auto plain = masks.next_other(TextMasks::alphanumeric, at, end);
  if (plain > at && (plain == end || text[plain] == ' ')) return {{at, plain}, true, false};
  Token token{{at, at}};
  token.dash = true;
  for (auto here = at; here < end;) {
    const auto character = character_at(text, here);
    if (is_invisible(character.code)) break;
    const bool long_dash =
        character.code == U'—' || (character.code == '-' && character_at(text, here + 1).code == '-');
    if (token.word && long_dash && text.substr(at, here - at).find(':') == std::string_view::npos) break;
    if (token.dash && here > at && !is_dash(character.code)) {
      if (text[at] != '-' || here - at > 1) break;  // "—but" is a dash and a word; "-ish" is one word
      token.dash = false;
    }
    token.dash = token.dash && is_dash(character.code);
    token.word = token.word || is_letter_or_digit(character.code);
    token.span.end = here = character.span.end;
  }
  return token;
}

/// Most words are nothing but letters, with one space behind them and a visible ASCII character behind that,
/// where the next token begins. Where such a word at `at` ends; else `at`.
std::size_t end_of_common_word(std::string_view text, const TextMasks& masks, std::size_t at,
                               std::size_t end) {
  const auto last = masks.next_other(TextMasks::letter, at, end);
  if (last + 1 >= end || text[last] != ' ') return at;
  return text[last + 1] > ' ' && text[last + 1] < 0x7F ? last : at;
}

/// Few words open a clause: most are turned away by their first letter and length. Bit n of a letter: a word
/// of n bytes may. Of the shortest only "and", "or" and "but" do.
constexpr auto kOpeners = [] {
  std::array<std::uint32_t, 26> sizes{};
  for (std::size_t letter = 0; letter < sizes.size(); ++letter) {
    const auto first = static_cast<char>('a' + letter);
    for (unsigned size = 1; size < 32; ++size) {
      const bool opens = size > 3
                             ? kBareConjunctions.may_hold(first, size) || kSubordinators.may_hold(first, size)
                             : (first == 'o' && size == 2) || ((first == 'a' || first == 'b') && size == 3);
      if (opens) sizes[letter] |= std::uint32_t{1} << size;
    }
  }
  return sizes;
}();

bool may_open_clause(char first, std::size_t size) {
  const auto letter = static_cast<unsigned char>((static_cast<unsigned char>(first) | 0x20U) - 'a');
  return letter < kOpeners.size() && size < 32 && (kOpeners[letter] >> size & 1U) != 0;
}

/// Strength of a comma before the word at `next`.
Strength strength_of_comma(std::string_view text, std::size_t next) {
  const auto word = LowerCaseWord::after(text, next);
  const auto view = word.view();
  if (is_upper(character_at(text, next).code) && view.substr(0, 1) != "i" && often_begins_sentence(view)) {
    return Strength::sentence;
  }
  if (kNewThoughts.holds(view) || kSubjects.holds(view)) return Strength::fair;
  if (view == "and" || view == "or") {
    const auto behind = LowerCaseWord::after(text, skip_space(text, next + word.size(), text.size()));
    return kSubjects.holds(behind.view()) ? Strength::fair : Strength::weak;
  }
  return Strength::weak;
}

Strength strength_of_conjunction(std::string_view text, const LowerCaseWord& word, std::size_t next) {
  if (kBareConjunctions.holds(word.view())) return Strength::weak;
  if (!kSubordinators.holds(word.view())) return Strength::space;
  if (word.view() == "and" || word.view() == "or") {
    const auto behind = LowerCaseWord::after(text, skip_space(text, next + word.size(), text.size()));
    return kSubjects.holds(behind.view()) ? Strength::weak : Strength::space;
  }
  return word.size() > 3 ? Strength::comma : Strength::space;
}

Strength strength_without_mark(std::string_view text, const TextMasks& masks, Span before, std::size_t next) {
  const auto end = masks.next_other(TextMasks::letter, next, text.size());
  const bool apostrophe = end < text.size() && text[end] == '\'';
  const auto size = apostrophe ? LowerCaseWord::size_after(text, next) : end - next;
  if (size == 0 || !may_open_clause(text[next], size)) return Strength::space;
  const auto word = LowerCaseWord::after(text, next);
  const auto strength = strength_of_conjunction(text, word, next);
  if (strength == Strength::space) return strength;
  const auto last = LowerCaseWord::before(text, before.end);
  const bool bound = leaves_thought_open(last.view()) ||  // "it is because", "and when"
                     (word.view() == "but" && kBoundToBut.holds(last.view()));
  return bound ? Strength::space : strength;
}

/// Whether one of the next words is a subject: behind a bracket, that is a clause and not the rest of one.
bool subject_follows(std::string_view text, std::size_t at) {
  for (int i = 0; i < 4; ++i) {
    const auto word = LowerCaseWord::after(text, at);
    if (kSubjects.holds(word.view())) return true;
    at = skip_space(text, at + word.size(), text.size());
  }
  return false;
}

Strength strength_between(std::string_view text, const TextMasks& masks, Span before, std::size_t next) {
  if (is_ascii_letter(text[before.end - 1])) return strength_without_mark(text, masks, before, next);
  auto last = character_before(text, before.end);
  const bool closed = is_closing(last.code) || last.code == '"';
  if (closed) last = character_before(text, last.span.begin);
  switch (last.code) {
    case ';':
      return Strength::strong;
    case ':':
    case '!':
    case '?':
    case U'…':
      return Strength::fair;
    case ',':
      return strength_of_comma(text, next);
    default:
      break;
  }
  const bool ellipsis = last.code == '.' && character_before(text, last.span.begin).code == '.';
  if (ellipsis) return Strength::fair;
  if (!closed) return strength_without_mark(text, masks, before, next);
  return subject_follows(text, next) ? Strength::weak : Strength::comma;
}

/// Follows brackets through a sentence; inside one, a cut would leave half a remark.
class Brackets {
 public:
  void read(std::string_view token, std::size_t words) {
    for (const char byte : token) {
      if (byte == '(') {
        open_ = true;
        opened_at_ = words;
      } else if (byte == ')') {
        open_ = false;
      }
    }
  }
  [[nodiscard]] bool hold(std::size_t words) const { return open_ && words < opened_at_ + kLongestBracket; }

 private:
  bool open_ = false;
  std::size_t opened_at_ = 0;
};

/// "…, safety and security of plants": the comma before the last two things of an enumeration.
bool closes_enumeration(std::string_view text, std::size_t at) {
  for (std::size_t i = 0; i < kEnumerationWords; ++i) {
    const auto word = LowerCaseWord::after(text, at);
    if (word.size() == 0) return false;
    if (i > 0 && (word.view() == "and" || word.view() == "or")) return true;
    at = skip_space(text, at + word.size(), text.size());
  }
  return false;
}

/// Commas of an enumeration come close together: none of them bounds a clause.
void weaken_enumerations(std::string_view text, std::vector<ClauseBound>& bounds) {
  ClauseBound* previous = nullptr;
  for (auto& bound : bounds) {
    if (text[bound.end - 1] != ',') continue;
    if (bound.strength == Strength::weak && closes_enumeration(text, bound.begin))
      bound.strength = Strength::comma;
    if (previous != nullptr && bound.words_before - previous->words_before < kEnumerationWords) {
      for (auto* comma : {previous, &bound}) {
        if (comma->strength == Strength::weak) comma->strength = Strength::comma;
      }
    }
    previous = &bound;
  }
}

}  // namespace

std::size_t find_clause_bounds(std::string_view text, const TextMasks& masks, Span sentence, bool spaces,
                               std::vector<ClauseBound>& bounds) {
  bounds.clear();
  Brackets brackets;
  std::size_t words = 0;
  Span before;          // the last token that is no dash
  bool dashed = false;  // a dash stands between it and the next
  for (auto at = sentence.begin; at < sentence.end;) {
    const auto plain = end_of_common_word(text, masks, at, sentence.end);
    const bool common = plain > at;
    if (common && words > 0 && !dashed && is_ascii_letter(text[before.end - 1]) &&
        !may_open_clause(text[at], plain - at)) {
      if (spaces) bounds.push_back({words, before.end, at, Strength::space});
      ++words;
      before = {at, plain};
      at = plain + 1;
      continue;
    }
    const auto token = common ? Token{{at, plain}, true, false} : read_token(text, masks, at, sentence.end);
    at = common ? plain + 1 : skip_space(text, token.span.end, sentence.end);
    if (token.dash) {
      dashed = true;
      continue;
    }
    if (words > 0) {
      auto strength = dashed ? Strength::fair : strength_between(text, masks, before, token.span.begin);
      if (brackets.hold(words)) strength = std::min(strength, Strength::comma);
      if (spaces || strength != Strength::space)
        bounds.push_back({words, before.end, token.span.begin, strength});
    }
    if (!common) brackets.read(cut(text, token.span), words);
    words += token.word ? 1 : 0;
    before = token.span;
    dashed = false;
  }
  weaken_enumerations(text, bounds);
  return words;
}

}  // namespace bearout::corpus
