#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document.hpp"
#include "corpus/outcome.hpp"
#include "models/random_stream.hpp"

namespace bearout::tests {

/// Texts, comments and outcomes drawn from a fixed stream: words of several scripts, repeated ones and rare
/// ones, stops, list markers, emoji, references to outcomes, white space. The same seed gives the same corpus
/// everywhere.
class RandomCorpus {
 public:
  explicit RandomCorpus(std::uint64_t seed) : random_(seed) {}

  /// A number below `end`.
  std::size_t below(std::size_t end);
  /// At most that many pieces (words, marks, line ends); may be empty.
  std::string text(std::size_t most_pieces);
  /// Comments with ids of their own; one in ten by the author of the page.
  std::vector<corpus::Document> documents(std::size_t count);
  /// Outcomes "1", "2", …
  std::vector<corpus::Outcome> outcomes(std::size_t count);

 private:
  std::string word();

  models::RandomStream random_;
  std::size_t named_ = 0;  // ids given so far
};

}  // namespace bearout::tests
