#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/passage.hpp"
#include "corpus/span.hpp"
#include "models/analyzer.hpp"

namespace bearout::models {

/// Somebody says outright that something belongs on the list ("maybe a word about how …", "is enjoyment among
/// …?").
struct Proposal {
  corpus::Span cue;  ///< the words that gave it away
  corpus::Span
      wording;  ///< what is proposed, as written: the quoted text where there is one, else the clause
  std::string statement;  ///< the wording made into a statement: tidied, first letter a capital, questions
                          ///< turned round
  double weight = 0;      ///< how sure the cue is, in (0, 1]
};

/// Proposals in a document, in order of place, by a grammar of cues over tokens. English only; none for other
/// languages.
[[nodiscard]] std::vector<Proposal> find_proposals(std::string_view text,
                                                   std::span<const corpus::Passage> passages,
                                                   std::span<const Token> tokens, const Analyzer& analyzer);

/// A piece of an author's reply that is addressed to one person and says yes or no to what they proposed.
struct Acceptance {
  std::string addressee;  ///< name after the "@", as written, without it; empty: the reply as a whole (its
                          ///< parent is meant)
  corpus::Span piece;     ///< the stretch that speaks to this person
  bool accepts = false;   ///< "hope you don't mind if I lift that", "I'll add it": yes; thanks alone: no
  std::vector<std::string>
      stems;  ///< content stems of the piece, sorted: which of the person's proposals it speaks of
};

/// Who is answered in an author's reply, and whether a proposal is accepted.
[[nodiscard]] std::vector<Acceptance> find_acceptances(std::string_view text, std::span<const Token> tokens,
                                                       const Analyzer& analyzer);

}  // namespace bearout::models
