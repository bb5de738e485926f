#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/passage.hpp"
#include "corpus/span.hpp"
#include "models/analyzer.hpp"

namespace bearout::models {

/// A half-open range of token numbers.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
};

/// Where a cue fits: its own words, and the tokens that it captures.
struct CueMatch {
  TokenRange words;
  TokenRange captured;
};

/// A sequence of slots over folded words, written on one line:
///   maybe|perhaps   one of these words
///   also?           may be left out
///   ~3              up to three words, whatever they are
///   {}              captures: at the end what follows to the end of the sentence, at the beginning what went
///                   before in it, in the middle one to twelve words
/// A pattern must have a slot with words before any slot that may be empty (a leading {} apart).
class CuePattern {
 public:
  explicit CuePattern(std::string_view written);

  /// Fits the pattern at token `at` of the sentence; the shortest fit wins.
  [[nodiscard]] std::optional<CueMatch> match(std::span<const std::string_view> forms, TokenRange sentence,
                                              std::size_t at) const;
  /// Words with which a match may begin: those of the first slot.
  [[nodiscard]] const std::vector<std::string>& first_words() const { return slots_.front().words; }

 private:
  struct Slot {
    std::vector<std::string> words;  ///< empty: any word
    std::size_t least = 1;
    std::size_t most = 1;
    bool captures = false;
  };
  [[nodiscard]] bool fit(std::span<const std::string_view> forms, std::size_t end, std::size_t at,
                         std::size_t slot, CueMatch& match) const;

  std::vector<Slot> slots_;
  bool captures_before_ = false;
  bool captures_after_ = false;
};

/// Tokens' folded words, resolved once for a document. Views into the analyser's table.
[[nodiscard]] std::vector<std::string_view> folded_words(std::span<const Token> tokens,
                                                         const Analyzer& analyzer);

/// A sentence as cues see it: never crossed by a match.
struct CueSentence {
  corpus::Span span;
  TokenRange tokens;
};

/// Sentences from passages (clauses of one sentence joined). Where there is no more than one passage (a whole
/// document as a passage, or an unsegmented reply) text is cut at line ends and after . ! ? … before a space.
[[nodiscard]] std::vector<CueSentence> cue_sentences(std::string_view text,
                                                     std::span<const corpus::Passage> passages,
                                                     std::span<const Token> tokens);

}  // namespace bearout::models
