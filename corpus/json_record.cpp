#include "corpus/json_record.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>

namespace bearout::corpus {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(JsonObject::kPadding >= simdjson::SIMDJSON_PADDING);

/// A value with the key it came under; both point into the parser's buffers.
struct Entry {
  std::string_view key;
  std::string_view value;
  unsigned rank = 0;
  bool set = false;
};

std::string_view without_digits(std::string_view token) {
  return token.substr(std::min(token.find_first_not_of("0123456789"), token.size()));
}

/// simdjson only looks at a number when it is asked for its value, but ids may be longer than any integer
/// type.
bool is_json_number(std::string_view token) {
  if (token.starts_with('-')) token.remove_prefix(1);
  auto rest = without_digits(token);
  if (rest.size() == token.size() || (token.starts_with('0') && rest.size() + 1 != token.size()))
    return false;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const auto after = without_digits(rest);
    if (after.size() == rest.size()) return false;
    rest = after;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest.remove_prefix(1);
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    if (rest.empty()) return false;
    rest = without_digits(rest);
  }
  return rest.empty();
}

std::string_view token_of(ondemand::value value) {
  const std::string_view token = value.raw_json_token();
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

JsonFault fault_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return {false, "is not valid UTF-8"};
    case simdjson::INCORRECT_TYPE:
      return {false, "is not a JSON object"};
    case simdjson::UNCLOSED_STRING:
      return {true, "broken JSON: a string is not closed"};
    case simdjson::STRING_ERROR:
      return {true, "broken JSON: a bad escape in a string"};
    case simdjson::NUMBER_ERROR:
      return {true, "broken JSON: a bad number"};
    case simdjson::TRAILING_CONTENT:
      return {true, "broken JSON: something follows the object"};
    case simdjson::MEMALLOC:
      throw std::bad_alloc();
    default:
      return {true, "broken JSON"};
  }
}

}  // namespace

struct JsonRecordParser::State {
  explicit State(const FieldNames& field_names) : names(field_names) {}

  simdjson::error_code read_object(std::string_view json, JsonRow& row);
  simdjson::error_code read_member(ondemand::field& member, JsonRow& row);
  simdjson::error_code read_attributes(ondemand::value value, Document& document);
  simdjson::error_code read_scalar(ondemand::value value, std::optional<std::string_view>& result);
  void place(std::string_view key, std::string_view value, JsonRow& row);
  std::optional<JsonFault> finish(JsonRow& row);

  const FieldNames& names;
  ondemand::parser parser;
  std::array<Entry, kNamedFields> entries;
  bool text_seen = false;    ///< a key for the text is there
  bool text_nested = false;  ///< … but it holds an array or an object
};

JsonRecordParser::JsonRecordParser(const FieldNames& names) : state_(std::make_unique<State>(names)) {}
JsonRecordParser::~JsonRecordParser() = default;

std::optional<JsonFault> JsonRecordParser::parse(std::string_view json, JsonRow& row) {
  if (const auto error = state_->read_object(json, row)) return fault_of(error);
  return state_->finish(row);
}

simdjson::error_code JsonRecordParser::State::read_object(std::string_view json, JsonRow& row) {
  entries.fill({});
  text_seen = text_nested = false;
  // Left alone, the parser would allocate anew for every record that is a little longer than all before.
  if (json.size() > parser.capacity()) {
    if (const auto error = parser.allocate(std::bit_ceil(json.size()))) return error;
  }
  ondemand::document document;
  if (const auto error =
          parser.iterate(json.data(), json.size(), json.size() + JsonObject::kPadding).get(document))
    return error;
  ondemand::object object;
  if (const auto error = document.get_object().get(object)) return error;
  for (auto result : object) {
    ondemand::field member;
    if (const auto error = std::move(result).get(member)) return error;
    if (const auto error = read_member(member, row)) return error;
  }
  const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  return at_end ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

simdjson::error_code JsonRecordParser::State::read_member(ondemand::field& member, JsonRow& row) {
  std::string_view key;
  if (const auto error = member.unescaped_key().get(key)) return error;
  auto value = member.value();
  ondemand::json_type type{};
  if (const auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
    const auto field = names.match(key).field;
    if (field == Field::text) text_seen = text_nested = true;
    const bool attributes = field == Field::attributes && type == ondemand::json_type::object;
    return attributes ? read_attributes(value, row.document) : simdjson::SUCCESS;
  }
  std::optional<std::string_view> scalar;
  if (const auto error = read_scalar(value, scalar)) return error;
  if (scalar) place(key, *scalar, row);
  return simdjson::SUCCESS;
}

simdjson::error_code JsonRecordParser::State::read_attributes(ondemand::value value, Document& document) {
  ondemand::object object;
  if (const auto error = value.get_object().get(object)) return error;
  for (auto result : object) {
    ondemand::field member;
    if (const auto error = std::move(result).get(member)) return error;
    std::string_view key;
    if (const auto error = member.unescaped_key().get(key)) return error;
    std::optional<std::string_view> scalar;
    if (const auto error = read_scalar(member.value(), scalar)) return error;
    if (scalar) document.attributes.emplace_back(key, *scalar);
  }
  return simdjson::SUCCESS;
}

simdjson::error_code JsonRecordParser::State::read_scalar(ondemand::value value,
                                                          std::optional<std::string_view>& result) {
  ondemand::json_type type{};
  if (const auto error = value.type().get(type)) return error;
  switch (type) {
    case ondemand::json_type::string: {
      std::string_view text;
      if (const auto error = value.get_string().get(text)) return error;
      result = text;
      return simdjson::SUCCESS;
    }
    case ondemand::json_type::number: {
      const auto token = token_of(value);
      if (!is_json_number(token)) return simdjson::NUMBER_ERROR;
      result = token;
      return simdjson::SUCCESS;
    }
    case ondemand::json_type::boolean: {
      bool truth = false;
      if (const auto error = value.get_bool().get(truth)) return error;
      result = truth ? "true" : "false";
      return simdjson::SUCCESS;
    }
    case ondemand::json_type::null:
      return token_of(value) == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
    default:
      return simdjson::SUCCESS;
  }
}

/// Of several keys with one meaning ("text" and "comment") the plainest counts; the others become attributes.
void JsonRecordParser::State::place(std::string_view key, std::string_view value, JsonRow& row) {
  const auto match = names.match(key);
  if (match.field == Field::text) text_seen = true;
  if (value.empty()) return;
  if (match.field == Field::text && names.several_texts()) {
    row.answers.push_back({std::string(key), std::string(key), std::string(value)});
    return;
  }
  if (match.field == Field::other || match.field == Field::attributes) {
    row.document.attributes.emplace_back(key, value);
    return;
  }
  Entry& entry = entries[static_cast<std::size_t>(match.field)];
  if (!entry.set || match.rank < entry.rank || key == entry.key) {
    if (entry.set && key != entry.key) row.document.attributes.emplace_back(entry.key, entry.value);
    entry = {key, value, match.rank, true};
  } else {
    row.document.attributes.emplace_back(key, value);
  }
}

std::optional<JsonFault> JsonRecordParser::State::finish(JsonRow& row) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.set) assign(row.document, static_cast<Field>(i), entry.key, entry.value);
  }
  if (names.several_texts() || !is_blank(row.document.text)) return std::nullopt;
  if (text_nested) return JsonFault{false, "the text is neither a string nor a number"};
  if (text_seen) return JsonFault{false, "the text is empty"};
  const auto& given = names.given(Field::text);
  return JsonFault{false,
                   given.empty() ? "the text is missing" : "the key \"" + given.front() + "\" is missing"};
}

}  // namespace bearout::corpus
