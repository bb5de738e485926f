#include "pipeline/review/api.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/error.hpp"
#include "pipeline/error.hpp"
#include "pipeline/review/desk_json.hpp"

namespace bearout::review {

namespace {

using nlohmann::json;
using Kind = Refusal::Kind;

constexpr std::uint64_t kMostRows = 200;  // in one reply

template <typename Value, std::size_t n>
Value choose(const std::string& word, const char* what,
             const std::array<std::pair<std::string_view, Value>, n>& choices) {
  for (const auto& choice : choices) {
    if (choice.first == word) return choice.second;
  }
  throw Refusal(Kind::bad_request, std::string(what) + " is \"" + word + "\", which it can't be");
}

constexpr std::array<std::pair<std::string_view, List>, 2> kLists = {
    {{"suggestions", List::suggestions}, {"negative", List::negative}}};
constexpr std::array<std::pair<std::string_view, State>, 6> kStates = {{{"open", State::open},
                                                                        {"accepted", State::accepted},
                                                                        {"rejected", State::rejected},
                                                                        {"unsure", State::unsure},
                                                                        {"decided", State::decided},
                                                                        {"all", State::all}}};
constexpr std::array<std::pair<std::string_view, Order>, 3> kOrders = {
    {{"priority", Order::priority}, {"score", Order::score}, {"document", Order::document}}};
constexpr std::array<std::pair<std::string_view, pipeline::Decision>, 3> kDecisions = {
    {{"accept", pipeline::Decision::accept},
     {"reject", pipeline::Decision::reject},
     {"unsure", pipeline::Decision::unsure}}};
constexpr std::array<std::pair<std::string_view, models::Band>, 2> kBands = {
    {{"likely", models::Band::likely}, {"unsure", models::Band::unsure}}};
constexpr std::array<std::pair<std::string_view, models::Verdict>, 3> kVerdicts = {
    {{"supports", models::Verdict::supports},
     {"contrary", models::Verdict::contrary},
     {"unclear", models::Verdict::unclear}}};

json parse(const std::string& body) {
  json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) throw Refusal(Kind::bad_request, "the request is no JSON object");
  return parsed;
}

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return {};
  if (!found->is_string()) throw Refusal(Kind::bad_request, std::string("\"") + key + "\" is no text");
  return found->get<std::string>();
}

std::uint64_t number_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned())
    throw Refusal(Kind::bad_request, std::string("\"") + key + "\" is no number");
  return found->get<std::uint64_t>();
}

std::uint64_t number_in(const Request& request, std::string_view key) {
  const auto found = request.query.find(key);
  std::uint64_t number = 0;
  if (found != request.query.end()) {
    const std::string& text = found->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  throw Refusal(Kind::bad_request, "\"" + std::string(key) + "\" is no number");
}

List list_in(const Request& request) {
  const auto found = request.query.find("list");
  return choose(found == request.query.end() ? "suggestions" : found->second, "list", kLists);
}

std::uint32_t row_in(const Request& request) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number_in(request, "n"), kNone - 1));
}

Filter read_filter(const json& body) {
  Filter filter;
  const auto word = [&](const char* key, const char* otherwise) {
    std::string text = text_at(body, key);
    return text.empty() ? std::string(otherwise) : text;
  };
  filter.list = choose(word("list", "suggestions"), "list", kLists);
  filter.state = choose(word("state", "open"), "state", kStates);
  filter.order = choose(word("order", "priority"), "order", kOrders);
  if (const std::string band = text_at(body, "band"); !band.empty())
    filter.band = choose(band, "band", kBands);
  if (const std::string framing = text_at(body, "framing"); !framing.empty())
    filter.framing = choose(framing, "framing", kVerdicts);
  filter.outcome = text_at(body, "outcome");
  filter.source = text_at(body, "source");
  filter.author = text_at(body, "author");
  filter.decided_by = text_at(body, "decided_by");
  filter.search = text_at(body, "search");
  filter.starred = body.value("starred", json(false)) == json(true);
  return filter;
}

/// The key of the pair that the page shows now, so that a new view can find it again.
std::string read_near(const json& body, List list) {
  const auto found = body.find("near");
  if (found == body.end() || !found->is_object()) return {};
  const pipeline::Place place{number_at(*found, "start"), number_at(*found, "end")};
  if (list == List::suggestions) {
    return pipeline::act_key(pipeline::MappingDecision{.document = text_at(*found, "document"),
                                                       .place = place,
                                                       .text = text_at(*found, "text"),
                                                       .outcome = text_at(*found, "outcome"),
                                                       .signature = {}});
  }
  return pipeline::act_key(pipeline::FramingDecision{.document = text_at(*found, "document"),
                                                     .place = place,
                                                     .text = text_at(*found, "text"),
                                                     .outcome = text_at(*found, "outcome"),
                                                     .signature = {}});
}

void decide(Desk& desk, const json& body) {
  const auto acts = body.find("acts");
  if (acts == body.end() || !acts->is_array() || acts->empty())
    throw Refusal(Kind::bad_request, "\"acts\" is no list of decisions");
  std::vector<std::string> lines;
  for (const json& act : *acts) lines.push_back(act.dump());
  desk.decide(text_at(body, "label"), lines);
}

void clear(Desk& desk, const json& body) {
  const List list = choose(text_at(body, "list"), "list", kLists);
  const auto numbers = body.find("numbers");
  std::vector<std::uint32_t> rows;
  if (numbers == body.end() || !numbers->is_array())
    throw Refusal(Kind::bad_request, "\"numbers\" is no list");
  for (const json& number : *numbers) {
    if (!number.is_number_unsigned() || number.get<std::uint64_t>() >= kNone)
      throw Refusal(Kind::bad_request, "\"numbers\" holds something that is no row");
    rows.push_back(number.get<std::uint32_t>());
  }
  desk.clear(list, rows);
}

std::string open_view(Desk& desk, const json& body) {
  const Filter filter = read_filter(body);
  return view_json(desk, desk.open_view(filter), read_near(body, filter.list));
}

std::string label_json(const std::string& label) {
  return json{{"label", label}}.dump();
}

std::string get(Desk& desk, std::string_view path, const Request& request) {
  if (path == "state") return state_json(desk);
  if (path == "candidates") return candidates_json(desk);
  if (path == "rows") {
    const auto view = desk.find_view(number_in(request, "view"));
    const std::uint64_t from = number_in(request, "from");
    const std::uint64_t count = std::min(number_in(request, "count"), kMostRows);
    return view ? rows_json(desk, *view, from, count) : R"({"gone":true})";
  }
  if (path == "document") return document_json(desk, list_in(request), row_in(request));
  if (path == "explain") return desk.explain(list_in(request), row_in(request));
  throw Refusal(Kind::not_found, "there is no such address");
}

std::string post(Desk& desk, std::string_view path, const Request& request) {
  if (path == "view") return open_view(desk, parse(request.body));
  if (path == "undo") return label_json(desk.undo());
  if (path == "redo") return label_json(desk.redo());
  if (path == "decide") {
    decide(desk, parse(request.body));
  } else if (path == "clear") {
    clear(desk, parse(request.body));
  } else if (path == "bulk") {
    const json body = parse(request.body);
    desk.decide_all(number_at(body, "view"), number_at(body, "expected"),
                    choose(text_at(body, "decision"), "decision", kDecisions));
  } else if (path == "reopen") {
    desk.reopen_candidate(text_at(parse(request.body), "statement"));
  } else if (path == "learn") {
    desk.learn();
  } else {
    throw Refusal(Kind::not_found, "there is no such address");
  }
  return "{}";
}

int status_of(Kind kind) {
  switch (kind) {
    case Kind::bad_request:
      return 400;
    case Kind::not_found:
      return 404;
    case Kind::conflict:
      return 409;
    case Kind::failed:
      break;
  }
  return 500;
}

Reply refuse(int status, const std::string& why) {
  return {status, json{{"error", why}}.dump(-1, ' ', false, json::error_handler_t::replace)};
}

}  // namespace

Reply answer(Desk& desk, std::string_view method, std::string_view path, const Request& request) {
  try {
    return {200, method == "POST" ? post(desk, path, request) : get(desk, path, request)};
  } catch (const Refusal& refusal) {
    return refuse(status_of(refusal.kind()), refusal.what());
  } catch (const pipeline::BadDecision& bad) {
    return refuse(400, bad.what());
  } catch (const std::exception& failed) {
    return refuse(500, failed.what());
  }
}

}  // namespace bearout::review
