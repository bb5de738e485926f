#include "models/word_parts.hpp"

#define XXH_INLINE_ALL  // n-grams are so short that a call would cost more than the hash
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string>

#include "corpus/utf8.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 5;
constexpr std::size_t kCommonFrequencies = 64;
constexpr std::size_t kLongestStem = 65;  // characters and the end: what is longer is no word

/// Buckets of all n-grams of "<stem>", with repetition, sorted.
void read_buckets(std::string_view stem, std::vector<std::uint32_t>& buckets) {
  buckets.clear();
  const std::string word = "<" + std::string(stem) + ">";
  std::vector<std::size_t> begins;  // of the characters, and the end
  begins.reserve(word.size() + 1);
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (!corpus::is_continuation(word[i])) begins.push_back(i);
  }
  begins.push_back(word.size());
  if (begins.size() > kLongestStem) begins.resize(kLongestStem);
  const std::size_t characters = begins.size() - 1;
  buckets.reserve(characters * (kLongest - kShortest + 1));
  for (std::size_t length = kShortest; length <= kLongest; ++length) {
    for (std::size_t i = 0; i + length <= characters; ++i) {
      const std::uint64_t hash = XXH3_64bits(word.data() + begins[i], begins[i + length] - begins[i]);
      buckets.push_back(static_cast<std::uint32_t>(hash % WordParts::kBuckets));
    }
  }
  std::sort(buckets.begin(), buckets.end());
}

}  // namespace

WordParts::WordParts(const Vocabulary& vocabulary, std::uint64_t texts) {
  std::vector<std::uint64_t> frequencies(kBuckets, 0);
  std::vector<std::uint32_t> buckets;
  for (TermId term = 0; term < vocabulary.size(); ++term) {
    read_buckets(vocabulary[term], buckets);
    buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
    for (const std::uint32_t bucket : buckets) frequencies[bucket] += vocabulary.frequency(term);
  }
  const auto idf_of = [texts](std::uint64_t frequency) {
    return static_cast<float>(inverse_document_frequency(std::min(frequency, texts), texts));
  };
  // Most buckets hold nothing, most others little: these logarithms are taken once.
  std::array<float, kCommonFrequencies> common{};
  for (std::size_t df = 0; df < common.size(); ++df) common[df] = idf_of(df);
  idf_.assign(kBuckets, idf_of(1));
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    const std::uint64_t frequency = frequencies[bucket];
    if (frequency > 1) idf_[bucket] = frequency < common.size() ? common[frequency] : idf_of(frequency);
  }
}

void WordParts::read(std::string_view stem, std::vector<Part>& parts) const {
  parts.clear();
  std::vector<std::uint32_t> buckets;
  read_buckets(stem, buckets);
  parts.reserve(buckets.size());
  for (std::size_t i = 0; i < buckets.size();) {
    std::size_t j = i;
    while (j < buckets.size() && buckets[j] == buckets[i]) ++j;
    parts.push_back({buckets[i], static_cast<float>(j - i) * idf_[buckets[i]]});
    i = j;
  }
}

}  // namespace bearout::models
