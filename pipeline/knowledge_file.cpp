#include "pipeline/knowledge_file.hpp"

#include <cstdlib>

namespace bearout::pipeline {

std::optional<std::filesystem::path> find_knowledge_file() {
  const char* named = std::getenv("BEAROUT_KNOWLEDGE");
  if (named == nullptr) return std::nullopt;
  return named;
}

}  // namespace bearout::pipeline
