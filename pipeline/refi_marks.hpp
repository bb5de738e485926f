#pragma once

#include <array>
#include <string_view>

namespace bearout::pipeline {

/// A code beside the outcomes, for what a REFI-QDA coding alone can't say of a passage. Its guid is
/// name_guid(kRefiMark, word).
struct RefiMark {
  std::string_view word;
  std::string_view name;
  std::string_view color;
  std::string_view description;
};

inline constexpr std::string_view kContraryMark = "contrary";
inline constexpr std::string_view kSupportsMark = "supports";
inline constexpr std::string_view kRejectedMark = "rejected";
inline constexpr std::string_view kUnsureMark = "unsure";
inline constexpr std::string_view kStarredMark = "starred";

inline constexpr std::array<RefiMark, 5> kRefiMarks = {{
    {kContraryMark, "Negative framing", "#C0392B", "The passage turns the outcome round."},
    {kSupportsMark, "Supports", "#27AE60", "A reviewer says that the passage supports the outcome."},
    {kRejectedMark, "Rejected", "#7F8C8D", "A reviewer says that the passage does not show the outcome."},
    {kUnsureMark, "Unsure", "#F39C12", "A reviewer is not sure whether the passage shows the outcome."},
    {kStarredMark, "Starred", "#2980B9", "A reviewer picked the passage out."},
}};

/// The user whose codings are the program's suggestions.
inline constexpr std::string_view kRefiProgram = "Bearout";
/// The note that holds decisions which have no coding, as lines of decisions.jsonl.
inline constexpr std::string_view kRestNote = "Bearout: decisions without a coding";

}  // namespace bearout::pipeline
