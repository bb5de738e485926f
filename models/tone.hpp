#pragma once

#include <span>
#include <string_view>

#include "corpus/span.hpp"
#include "models/analyzer.hpp"
#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/lexicon.hpp"

namespace bearout::models {

/// The tone of the passage `within`, whose tokens are given, by rules and the lexicon (see
/// FramingJudge::read), into `tone`, whose memory is used again. Requires a note on every token's form.
void read_tone(const Lexicon& lexicon, const FormNotes& notes, std::string_view text, corpus::Span within,
               std::span<const Token> tokens, const Analyzer& analyzer, Tone& tone);
[[nodiscard]] inline Tone read_tone(const Lexicon& lexicon, const FormNotes& notes, std::string_view text,
                                    corpus::Span within, std::span<const Token> tokens,
                                    const Analyzer& analyzer) {
  Tone tone;
  read_tone(lexicon, notes, text, within, tokens, analyzer, tone);
  return tone;
}

}  // namespace bearout::models
