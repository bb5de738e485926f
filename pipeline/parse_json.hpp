#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace bearout::pipeline {

/// How deep JSON of other people may be nested: an array within an array costs eighty times its byte.
inline constexpr int kDeepestJson = 64;

/// JSON of other people that is held as a whole; discarded (is_discarded()) if it is broken or nested deeper
/// than kDeepestJson. `Json`: nlohmann::json or ordered_json.
template <typename Json = nlohmann::json>
[[nodiscard]] Json parse_json(std::string_view text) {
  struct TooDeep {};  // the parser's callback can skip a value, but not end the parsing
  using Event = typename Json::parse_event_t;
  const auto check_depth = [](int depth, Event event, const Json& /*value*/) {
    const bool goes_deeper = event == Event::array_start || event == Event::object_start;
    if (goes_deeper && depth >= kDeepestJson) throw TooDeep();  // `depth`: of what encloses it
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), check_depth, false);
  } catch (const TooDeep&) {
    return Json(Json::value_t::discarded);
  }
}

}  // namespace bearout::pipeline
