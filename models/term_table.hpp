#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/channels.hpp"
#include "models/corpus_learning.hpp"
#include "models/outcome_space.hpp"
#include "models/parallel.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// One stem's figures towards all outcomes, as views into what holds them.
struct TermFigures {
  std::array<const float*, kTermChannels> channels{};  ///< m figures each; null: all are 0
  std::array<float, kTermChannels> highest{};          ///< of each channel's figures
  std::array<float, kTermChannels> means{};
  std::uint32_t vector = Knowledge::kNone;
  float to_mean = 0;       ///< its vector times the corpus' mean
  float parts_square = 0;  ///< squared length of its n-grams

  [[nodiscard]] const float* of(Channel channel) const { return channels[static_cast<std::size_t>(channel)]; }
  /// Its meaning is known, or it has none: see FigureSources::add_meaning().
  [[nodiscard]] bool is_complete() const {
    return vector == Knowledge::kNone || of(Channel::meaning) != nullptr;
  }
  /// The corpus taught something about it.
  [[nodiscard]] bool learned() const { return of(Channel::self_trained) != nullptr; }
};

/// Room for rows of figures that stay where they are until all are forgotten.
class FigureRoom {
 public:
  [[nodiscard]] std::span<float> take(std::size_t figures);
  /// Takes back the row that was taken last.
  void give_back(std::span<float> row) { left_ = {row.data(), row.size() + left_.size()}; }
  void clear();
  [[nodiscard]] std::size_t bytes() const { return blocks_.size() * kBlockFigures * sizeof(float); }

 private:
  static constexpr std::size_t kBlockFigures = std::size_t{1} << 18U;
  std::vector<std::unique_ptr<float[]>> blocks_;
  std::span<float> left_;  // of the last block
};

/// What stems are held against.
struct FigureSources {
  const OutcomeSpace* space = nullptr;
  const OutcomeIndex* outcomes = nullptr;
  bool words_alone = false;  ///< nothing but the words channel is asked for

  /// Figures of a stem in the first channels but meaning; `term` is kNone outside the vocabulary.
  [[nodiscard]] TermFigures work_out(std::string_view stem, TermId term, FigureRoom& room) const;
  /// The rest of them, which few passages are asked for. Requires a vector.
  void add_meaning(TermFigures& figures, FigureRoom& room) const;
};

/// Figures of the terms that a sample holds, which are the words of nearly every passage: worked out once,
/// shared by threads. Its rows are its own: it needs no source once it is made.
class FigureTable {
 public:
  /// Of these terms, worked out in parallel.
  FigureTable(const FigureSources& sources, const Vocabulary& vocabulary, std::span<const TermId> terms,
              const Parallel& parallel = one_after_another);

  /// Null for a term that is not among them.
  [[nodiscard]] const TermFigures* find(TermId term) const {
    return term >= rows_.size() || rows_[term] == kNoRow ? nullptr : &figures_[rows_[term]];
  }

 private:
  static constexpr std::uint32_t kNoRow = 0xffffffff;
  std::vector<FigureRoom> rooms_;
  std::vector<TermFigures> figures_;
  std::vector<std::uint32_t> rows_;  // by term
};

/// Figures of stems by the numbers that one analyser gives them: those of a FigureTable, and others, worked
/// out when a text first names them and kept up to a bound. Not thread-safe.
class TermTable {
 public:
  /// All must outlive it; `learning` may be null (then its two channels are 0).
  TermTable(const FigureSources& sources, const FigureTable& shared, const CorpusLearning* learning);

  /// Makes room: after this, find() of one text's terms leaves all of their figures in place.
  void begin_text();
  [[nodiscard]] const TermFigures& find(const TextTerm& term, const Analyzer& analyzer) {
    if (term.stem < places_.size() && places_[term.stem] != nullptr) return *places_[term.stem];
    return add(term, analyzer);
  }
  /// Works out what is missing of a stem's figures, which find() has given before.
  void complete(StemId stem);
  void forget();
  /// Goes on with what the corpus taught; the other figures stay.
  void learn(const CorpusLearning* learning);

 private:
  const TermFigures& add(const TextTerm& term, const Analyzer& analyzer);
  void add_learning(TermId term, TermFigures& figures) const;
  void measure(TermFigures& figures) const;
  void measure(TermFigures& figures, std::size_t channel) const;

  FigureSources sources_;
  const FigureTable* shared_;
  const CorpusLearning* learning_;
  std::vector<TermFigures*> places_;  // by StemId, null: not there, else in figures_
  std::deque<TermFigures> figures_;   // which stay where they are
  std::vector<TermId> terms_;         // of figures_
  FigureRoom room_;
};

}  // namespace bearout::models
