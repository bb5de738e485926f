#pragma once

#include <string>
#include <vector>

#include "framing/labelled_sets.hpp"
#include "models/framing_weights.hpp"
#include "models/knowledge.hpp"

/// A pair as it was labelled and as it was judged.
struct JudgedPair {
  int framing = 0;   ///< 1 supports, -1 contrary, 0 neutral
  double logit = 0;  ///< its sign is the verdict if one is forced
  int verdict = 0;
};

/// Judges every pair; `knowledge` may be null.
[[nodiscard]] std::vector<JudgedPair> judge_case(const LabelledCase& pairs,
                                                 const bearout::models::FramingWeights& weights,
                                                 const bearout::models::Knowledge* knowledge);
/// A set as a case: texts without an outcome are judged for "People were satisfied.".
[[nodiscard]] LabelledCase as_case(const LabelledSet& set);

/// Macro F1 of supports and contrary by the sign of the logit, neutral pairs left out.
[[nodiscard]] double polar_f1(const std::vector<JudgedPair>& pairs);
/// Macro F1 of the labels that occur, by the verdict.
[[nodiscard]] double verdict_f1(const std::vector<JudgedPair>& pairs);

struct Thresholds {
  double supports_from = 0, contrary_to = 0;  ///< logits
};
/// Those with the best mean verdict_f1 over the sets, or the ones that leave least open and are worse by no
/// more than a standard error (the rule of Breiman et al. 1984): where sets disagree, the sign decides.
enum class Choice { best, least_open };
[[nodiscard]] Thresholds choose_thresholds(const std::vector<std::vector<JudgedPair>>& sets, Choice choice);
