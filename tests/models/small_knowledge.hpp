#pragma once

#include <sstream>
#include <string>

#include "models/wordnet/knowledge_writer.hpp"

namespace bearout::tests {

/// The bytes of a knowledge file: three stems in a plane, an alias, and opposites with an indirect one.
inline std::string small_knowledge() {
  models::wordnet::KnowledgeContent content;
  content.stems = {"bank", "child", "river"};
  content.vectors.resize(3, 2);
  content.vectors << 3, 4, 0, -2, 0, 0;
  content.aliases = {{"children", "child"}, {"mice", "mous"}};
  content.antonyms.words = {"arid", "dry", "exclude", "include", "wet"};
  content.antonyms.links = {{{4, false}}, {{4, true}}, {{3, true}}, {{2, true}}, {{1, true}}};
  content.notice = "Use it well.\n";
  std::ostringstream out;
  models::wordnet::write_knowledge(content, out);
  return out.str();
}

}  // namespace bearout::tests
