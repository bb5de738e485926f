#pragma once

#include <set>
#include <string>
#include <vector>

#include "framing/text_rows.hpp"
#include "framing/weights_file.hpp"

/// Learns the criticism model from those of all rows whose set is not in `without`.
void train_criticism(const std::vector<ToneRow>& all, const std::set<std::size_t>& without,
                     const FeatureNames& names, WeightsFile& file);

/// Learns the claim model likewise.
void train_claims(const std::vector<ClaimRow>& all, const std::set<std::size_t>& without,
                  const FeatureNames& names, WeightsFile& file);
