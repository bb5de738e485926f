#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "framing/feature_names.hpp"
#include "framing/labelled_sets.hpp"
#include "models/criticism.hpp"
#include "models/judgement.hpp"
#include "models/knowledge.hpp"
#include "models/lexicon.hpp"

/// A text as the criticism model sees it.
struct ToneRow {
  std::size_t set = 0;
  int framing = 0;
  std::vector<std::uint32_t> features;  ///< numbers in FeatureNames, repeated as they occur
  double scale = 1;                     ///< what each occurrence counts
  std::array<double, bearout::models::kToneParts> parts{};
};

/// A text and a claim as the claim model sees them.
struct ClaimRow {
  std::size_t set = 0;
  int framing = 0;
  std::vector<std::uint32_t> features;  ///< but for the claim's own words
  double scale = 1;
  bearout::models::ClaimSight sight;
};

/// Turns labelled texts into rows with the very code that judges them. `knowledge` may be null.
class TextRows {
 public:
  explicit TextRows(const bearout::models::Knowledge* knowledge);
  ~TextRows();

  /// Rows of the sets for criticism (kinds "sentiment" and "aspect"); `set` is the index into `sets`.
  std::vector<ToneRow> tones(const std::vector<LabelledSet>& sets);
  /// Rows of the claims; `weights` must have those of criticism. Near-copies and the like give none.
  std::vector<ClaimRow> claims(const std::vector<LabelledSet>& sets,
                               const bearout::models::FramingWeights& weights);
  [[nodiscard]] const FeatureNames& names() const { return names_; }

 private:
  struct Profiles;
  ToneRow tone_row(const std::string& text, bool& says_nothing);
  bool claim_row(const LabelledText& labelled, Profiles& profiles,
                 const bearout::models::FramingWeights& weights, ClaimRow& row);
  std::vector<std::uint32_t> numbers(const std::string& text, const std::vector<std::uint8_t>& left_out);

  const bearout::models::Knowledge* knowledge_;
  bearout::models::Analyzer analyzer_;
  bearout::models::Lexicon lexicon_{analyzer_};
  bearout::models::StringTable no_stems_;
  bearout::models::FormNotes notes_{lexicon_, no_stems_, knowledge_};
  FeatureNames names_;
  std::vector<bearout::models::TextFeature> features_;
  bearout::models::WeighedFeatures weighed_;
};
