#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// What a word does to the words around it, or which part it may play in a statement. Bits of a set.
enum class Role : std::uint32_t {
  negator = 1U << 0U,       ///< turns what follows in the clause
  reducer = 1U << 1U,       ///< less of what follows: "reduces bullying" is good news
  increaser = 1U << 2U,     ///< more of it
  fall = 1U << 3U,          ///< less of what came before: "complaints fell"
  intensifier = 1U << 4U,   ///< the next word counts for more
  diminisher = 1U << 5U,    ///< … for less
  contrast = 1U << 6U,      ///< "but": what follows weighs more than what came before
  concession = 1U << 7U,    ///< "although": its clause is set aside
  boundary = 1U << 8U,      ///< ends the scope of a negator ("because", "which")
  expectation = 1U << 9U,   ///< "expected": what follows is not what happened
  function = 1U << 10U,     ///< neutral, but criticism when denied: "doesn't work", "never replied"
  feeling = 1U << 11U,      ///< displeasure or its cause, which people may want to voice
  silencing = 1U << 12U,    ///< keeps people from being heard
  voicing = 1U << 13U,      ///< lets people be heard
  restrict = 1U << 14U,     ///< asks for less, or none, of a thing ("ban")
  permit = 1U << 15U,       ///< asks for a thing ("allow", "introduce")
  obligation = 1U << 16U,   ///< "should"
  judgement = 1U << 17U,    ///< says that a thing is worth having or not ("justified", "immoral")
  gain = 1U << 18U,         ///< what a benefit is told with: "helps", "enables"
  contentment = 1U << 19U,  ///< how people are with a thing: "satisfied", "annoyed"
  liking = 1U << 20U,       ///< what people do about a thing: "enjoyed", "disliked"
  quality = 1U << 21U,      ///< a grade: "good", "poor"
  refutation = 1U << 22U,   ///< says that something is not so ("myth", "untrue")
  listing = 1U << 23U,      ///< names the list of outcomes ("points", "statements")
  auxiliary = 1U << 24U,    ///< forms of be, have, do, feel
  possession = 1U << 25U,   ///< "received", "had": what people got
  limiting = 1U << 26U,     ///< "only": undoes "not"
  pro_form = 1U << 27U,     ///< "it", "you", "the": what "no" before it doesn't deny
  exception = 1U << 29U,    ///< leaves out what follows: "outside", "except"
  affirmation = 1U << 30U,  ///< says that something is so ("confirms", "evidence"), or that it matters
  doubt = 1U << 31U,        ///< says that it isn't ("exaggerated"), or hardly matters
  request = 1U << 28U,      ///< as first word it asks for something: "faster arrival", "explain more"
};

[[nodiscard]] constexpr std::uint32_t bit(Role role) {
  return static_cast<std::uint32_t>(role);
}

/// What a form says of the time that is spoken of; `address`: it speaks to the reader ("you").
enum class Tense : std::uint8_t { none, past, present, address };

/// What is known of a word.
struct Word {
  int valence = 0;  ///< -3 … 3
  std::uint32_t roles = 0;

  [[nodiscard]] bool is(Role role) const { return (roles & bit(role)) != 0; }
};

/// What a fixed turn of words does, whatever its words do alone.
enum class Effect : std::uint8_t { valence, negator, reversal, conditional, contrast, irony, nothing };

struct Phrase {
  Effect effect = Effect::valence;
  int valence = 0;
  std::size_t length = 0;  ///< in tokens, as found
};

/// English words and phrases with what they mean for framing. Written for this program by hand; general
/// English, no list of any one field. Immutable after construction.
class Lexicon {
 public:
  /// Stems the entries as `analyzer` stems texts; the lexicon doesn't keep it.
  explicit Lexicon(Analyzer& analyzer);

  [[nodiscard]] Word word(std::string_view form, std::string_view stem) const;
  [[nodiscard]] Tense tense(std::string_view form) const;
  /// The number by which phrases know a form, kNone if none does.
  static constexpr std::uint32_t kNone = StringTable::kNone;
  [[nodiscard]] std::uint32_t phrase_word(std::string_view form) const;
  /// Whether a phrase may begin with the form of this number.
  [[nodiscard]] bool begins_phrase(std::uint32_t word) const {
    return word != kNone && !by_form_[word].patterns.empty();
  }
  /// False if no phrase begins with the forms of these two numbers; requires that one begins with the first.
  [[nodiscard]] bool may_begin_phrase(std::uint32_t first, std::uint32_t second) const {
    const std::uint64_t seconds = by_form_[first].seconds;
    return ~seconds == 0 || (second != kNone && (seconds & second_bit(second)) != 0);
  }
  /// The longest phrase at the beginning of the words, which `phrase_word` numbered; length 0 if there is
  /// none.
  [[nodiscard]] Phrase phrase_at(std::span<const std::uint32_t> words) const;
  /// Hand-listed opposites of a stem, as stems.
  [[nodiscard]] std::vector<std::string_view> opposites(std::string_view stem) const;
  /// Stems of the words that tell of a thing, if the stem is a name of it ("staff": "nurs", "waiter" …).
  [[nodiscard]] std::vector<std::string_view> words_of_thing(std::string_view stem) const;
  /// Words that have a valence (a family of one stem counts once).
  [[nodiscard]] std::size_t size() const { return valenced_; }

 private:
  struct Pattern {
    Phrase phrase;
    struct Place {
      std::vector<std::uint32_t> words;  ///< numbers of the forms that may stand there
      bool optional = false;
    };
    std::vector<Place> places;
  };
  struct Entry {
    int valence = 0;
    bool graded = false;  ///< has a line in the valence list, if only to say 0
    Tense tense = Tense::none;
    std::uint32_t roles = 0;
    std::vector<std::uint32_t> patterns;  ///< those that begin with this form
    std::uint64_t seconds = 0;            ///< one bit of 64 for each form that may follow it in them
  };

  void add_valences(Analyzer& analyzer);
  void add_roles(Analyzer& analyzer);
  void add_tenses();
  void add_phrases();
  void add_opposites(Analyzer& analyzer);
  void add_things(Analyzer& analyzer);
  Entry& entry(std::string_view word, Analyzer& analyzer);
  Entry& form_entry(std::string_view form);
  std::uint32_t form_number(std::string_view form);
  [[nodiscard]] static std::uint64_t second_bit(std::uint32_t form) {
    return std::uint64_t{1} << (form & 63U);
  }
  [[nodiscard]] static std::uint64_t second_words(const Pattern& pattern);
  [[nodiscard]] static std::size_t match(const Pattern& pattern, std::span<const std::uint32_t> words);

  StringTable forms_, stems_, opposed_, things_;
  std::vector<Entry> by_form_, by_stem_;
  std::vector<Pattern> patterns_;
  std::vector<std::vector<std::uint32_t>> opposites_, words_of_things_;
  std::size_t valenced_ = 0;
};

/// That of English texts, made once; threads share it.
[[nodiscard]] const Lexicon& english_lexicon();

}  // namespace bearout::models
