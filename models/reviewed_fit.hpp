#pragma once

#include <span>
#include <vector>

#include "models/analyzer.hpp"
#include "models/decision.hpp"
#include "models/model.hpp"
#include "models/passage_space.hpp"
#include "models/sample_channels.hpp"
#include "models/statistics.hpp"
#include "models/text_reader.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// So many passages of the sample serve to learn the space in which passages are alike: fewer where nothing
/// was decided, since then it only says in which order to ask.
[[nodiscard]] std::size_t most_space_texts(const DecidedFacts& decided);

/// What a fit has at hand of its sample: passages, their weighted rows, the forms of the first
/// most_space_texts(), and of as many as the matcher was fitted on their channels and logits (by outcome).
struct FittedSample {
  std::span<const SamplePassage> passages;
  std::span<const WeightedText> rows;
  std::span<const FormCounts> forms;
  std::span<const double> logits;
  SampleChannels* channels = nullptr;  ///< null if there are none of these
};

/// Fills in model.reviewed from the decisions in model.decided, and model.questions. model.reviewed.space
/// must be learned and the matcher fitted, `index` is the model's; `reader` has read the sample. A decision
/// teaches if its passage has a text, or is in the sample.
void fit_reviewed(Model& model, const ModelIndex& index, const FittedSample& sample, TextReader& texts);

}  // namespace bearout::models
