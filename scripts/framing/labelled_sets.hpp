#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// A text and which way it points: 1 supports, -1 contrary, 0 neutral.
struct LabelledText {
  std::string text;
  std::string outcome;  ///< claim or statement that it speaks of; empty for a text that speaks of a thing
  int framing = 0;
};

struct LabelledSet {
  std::string name;  ///< of the file, without its kind ("sentiment-", "claim-", "aspect-") and ending
  std::string kind;
  std::vector<LabelledText> texts;
};

/// Every KIND-NAME.jsonl of the folder (keys "text", "framing", "outcome"?), in the order of names.
[[nodiscard]] std::vector<LabelledSet> read_sets(const std::filesystem::path& folder);

/// A case: a list of outcomes, texts, and pairs with their framing.
struct LabelledCase {
  struct Pair {
    std::size_t text = 0, outcome = 0;
    int framing = 0;
  };
  std::string name;
  std::vector<std::string> outcomes, texts;
  std::vector<Pair> pairs;
};

/// Every case for framing below the folder (case.json with "task": "framing"), in the order of paths.
[[nodiscard]] std::vector<LabelledCase> read_cases(const std::filesystem::path& folder);
