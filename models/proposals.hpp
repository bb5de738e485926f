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

/// Somebody says outright that something belongs on the list ("maybe a word about how …", "is enjoyment among
/// …?").
struct Proposal {
  corpus::Span cue;  ///< the words that gave it away
  corpus::Span
      wording;  ///< what is proposed, as written: the quoted text where there is one, else the clause
  std::string statement;  ///< the wording made into a statement: tidied, first letter a capital, questions
                          ///< turned round
  double weight = 0;      ///< how sure the cue is, in (0, 1]
  bool quoted = false;    ///< the wording stood in quotation marks
  /// Content stems of what it is about, sorted: the wording's, and those of the vague question that led to it
  /// ("What about pictures? For instance “…”").
  std::vector<std::string> stems;
};

/// Proposals in a document, in order of place, by a grammar of cues over tokens. English only; none for other
/// languages.
[[nodiscard]] std::vector<Proposal> find_proposals(std::string_view text,
                                                   std::span<const corpus::Passage> passages,
                                                   std::span<const Token> tokens, const Analyzer& analyzer);

/// A piece of an author's reply that is addressed to one person, and whether it says yes or no to what they
/// proposed.
struct Acceptance {
  std::string addressee;  ///< name after the "@", as written, without it; empty: the reply as a whole (its
                          ///< parent is meant)
  corpus::Span piece;     ///< the stretch that speaks to this person
  bool accepts = false;   ///< "hope you don't mind if I lift that", "I'll add it": yes; thanks alone: no
  bool refuses = false;   ///< "I won't go into that"; both may be true, of different things
  bool takes_wording = false;        ///< takes over the words themselves ("your phrasing", "word for word")
  std::vector<std::string> stems;    ///< content stems of the sentences that accept, sorted
  std::vector<std::string> refused;  ///< content stems of the sentences that only refuse, sorted
};

/// Who is answered in an author's reply, and whether anything that they proposed is accepted. In order of
/// place.
[[nodiscard]] std::vector<Acceptance> find_acceptances(std::string_view text, std::span<const Token> tokens,
                                                       const Analyzer& analyzer);

/// Does the answer accept proposal number `which` of the person's proposals? A person's only proposal is
/// accepted (or refused) by whatever is said. One of several must be spoken of: by a content stem that the
/// answer shares with this proposal and not with all of them, or, if the author takes over the wording, by
/// having been put in quotation marks. Nothing: the answer doesn't say. Requires which < proposals.size().
[[nodiscard]] std::optional<bool> is_accepted(const Acceptance& answer, std::span<const Proposal> proposals,
                                              std::size_t which);

}  // namespace bearout::models
