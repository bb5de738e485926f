#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"

namespace bearout::models {

/// How text becomes terms. Part of every saved file's fingerprint: what was counted one way must not be
/// scored another.
struct AnalyzerOptions {
  std::string language = "en";  ///< ISO 639-1 code of a Snowball stemmer (see languages())

  friend bool operator==(const AnalyzerOptions&, const AnalyzerOptions&) = default;
};

using FormId = std::uint32_t;  ///< number of a folded word in an Analyzer's table
using StemId = std::uint32_t;  ///< number of a stem in an Analyzer's table

inline constexpr StemId kNotCounted = 0xffffffff;

/// A word or number of a text: where it stands and which form it has. Punctuation and emoji make no token:
/// they lie between.
struct Token {
  corpus::Span span;  ///< bytes of the text given to analyze()
  FormId form = 0;
};

/// What is known of a folded word, once for all its tokens.
struct Form {
  std::string_view text;  ///< NFKC case-folded, with straight apostrophes
  StemId stem = 0;        ///< Snowball stem of `text`
  bool stop = false;      ///< a stop word, light ones among them: says how, not what
  bool light = false;     ///< a stop word that any story is told with: counts, but little
  bool number = false;    ///< begins with a digit
};

/// True for a form that says what a text is about: no stop word, longer than one letter.
[[nodiscard]] inline bool is_content(const Form& form) {
  return !form.stop && form.text.size() > 1;
}

/// True for a form that is counted and weighed: content, and light words.
[[nodiscard]] inline bool is_counted(const Form& form) {
  return (!form.stop || form.light) && form.text.size() > 1;
}

/// Text into words: ICU word boundaries (UAX #29), NFKC case-folding of each token, Snowball stem of each
/// distinct form. Its tables grow with the distinct words it meets, ids hold for this one object. One per
/// thread; the const functions may be called by several, while nobody calls another.
class Analyzer {
 public:
  /// Throws std::invalid_argument for a language without a stemmer.
  explicit Analyzer(AnalyzerOptions options = {});
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  /// Appends the tokens under `where` in order of place; spans are bytes of `text`, which must be valid
  /// UTF-8.
  void analyze(std::string_view text, corpus::Span where, std::vector<Token>& tokens);
  [[nodiscard]] std::vector<Token> analyze(std::string_view text);
  /// The two halves of analyze(). A text that is read in parts is faster if the second is called once: the
  /// memory that it needs is fetched ahead.
  void find_words(std::string_view text, corpus::Span where, std::vector<Token>& tokens);
  void find_forms(std::string_view text, std::span<Token> tokens);

  [[nodiscard]] const Form& form(FormId id) const;
  /// By FormId: the stem of a form that is counted (see is_counted()), else kNotCounted. Valid until the next
  /// form is met.
  [[nodiscard]] std::span<const StemId> counted_stems() const;
  [[nodiscard]] std::string_view stem(StemId id) const;
  [[nodiscard]] std::size_t form_count() const;
  [[nodiscard]] std::size_t stem_count() const;
  /// The form of a single word as tokens have it ("Libraries’" -> "libraries'").
  FormId intern(std::string_view word);
  /// The same of words that are forms already (Form::text): as many ids.
  void intern_forms(std::span<const std::string_view> folded, std::span<FormId> ids);
  /// The number of a stem, also of one that no text has shown yet.
  StemId intern_stem(std::string_view stem);
  /// Forgets the forms (their ids become invalid) but not the stems, so that an endless stream of new
  /// spellings can't fill the memory.
  void forget_forms();
  /// Forgets all forms and stems (ids become invalid), so that an endless stream of new words can't fill the
  /// memory.
  void clear();

  [[nodiscard]] const AnalyzerOptions& options() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Codes that AnalyzerOptions::language may have, sorted.
[[nodiscard]] const std::vector<std::string_view>& languages();

enum class StopWord : std::uint8_t {
  no,
  light,    ///< a verb, noun or numeral that any story is told with ("came", "way", "six")
  function  ///< "the", "and"
};

/// Only English has lists, elsewhere the idf weighs such words down.
[[nodiscard]] StopWord stop_word(std::string_view folded, std::string_view language);

}  // namespace bearout::models
