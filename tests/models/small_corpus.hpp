#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"
#include "corpus/outcome.hpp"
#include "models/statistics.hpp"

namespace bearout::tests {

inline corpus::Document comment(std::string id, std::string text) {
  corpus::Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  return document;
}

/// The texts as comments "c1", "c2", …
inline std::vector<corpus::Document> comments(std::initializer_list<std::string_view> texts) {
  std::vector<corpus::Document> list;
  for (const std::string_view text : texts)
    list.push_back(comment("c" + std::to_string(list.size() + 1), std::string(text)));
  return list;
}

/// The texts as outcomes "1", "2", …
inline std::vector<corpus::Outcome> outcomes(std::initializer_list<std::string_view> texts) {
  std::vector<corpus::Outcome> list;
  for (const std::string_view text : texts)
    list.push_back({std::to_string(list.size() + 1), std::string(text), {}, {}});
  return list;
}

inline models::Statistics counted(std::span<const corpus::Document> documents,
                                  models::StatisticsOptions options = {}) {
  models::Statistics statistics(std::move(options));
  for (const corpus::Document& document : documents) statistics.observe(document);
  return statistics;
}

}  // namespace bearout::tests
