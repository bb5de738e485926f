#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/vocabulary.hpp"

namespace bearout::models {

/// Character n-grams of 3 to 5 characters of "<stem>" (McNamee & Mayfield 2004: inside words, so that every
/// language and every slip of the pen finds its neighbours). They are kept as hash buckets: the table stays
/// at one size however many n-grams a corpus has (Weinberger et al. 2009), and a rare collision costs little.
class WordParts {
 public:
  static constexpr std::size_t kBuckets = std::size_t{1} << 18U;

  struct Part {
    std::uint32_t bucket = 0;
    float weight = 0;  ///< times it occurs in the stem, times its inverse document frequency
  };

  /// n-grams count as often as the stems that hold them: df = the sum of theirs, at most `texts`.
  WordParts(const Vocabulary& vocabulary, std::uint64_t texts);

  /// The parts of a stem by ascending bucket, each once.
  void read(std::string_view stem, std::vector<Part>& parts) const;

 private:
  std::vector<float> idf_;  // by bucket
};

}  // namespace bearout::models
