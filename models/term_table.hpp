#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/channels.hpp"
#include "models/corpus_learning.hpp"
#include "models/landmarks.hpp"
#include "models/outcome_space.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// One stem's figures towards all outcomes. Views live until the table forgets.
struct TermFigures {
  const float* figures = nullptr;  ///< kTermChannels rows of m
  TermId term = Vocabulary::kNone;
  std::uint32_t vector = Knowledge::kNone;
  float parts_square = 0;           ///< squared length of its n-grams
  const float* likeness = nullptr;  ///< its vector times the landmarks' meanings; null without a vector
  bool learned = false;             ///< the corpus taught something about it

  [[nodiscard]] const float* of(Channel channel, std::size_t outcomes) const {
    return figures + static_cast<std::size_t>(channel) * outcomes;
  }
};

/// Figures of stems, worked out when a text first names them and kept up to a bound. Not thread-safe.
class TermTable {
 public:
  /// All must outlive it; `learning` may be null (then its two channels are 0).
  TermTable(const OutcomeSpace& space, const OutcomeIndex& index, const Landmarks& landmarks,
            const CorpusLearning* learning);

  /// Makes room: after this, find() of one text's terms leaves all of their figures in place.
  void begin_text();
  [[nodiscard]] TermFigures find(const TextTerm& term, std::string_view stem);
  void forget();
  /// Goes on with what the corpus taught; the other figures stay.
  void learn(const CorpusLearning* learning);

 private:
  void add_learning(TermFigures& result, float* figures) const;
  TermFigures work_out(const TextTerm& term, std::string_view stem);

  const OutcomeSpace* space_;
  const OutcomeIndex* index_;
  const Landmarks* landmarks_;
  const CorpusLearning* learning_;
  std::vector<std::uint32_t> places_;  // by StemId, 0: not there, else 1 + place in figures_
  std::vector<TermFigures> figures_;
  std::vector<std::unique_ptr<float[]>> blocks_;
};

}  // namespace bearout::models
