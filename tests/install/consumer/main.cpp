#include "corpus/diagnostic.hpp"
#include "models/analyzer.hpp"

int main() {
  const bearout::corpus::Diagnostic diagnostic{"comments.csv", 12, "no text"};
  bearout::models::Analyzer analyzer;
  const auto same =
      analyzer.form(analyzer.intern("comments")).stem == analyzer.form(analyzer.intern("comment")).stem;
  return same && to_string(diagnostic) == "comments.csv:12: no text" ? 0 : 1;
}
