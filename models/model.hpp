#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/outcome.hpp"
#include "models/matcher.hpp"
#include "models/sparse.hpp"
#include "models/statistics.hpp"
#include "models/themes.hpp"
#include "models/vocabulary.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// Where a list of outcomes came from, for the record.
struct ListFile {
  std::string name;  ///< without folders
  std::uint64_t bytes = 0;
  std::string sha256;  ///< of the bytes, 64 hexadecimal digits

  friend bool operator==(const ListFile&, const ListFile&) = default;
};

struct FitOptions {
  std::string question;             ///< what people were asked; its words count half
  double matches_per_document = 1;  ///< how many outcomes a document bears out on average; above 0
  bool candidates = true;           ///< look for recurring themes
  std::size_t candidate_count = 0;  ///< number of themes; 0: found from the corpus
  std::uint64_t seed = 1;
  MatcherWeights weights = default_weights();
  ListFile list = {};  ///< changes no score; a report made from the model alone can name it

  friend bool operator==(const FitOptions&, const FitOptions&) = default;
};

/// All that scoring needs, learned from statistics and a list of outcomes. A value: fit() and load() make it,
/// nothing changes it, threads share it by const reference.
struct Model {
  AnalyzerOptions analyzer;
  Unit unit = Unit::passage;
  FitOptions options;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
  std::vector<corpus::Outcome> outcomes;
  Vocabulary vocabulary;
  TermWeights weights;
  SparseRows outcome_rows;      ///< outcomes x terms: contrasted TF-IDF, unit length
  SparseRows outcome_postings;  ///< terms x outcomes: the same, turned
  double pivot = 0;  ///< mean length of the sample's rows before they were made unit, see length_factor()
  Matcher matcher;
  std::vector<Theme> themes;  ///< best first
};

/// Fits a model. An empty list of outcomes is allowed (then there are only themes), an empty corpus too.
/// Throws Error if matches_per_document is not above 0.
[[nodiscard]] Model fit(const Statistics& statistics, std::span<const corpus::Outcome> outcomes,
                        const FitOptions& options = {});

void save(const Model& model, std::ostream& out);
/// load(save(m)) scores like m, bit for bit. Throws Error; `name` is the file's, for the message.
[[nodiscard]] Model load(std::istream& in, std::string_view name);
/// 32 hexadecimal digits that change with anything that could change a score.
[[nodiscard]] std::string fingerprint(const Model& model);

/// How close a text is to each outcome of the model: cosine times length_factor(), in a fixed order of sums.
/// out.size() == outcomes.
void measure_closeness(const Model& model, const WeightedText& text, std::span<double> out);

}  // namespace bearout::models
