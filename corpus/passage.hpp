#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"

namespace bearout::corpus {

/// A stretch of a document that is judged on its own: a sentence, or a clause of a very long one.
struct Passage {
  Span span;              ///< bytes; begins and ends at visible characters
  std::size_t start = 0;  ///< the same in Unicode code points of the document's text
  std::size_t end = 0;
  std::uint32_t sentence = 0;  ///< clauses of one sentence share it; counted from 0 in the document

  friend bool operator==(const Passage&, const Passage&) = default;
};

/// Cuts text into passages by the sentence rules of UAX #29 and what real comments need beyond them
/// (stop_rules.cpp says what and why; ICU finds the stops of other scripts). Holds an ICU iterator: keep one
/// per thread, it is not thread-safe. The same text gives the same passages, always.
class Segmenter {
 public:
  Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  /// Passages of a valid UTF-8 text in order; they never overlap, and every letter and digit of the text lies
  /// in one, but for those of list markers ("2.", "a)") and of "<br>" tags that an export left behind.
  [[nodiscard]] std::vector<Passage> segment(std::string_view text);
  /// The same into a vector that is used again and again; what it held is gone.
  void segment(std::string_view text, std::vector<Passage>& passages);

  /// The whole text as one passage (`--unit document`); none if it has no visible character.
  [[nodiscard]] static std::vector<Passage> whole(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::corpus
