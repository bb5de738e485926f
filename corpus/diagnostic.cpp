#include "corpus/diagnostic.hpp"

namespace bearout::corpus {

std::string to_string(const Diagnostic& diagnostic) {
  auto text = diagnostic.source;
  if (diagnostic.line != 0) text.append(":").append(std::to_string(diagnostic.line));
  return text.append(": ").append(diagnostic.message);
}

}  // namespace bearout::corpus
