#include "corpus/diagnostic.hpp"

#include <string>

int main() {
  const bearout::corpus::Diagnostic diagnostic{"comments.csv", 12, "no text"};
  return to_string(diagnostic) == "comments.csv:12: no text" ? 0 : 1;
}
