#pragma once

#include <cstdint>
#include <string>

namespace bearout::corpus {

/// A record that was skipped, and why. A value, not an exception: one bad record must not end a run, and none
/// may be lost silently; diagnostics reach run.json and the exit code.
struct Diagnostic {
  std::string source;  ///< file name as the user gave it
  std::uint64_t line =
      0;                ///< 1-based line in the (uncompressed) file where the record begins; 0 where unknown
  std::string message;  ///< what is wrong, in half a sentence, without the position

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// "comments.csv:12: message"
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

}  // namespace bearout::corpus
