#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/diagnostic.hpp"
#include "corpus/error.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/outcome_entry.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::corpus {
namespace {

using nlohmann::json;

[[noreturn]] void fail(const std::string& file, std::uint64_t line, std::string what) {
  throw Error(to_string(Diagnostic{file, line, std::move(what)}));
}

json parse(std::string_view text, const std::string& file, std::uint64_t first_line) {
  // An array within an array costs a hundred times its byte in memory.
  constexpr int kDeepest = 64;
  const auto check_depth = [&](int depth, json::parse_event_t, const json&) {
    if (depth > kDeepest) fail(file, 0, "is nested more than 64 deep");
    return true;
  };
  try {
    return json::parse(text, check_depth);
  } catch (const json::parse_error& error) {
    const auto before = text.substr(0, std::min(error.byte, text.size()));
    const auto line_ends = std::ranges::count(before, '\n');
    fail(file, first_line + static_cast<std::uint64_t>(line_ends), "broken JSON");
  } catch (const json::exception&) {
    fail(file, 0, "broken JSON: a number is too large");
  }
}

/// Ids may be numbers; null is as good as absent.
std::string text_of(const json& value) {
  if (value.is_string()) return std::string(trimmed(value.get_ref<const std::string&>()));
  return value.is_number() || value.is_boolean() ? value.dump() : std::string();
}

std::string member(const json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : text_of(*found);
}

std::vector<std::string> keywords_of(const json& object) {
  const auto found = object.find("keywords");
  if (found == object.end()) return {};
  if (!found->is_array()) return split_keywords(text_of(*found));
  std::vector<std::string> keywords;
  for (const auto& value : *found) {
    auto keyword = text_of(value);
    if (!keyword.empty()) keywords.push_back(std::move(keyword));
  }
  return keywords;
}

Outcome outcome_of(const json& value, const std::string& file, std::uint64_t line, std::size_t number) {
  const auto name = "outcome " + std::to_string(number);
  if (value.is_string()) return {{}, text_of(value), {}, {}};
  if (!value.is_object()) fail(file, line, name + " is neither an object nor a sentence");
  constexpr std::array kTextKeys = {"text", "outcome", "description", "statement"};
  const auto* key = std::ranges::find_if(kTextKeys, [&](const char* each) { return value.contains(each); });
  if (key == kTextKeys.end())
    fail(file, line, name + " has no key \"text\" (or outcome, description, statement)");
  return {member(value, "id"), member(value, *key), member(value, "title"), keywords_of(value)};
}

}  // namespace

std::vector<OutcomeEntry> read_outcome_json(ByteSource source) {
  const auto file = source.name();
  const auto text = read_text(std::move(source));
  if (is_blank(text)) return {};
  const auto root = parse(text, file, 1);
  const json* list = &root;
  if (root.is_object() && root.contains("outcomes")) list = &root.at("outcomes");
  if (!list->is_array()) fail(file, 0, "is neither a JSON array nor an object with an array \"outcomes\"");
  std::vector<OutcomeEntry> entries;
  for (const auto& value : *list) entries.push_back({outcome_of(value, file, 0, entries.size() + 1), 0});
  return entries;
}

std::vector<OutcomeEntry> read_outcome_lines(ByteSource source) {
  LineReader lines(std::move(source));
  std::vector<OutcomeEntry> entries;
  while (const auto line = lines.next()) {
    if (is_blank(line->text)) continue;
    const auto value = parse(line->text, lines.name(), line->number);
    entries.push_back({outcome_of(value, lines.name(), line->number, entries.size() + 1), line->number});
  }
  return entries;
}

}  // namespace bearout::corpus
