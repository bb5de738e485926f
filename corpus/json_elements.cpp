#include "corpus/json_elements.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "corpus/diagnostic.hpp"
#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

bool is_space(int c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

JsonElements::JsonElements(ByteSource source, std::size_t chunk_bytes)
    : source_(std::move(source)), chunk_(std::max<std::size_t>(chunk_bytes, 1)) {}

std::optional<JsonObject> JsonElements::next() {
  if (place_ == Place::start) open_top();
  if (place_ == Place::end) return std::nullopt;
  if (auto element = read_element()) return element;
  close_top();
  return std::nullopt;
}

void JsonElements::open_top() {
  const int c = next_visible();
  if (c == kEnd) {
    place_ = Place::end;
    return;
  }
  if (c != '[' && c != '{') fail(line_, "is neither a JSON array nor an object");
  ++at_;
  in_object_ = c == '{';
  place_ = Place::array;
  if (in_object_ && !find_array(true)) {
    if (next_visible() != kEnd)
      fail(line_, "one JSON value follows another; if this is JSON Lines, name it .jsonl");
    fail(0, "no array of objects found in the JSON object");
  }
}

/// Goes through the members of the top object until the array of objects begins; false at the object's end.
bool JsonElements::find_array(bool first_member) {
  if (next_visible() == '}' && first_member) {
    ++at_;
    return false;
  }
  for (;; first_member = false) {
    if (!first_member) {
      const int c = next_visible();
      if (c == '}') {
        ++at_;
        return false;
      }
      expect(',', "between the members of the object");
    }
    const auto key = read_key();
    expect(':', "behind a key");
    if (next_visible() != '[') {
      read_value(nullptr);
    } else if (enter_if_objects(key)) {
      return true;
    }
  }
}

bool JsonElements::enter_if_objects(const std::string& key) {
  ++at_;
  if (next_visible() != '{') {
    read_nested(nullptr, 1);
    return false;
  }
  if (!array_key_.empty()) {
    fail(line_, "there are two arrays of objects, \"" + array_key_ + "\" and \"" + key +
                    "\"; keep the one with the comments");
  }
  array_key_ = key;
  return true;
}

std::optional<JsonObject> JsonElements::read_element() {
  int c = next_visible();
  if (c == ']') {
    ++at_;
    return std::nullopt;
  }
  if (!std::exchange(first_, false)) {
    expect(',', "between the elements of the array");
    c = next_visible();
  }
  if (c == kEnd) fail(line_, "the JSON ends inside the array; is the file whole?");
  const auto line = line_;
  element_.clear();
  read_value(&element_);
  const auto size = element_.size();
  element_.append(JsonObject::kPadding, '\0');
  return JsonObject{std::string_view(element_).substr(0, size), line};
}

void JsonElements::close_top() {
  place_ = Place::end;
  if (in_object_) find_array(false);
  if (next_visible() != kEnd) fail(line_, "something follows the end of the JSON");
}

std::string JsonElements::read_key() {
  if (next_visible() != '"') fail(line_, "broken JSON: a key is missing");
  std::string key;
  read_value(&key);
  return key.substr(1, key.size() - 2);
}

void JsonElements::read_value(std::string* copy) {
  const int c = next_visible();
  if (c == '{' || c == '[' || c == '"') {
    read_nested(copy, 0);
  } else {
    read_scalar(copy);
  }
}

/// Copies everything up to where the brackets (or the string) that begin here are closed; `depth` brackets
/// are open already.
void JsonElements::read_nested(std::string* copy, std::size_t depth) {
  const auto first_line = line_;
  bool in_string = false;
  bool escaped = false;
  do {
    if (peek() == kEnd)
      fail(first_line, "broken JSON: the value that begins here never ends; is the file whole?");
    const auto begin = at_;
    scan_nested(depth, in_string, escaped);
    append(copy, begin);
    if (copy != nullptr && copy->size() > kLongestElement)
      fail(first_line, "the element is longer than 256 MiB");
  } while (depth > 0 || in_string);
}

/// Goes on within the chunk, to the end of the value if it is there.
void JsonElements::scan_nested(std::size_t& depth, bool& in_string, bool& escaped) {
  while (at_ < size_) {
    if (in_string) {
      scan_string(in_string, escaped);
      if (!in_string && depth == 0) return;
      continue;
    }
    const char c = chunk_[at_++];
    if (c == '\n') ++line_;
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return;
  }
}

/// Nearly all of a file lies in its strings, hence the look-up by memchr. What is skipped has no line end in
/// valid JSON.
void JsonElements::scan_string(bool& in_string, bool& escaped) {
  while (at_ < size_) {
    if (std::exchange(escaped, false)) {
      ++at_;
      continue;
    }
    const char* const begin = chunk_.data() + at_;
    const void* quote = std::memchr(begin, '"', size_ - at_);
    const auto length =
        quote != nullptr ? static_cast<std::size_t>(static_cast<const char*>(quote) - begin) : size_ - at_;
    const void* backslash = std::memchr(begin, '\\', length);
    if (backslash != nullptr) {
      at_ = static_cast<std::size_t>(static_cast<const char*>(backslash) - chunk_.data()) + 1;
      escaped = true;
    } else if (quote != nullptr) {
      at_ += length + 1;
      in_string = false;
      return;
    } else {
      at_ = size_;
    }
  }
}

void JsonElements::read_scalar(std::string* copy) {
  std::string token;
  for (int c = peek(); c != kEnd && !is_space(c) && c != ',' && c != ']' && c != '}'; c = peek()) {
    token += static_cast<char>(c);
    ++at_;
    if (token.size() > 1000) break;  // no JSON value is that long
  }
  const bool plausible = !token.empty() && (token == "true" || token == "false" || token == "null" ||
                                            token[0] == '-' || (token[0] >= '0' && token[0] <= '9'));
  if (!plausible) fail(line_, "broken JSON: a value is missing or misspelt");
  if (copy != nullptr) *copy = token;
}

void JsonElements::append(std::string* copy, std::size_t begin) const {
  if (copy != nullptr) copy->append(chunk_.data() + begin, at_ - begin);
}

bool JsonElements::refill() {
  at_ = 0;
  size_ = source_.read(chunk_);
  return size_ > 0;
}

int JsonElements::peek() {
  if (at_ == size_ && !refill()) return kEnd;
  return static_cast<unsigned char>(chunk_[at_]);
}

int JsonElements::next_visible() {
  for (int c = peek();; c = peek()) {
    if (!is_space(c)) return c;
    if (c == '\n') ++line_;
    ++at_;
  }
}

void JsonElements::expect(char wanted, const char* where) {
  const int c = next_visible();
  if (c == kEnd) fail(line_, "the JSON ends too early; is the file whole?");
  if (c != wanted) fail(line_, std::string("broken JSON: \"") + wanted + "\" is missing " + where);
  ++at_;
}

void JsonElements::fail(std::uint64_t line, const std::string& what) const {
  throw Error(to_string(Diagnostic{name(), line, what}));
}

}  // namespace bearout::corpus
