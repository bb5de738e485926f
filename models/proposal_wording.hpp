#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corpus/span.hpp"
#include "models/analyzer.hpp"
#include "models/cue_grammar.hpp"

namespace bearout::models {

/// A wording cut out of a comment, and what it reads like as a statement.
struct Wording {
  corpus::Span span;
  std::string statement;
  bool quoted = false;
};

/// The text between quotation marks (“…” or "…") that opens before token `latest` and after byte `from`; with
/// at least two words between the marks. One paragraph at most.
[[nodiscard]] std::optional<Wording> quoted_wording(std::string_view text, std::span<const Token> tokens,
                                                    std::size_t from, std::size_t latest);

/// The clause under `captured` without what only leads to it ("that", "about how", "the way I have been able
/// to") or trails after it (", because …", "to your list"). Nothing if no content is left, or only a pronoun.
[[nodiscard]] std::optional<Wording> clause_wording(std::string_view text, std::span<const Token> tokens,
                                                    std::span<const std::string_view> forms,
                                                    const Analyzer& analyzer, TokenRange captured);

}  // namespace bearout::models
