#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"

namespace bearout::models {

/// The share of each text's content words that say how good something is and not what ("excellent",
/// "helpful", a valence of 2 or more in models/lexicon), or that there is nothing to say ("can't think of
/// anything"), by its first 400 bytes; 0 where the analyser's language isn't English.
[[nodiscard]] std::vector<double> praise_shares(std::span<const std::string_view> texts, Analyzer& analyzer);

}  // namespace bearout::models
