#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"
#include "models/analyzer.hpp"
#include "models/term_counts.hpp"
#include "models/text_reader.hpp"

namespace bearout::models {

class ReadingPacker;

struct StatisticsOptions {
  AnalyzerOptions analyzer;
  Unit unit = Unit::passage;
  std::size_t sample_size = 50'000;  ///< passages kept in the sample

  friend bool operator==(const StatisticsOptions&, const StatisticsOptions&) = default;
};

/// A passage (or a whole document, see Unit) of the sample.
struct SamplePassage {
  std::uint64_t hash = 0;   ///< XXH3 of document id and start: who is in the sample depends on nothing else
  std::string document;     ///< id
  std::uint64_t start = 0;  ///< code points of the document's text
  std::uint64_t end = 0;
  std::string text;  ///< at most 20,000 bytes of it

  friend bool operator==(const SamplePassage&, const SamplePassage&) = default;
};

/// What decides which passages are in the sample: XXH3 of the document's id and the start (code points) of
/// the passage or, for whole documents, of its first one.
[[nodiscard]] std::uint64_t sample_hash(std::string_view document, std::uint64_t start);

/// What a shard has seen: integers and a bottom-k sample (Cohen & Kaplan 2007: the k passages with the
/// smallest hash are a uniform sample, and the smallest k of two such sets are that of the union). Both add
/// up exactly, in any order and grouping; nothing is pruned here, since a term that is rare in a shard may be
/// frequent in the whole. Stems beyond some hundred thousand are set aside, packed (see TermCounts), so that
/// the memory of the rare ones, which never come to an end, is some bytes each.
class Statistics {
 public:
  explicit Statistics(StatisticsOptions options = {});

  /// Counts a document. Documents by the author of the page are no evidence and are left out. `packer`, if
  /// there is one, gets the reading of each that is counted: always the same one.
  void observe(const corpus::Document& document, ReadingPacker* packer = nullptr);
  /// Adds another shard. Throws Error if it was counted with other options.
  Statistics& operator+=(const Statistics& other);
  /// The same, and leaves the other one empty.
  Statistics& operator+=(Statistics&& other);
  /// Gives back the memory that counting takes: worth while before something else that takes much. More may
  /// be counted afterwards, with the `packer` of before or none.
  void set_aside(ReadingPacker* packer = nullptr);

  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t passages() const { return passages_; }
  [[nodiscard]] const StatisticsOptions& options() const { return options_; }
  /// Content stems and their frequencies.
  [[nodiscard]] TermCounts terms() const;
  /// The sample's first passages, at most so many, sorted by hash, then document id, then start.
  [[nodiscard]] std::vector<SamplePassage> sample(std::size_t most = SIZE_MAX) const;

  friend bool operator==(const Statistics& a, const Statistics& b);

  void save(std::ostream& out) const;
  /// Throws Error; `name` is the file's, for the message.
  [[nodiscard]] static Statistics load(std::istream& in, std::string_view name);

 private:
  void count_unit(const corpus::Document& document, std::size_t first_passage, std::size_t last_passage,
                  const ReadText& text);
  void set_aside_if_full(ReadingPacker* packer);
  void add_all_but_terms(const Statistics& other);
  [[nodiscard]] TermCounts live_terms() const;
  void add_aside(TermCounts terms);
  void keep(std::uint64_t hash, std::string_view document, std::uint64_t start, std::uint64_t end,
            std::string_view text);

  StatisticsOptions options_;
  TextReader reader_;
  std::uint64_t documents_ = 0;
  std::uint64_t passages_ = 0;
  struct Count {
    std::uint64_t passages = 0;
    std::uint64_t last_unit = 0;  ///< value of passages_ when the stem was counted last; it only grows
  };
  /// Of a sample passage as the heap holds it: what is moved about is small.
  struct Place {
    std::uint64_t hash = 0;
    std::size_t index = 0;  ///< in sample_
  };
  [[nodiscard]] bool before(const Place& a, const Place& b) const;
  [[nodiscard]] std::vector<const SamplePassage*> sorted_sample() const;

  std::vector<Count> counts_;      ///< by StemId of reader_'s analyser: since terms were set aside
  std::vector<TermCounts> aside_;  ///< each at least twice as many as the next, so that adding is cheap
  std::vector<StemId> stems_;      ///< of the unit that is being counted
  std::vector<SamplePassage> sample_;
  std::vector<Place> heap_;  ///< of sample_, the last one on top
};

}  // namespace bearout::models
