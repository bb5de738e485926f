#include "models/wordnet/cooccurrence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>

#include "models/wordnet/term_reader.hpp"

namespace bearout::models::wordnet {

namespace {

// Weights in tenths, so that sums are exact whatever their order.
constexpr std::uint32_t kSelf = 10;
constexpr std::uint32_t kSynonym = 30;
constexpr std::uint32_t kGloss = 10;
constexpr std::uint32_t kRelated = 20;
constexpr std::uint32_t kNear = 3;
constexpr std::size_t kNearWords = 4;  // to the left

constexpr std::uint32_t kNone = 0xffffffff;

/// The stems of one synset: first the analyzer's numbers, later rows.
struct Entry {
  std::vector<std::uint32_t> heads, gloss, related;
};

bool carries_meaning(Relation relation) {
  return relation != Relation::antonym;
}

std::vector<Entry> read_entries(const WordNet& wordnet, TermReader& reader) {
  std::vector<Entry> entries(wordnet.synsets.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Synset& synset = wordnet.synsets[i];
    for (const std::string& word : synset.words) reader.read(word, entries[i].heads);
    reader.read(synset.gloss, entries[i].gloss);
    for (const Pointer& pointer : synset.pointers) {
      if (!carries_meaning(pointer.relation)) continue;
      reader.read(wordnet.synsets[pointer.synset].words.front(), entries[i].related);
    }
  }
  return entries;
}

/// In how many entries each of the analyzer's stems stands, in the given parts of them.
std::vector<std::uint32_t> count_entries(const std::vector<Entry>& entries,
                                         std::initializer_list<std::vector<std::uint32_t> Entry::*> parts,
                                         std::size_t stems) {
  std::vector<std::uint32_t> counts(stems);
  std::vector<std::size_t> seen(stems, entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const auto part : parts) {
      for (const std::uint32_t stem : entries[i].*part) {
        if (std::exchange(seen[stem], i) != i) ++counts[stem];
      }
    }
  }
  return counts;
}

/// The share of glosses that hold each of the chosen stems.
std::vector<float> count_glosses(const std::vector<Entry>& entries, const std::vector<StemId>& chosen,
                                 std::size_t stems) {
  const std::vector<std::uint32_t> counts = count_entries(entries, {&Entry::gloss}, stems);
  std::vector<float> shares;
  shares.reserve(chosen.size());
  for (const StemId stem : chosen)
    shares.push_back(static_cast<float>(counts[stem]) / static_cast<float>(entries.size()));
  return shares;
}

/// The stems that get a row, sorted by their bytes.
std::vector<StemId> choose_stems(const std::vector<std::uint32_t>& counts, const Analyzer& analyzer,
                                 const CooccurrenceOptions& options) {
  std::vector<StemId> chosen;
  for (StemId stem = 0; stem < counts.size(); ++stem) {
    if (counts[stem] >= options.least_synsets) chosen.push_back(stem);
  }
  std::sort(chosen.begin(), chosen.end(), [&](StemId a, StemId b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : analyzer.stem(a) < analyzer.stem(b);
  });
  chosen.resize(std::min(chosen.size(), options.most_stems));
  std::sort(chosen.begin(), chosen.end(),
            [&](StemId a, StemId b) { return analyzer.stem(a) < analyzer.stem(b); });
  return chosen;
}

void number_by_row(std::vector<Entry>& entries, const std::vector<std::uint32_t>& row_of) {
  for (Entry& entry : entries) {
    for (auto* part : {&entry.heads, &entry.gloss, &entry.related}) {
      for (std::uint32_t& stem : *part) stem = row_of[stem];
      part->erase(std::remove(part->begin(), part->end(), kNone), part->end());
    }
  }
}

/// Calls add(row, column, weight) for all pairs of an entry, each in both orders.
template <typename Add>
void for_each_pair(const Entry& entry, const Add& add) {
  const auto add_both = [&](std::uint32_t a, std::uint32_t b, std::uint32_t weight) {
    if (a == b) return;
    add(a, b, weight);
    add(b, a, weight);
  };
  for (std::size_t i = 0; i < entry.heads.size(); ++i) {
    const std::uint32_t head = entry.heads[i];
    add(head, head, kSelf);
    for (std::size_t j = 0; j < i; ++j) add_both(head, entry.heads[j], kSynonym);
    for (const std::uint32_t other : entry.gloss) add_both(head, other, kGloss);
    for (const std::uint32_t other : entry.related) add_both(head, other, kRelated);
  }
  for (std::size_t i = 0; i < entry.gloss.size(); ++i) {
    for (std::size_t j = i - std::min(i, kNearWords); j < i; ++j)
      add_both(entry.gloss[i], entry.gloss[j], kNear);
  }
}

struct Cell {
  std::uint32_t column = 0;
  std::uint32_t weight = 0;
};

/// Symmetric counts: row i is cells[begins[i] … begins[i + 1]), columns ascending, each once.
struct Counts {
  std::vector<std::size_t> begins;
  std::vector<Cell> cells;

  [[nodiscard]] std::span<const Cell> row(std::size_t i) const {
    return std::span(cells).subspan(begins[i], begins[i + 1] - begins[i]);
  }
  [[nodiscard]] std::size_t rows() const { return begins.size() - 1; }
};

/// All pairs, sorted into rows, not yet added up.
Counts gather_pairs(const std::vector<Entry>& entries, std::size_t rows) {
  Counts counts;
  counts.begins.resize(rows + 1);
  for (const Entry& entry : entries) {
    for_each_pair(entry, [&](std::uint32_t row, std::uint32_t, std::uint32_t) { ++counts.begins[row + 1]; });
  }
  for (std::size_t i = 0; i < rows; ++i) counts.begins[i + 1] += counts.begins[i];
  counts.cells.resize(counts.begins.back());
  std::vector<std::size_t> next(counts.begins.begin(), counts.begins.end() - 1);
  for (const Entry& entry : entries) {
    for_each_pair(entry, [&](std::uint32_t row, std::uint32_t column, std::uint32_t weight) {
      counts.cells[next[row]++] = {column, weight};
    });
  }
  return counts;
}

void add_up(Counts& counts) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.rows(); ++i) {
    const auto begin = counts.cells.begin() + static_cast<std::ptrdiff_t>(counts.begins[i]);
    const auto end = counts.cells.begin() + static_cast<std::ptrdiff_t>(counts.begins[i + 1]);
    std::sort(begin, end, [](const Cell& a, const Cell& b) { return a.column < b.column; });
    const std::size_t first = kept;
    counts.begins[i] = first;
    for (auto cell = begin; cell != end; ++cell) {
      if (kept > first && counts.cells[kept - 1].column == cell->column) {
        counts.cells[kept - 1].weight += cell->weight;
      } else {
        counts.cells[kept++] = *cell;
      }
    }
  }
  counts.begins.back() = kept;
  counts.cells.resize(kept);
}

/// ln(p(row, column) / (p(row) p'(column))) where it is positive; p' is the smoothed distribution.
SparseFloats positive_pmi(const Counts& counts) {
  const std::size_t n = counts.rows();
  std::vector<double> totals(n);  // whole numbers: exact
  for (std::size_t i = 0; i < n; ++i) {
    for (const Cell& cell : counts.row(i)) totals[i] += cell.weight;
  }
  std::vector<double> smoothed(n);
  double all_smoothed = 0;
  for (std::size_t i = 0; i < n; ++i) {
    smoothed[i] = std::sqrt(totals[i]) *
                  std::sqrt(std::sqrt(totals[i]));  // to the power of 0.75, exactly rounded steps
    all_smoothed += smoothed[i];
  }
  SparseFloats ppmi(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
  ppmi.reserve(static_cast<Eigen::Index>(counts.cells.size()));
  for (std::size_t i = 0; i < n; ++i) {
    ppmi.startVec(static_cast<Eigen::Index>(i));
    for (const Cell& cell : counts.row(i)) {
      const double ratio = cell.weight * all_smoothed / (totals[i] * smoothed[cell.column]);
      if (ratio <= 1) continue;
      ppmi.insertBack(static_cast<Eigen::Index>(i), cell.column) = static_cast<float>(std::log(ratio));
    }
  }
  ppmi.finalize();
  return ppmi;
}

}  // namespace

Cooccurrence cooccurrence(const WordNet& wordnet, Analyzer& analyzer, const std::vector<StemAlias>& aliases,
                          const CooccurrenceOptions& options) {
  TermReader reader(analyzer, aliases);
  std::vector<Entry> entries = read_entries(wordnet, reader);
  const auto chosen = choose_stems(
      count_entries(entries, {&Entry::heads, &Entry::gloss, &Entry::related}, analyzer.stem_count()),
      analyzer, options);
  std::vector<std::uint32_t> row_of(analyzer.stem_count(), kNone);
  Cooccurrence result;
  for (std::uint32_t row = 0; row < chosen.size(); ++row) {
    row_of[chosen[row]] = row;
    result.stems.emplace_back(analyzer.stem(chosen[row]));
  }
  result.gloss_shares = count_glosses(entries, chosen, analyzer.stem_count());
  number_by_row(entries, row_of);
  Counts counts = gather_pairs(entries, chosen.size());
  add_up(counts);
  result.ppmi = positive_pmi(counts);
  return result;
}

}  // namespace bearout::models::wordnet
