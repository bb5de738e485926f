#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/passage.hpp"
#include "models/analyzer.hpp"

namespace bearout::models {

/// What is judged on its own: a passage, or a whole document (its passages then serve as evidence).
enum class Unit : std::uint8_t { passage, document };

/// A text cut into passages and these into tokens. Tokens of passage p are tokens[first_token[p] ..
/// first_token[p + 1]).
struct ReadText {
  std::vector<corpus::Passage> passages;
  std::vector<Token> tokens;
  std::vector<std::size_t> first_token;  ///< passages.size() + 1 entries

  [[nodiscard]] std::span<const Token> tokens_of(std::size_t passage) const {
    return std::span(tokens).subspan(first_token[passage], first_token[passage + 1] - first_token[passage]);
  }
};

/// Segmenter and analyser together: the one way in which the program reads a text, so that what is counted,
/// fitted and scored agrees token for token. Not thread-safe: one per thread.
class TextReader {
 public:
  explicit TextReader(AnalyzerOptions options) : analyzer_(std::move(options)) {}

  /// The result is overwritten by the next call.
  const ReadText& read(std::string_view text);
  [[nodiscard]] Analyzer& analyzer() { return analyzer_; }
  [[nodiscard]] const Analyzer& analyzer() const { return analyzer_; }

 private:
  corpus::Segmenter segmenter_;
  Analyzer analyzer_;
  ReadText read_;
};

}  // namespace bearout::models
