#include "pipeline/outcome_summary.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/ascii.hpp"
#include "pipeline/error.hpp"
#include "pipeline/standing.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMostKept =
    40;  // best examples kept while rows go by: enough to find three that differ
constexpr std::size_t kExamples = 3;

bool is_better(const Example& a, const Example& b) {
  return a.worth != b.worth ? a.worth > b.worth : a.row < b.row;
}

/// The different words of a text, case and punctuation left out.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.insert(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    if (corpus::is_beyond_ascii(c) || corpus::is_ascii_letter(c) || corpus::is_ascii_digit(c)) {
      word.push_back(corpus::ascii_lower(c));
    } else if (c != '\'') {
      end_word();
    }
  }
  end_word();
  return words;
}

}  // namespace

double quotability(std::string_view text) {
  constexpr double kShort = 8;
  constexpr double kLong = 45;
  double words = 1;
  for (const char c : text) words += c == ' ' || c == '\n' ? 1 : 0;
  return words < kShort ? words / kShort : words > kLong ? std::sqrt(kLong / words) : 1;
}

bool are_near_duplicates(std::string_view a, std::string_view b) {
  const std::set<std::string> first = words_of(a);
  const std::set<std::string> second = words_of(b);
  std::vector<std::string> both;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
  const std::size_t either = first.size() + second.size() - both.size();
  return both.size() * 5 >= either * 4;
}

OutcomeSummaries::OutcomeSummaries(std::span<const corpus::Outcome> outcomes) : summaries_(outcomes.size()) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) index_.emplace(outcomes[i].id, i);
}

std::size_t OutcomeSummaries::index_of(const std::string& id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) throw Error("a row names outcome \"" + id + "\", which the model does not have");
  return found->second;
}

void OutcomeSummaries::add(const MappingRow& row, std::uint64_t number) {
  OutcomeSummary& summary = summaries_[index_of(row.outcome)];
  const Standing standing = standing_of(row.band, row.framing, row.decided);
  if (standing == Standing::against) {
    ++summary.against;
  } else if (standing == Standing::unsure) {
    ++summary.unsure;
  } else if (standing == Standing::supporting) {
    ++summary.supporting;
    Example example{row.place, row.text, row.score, number, row.score * quotability(row.text)};
    if (summary.best.size() == kMostKept && !is_better(example, summary.best.back())) return;
    summary.best.insert(std::upper_bound(summary.best.begin(), summary.best.end(), example, is_better),
                        std::move(example));
    if (summary.best.size() > kMostKept) summary.best.pop_back();
  }
}

void OutcomeSummaries::add(const RequestRow& row) {
  ++summaries_[index_of(row.outcome)].requests;
}

std::vector<Example> OutcomeSummaries::examples(std::size_t outcome) const {
  std::vector<Example> chosen;
  std::set<std::string> documents;
  for (const bool repeat_documents : {false, true}) {
    for (const Example& example : summaries_[outcome].best) {
      if (chosen.size() == kExamples) break;
      if (!repeat_documents && documents.contains(example.place.document)) continue;
      if (std::any_of(chosen.begin(), chosen.end(),
                      [&](const Example& other) { return are_near_duplicates(other.text, example.text); }))
        continue;
      documents.insert(example.place.document);
      chosen.push_back(example);
    }
  }
  return chosen;
}

std::string outcomes_json(std::span<const corpus::Outcome> outcomes, const OutcomeSummaries& summaries) {
  auto list = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    nlohmann::ordered_json item{{"id", outcomes[i].id}, {"text", outcomes[i].text}};
    if (!outcomes[i].title.empty()) item["title"] = outcomes[i].title;
    if (!outcomes[i].keywords.empty()) item["keywords"] = outcomes[i].keywords;
    item["for"] = summaries[i].supporting;
    item["against"] = summaries[i].against;
    item["unsure"] = summaries[i].unsure;
    item["requests"] = summaries[i].requests;
    item["needs_example"] = summaries[i].needs_example();
    item["examples"] = nlohmann::ordered_json::array();
    for (const Example& example : summaries.examples(i)) {
      item["examples"].push_back({{"document", example.place.document},
                                  {"start", example.place.start},
                                  {"end", example.place.end},
                                  {"text", example.text}});
    }
    list.push_back(std::move(item));
  }
  return list.dump(1) + "\n";
}

}  // namespace bearout::pipeline
