#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "corpus/text_masks.hpp"

namespace bearout::corpus {

/// A place between two words at which a sentence may be cut.
struct ClauseBound {
  enum class Strength : std::uint8_t {
    space,     ///< any two words
    comma,     ///< of an enumeration, or a conjunction that rather binds
    weak,      ///< a comma on its own, "but" without one
    fair,      ///< a comma and a new subject, a dash, a colon
    strong,    ///< a semicolon
    sentence,  ///< a comma that stands for a full stop: ", Unfortunately the company"
  };
  std::size_t words_before = 0;
  std::size_t end = 0;    ///< of the clause before it
  std::size_t begin = 0;  ///< of the clause behind it
  Strength strength = Strength::space;
};

/// The bounds of a sentence, in order; returns the number of its words. With `spaces` there is one between
/// any two words, else only those that are more than a space. `masks` are the text's.
std::size_t find_clause_bounds(std::string_view text, const TextMasks& masks, Span sentence, bool spaces,
                               std::vector<ClauseBound>& bounds);

}  // namespace bearout::corpus
