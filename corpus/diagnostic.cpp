#include "corpus/diagnostic.hpp"

namespace bearout::corpus {

std::string to_string(const Diagnostic& diagnostic) {
  const auto position = diagnostic.line == 0 ? std::string() : ":" + std::to_string(diagnostic.line);
  return diagnostic.source + position + ": " + diagnostic.message;
}

}  // namespace bearout::corpus
