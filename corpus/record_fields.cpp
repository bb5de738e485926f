#include "corpus/record_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/ascii.hpp"

namespace bearout::corpus {
namespace {

struct KnownName {
  std::string_view name;
  Field field;
  unsigned rank;
};

// The names of the contract first: most look-ups end there.
constexpr std::array kKnownNames = {
    KnownName{"id", Field::id, 0},           KnownName{"text", Field::text, 0},
    KnownName{"author", Field::author, 0},   KnownName{"date", Field::date, 0},
    KnownName{"parent", Field::parent, 0},   KnownName{"url", Field::url, 0},
    KnownName{"role", Field::role, 0},       KnownName{"question", Field::question, 0},
    KnownName{"source", Field::source, 0},   KnownName{"attributes", Field::attributes, 0},
    KnownName{"texts", Field::text, 1},      KnownName{"comment", Field::text, 2},
    KnownName{"comments", Field::text, 3},   KnownName{"response", Field::text, 4},
    KnownName{"responses", Field::text, 5},  KnownName{"body", Field::text, 6},
    KnownName{"bodytext", Field::text, 7},   KnownName{"authorname", Field::author, 1},
    KnownName{"parentid", Field::parent, 1},
};

// `comment_id`, `response-text`: the same fields with the record's kind before them.
constexpr std::array kPrefixes = {std::string_view("comment"), std::string_view("response")};

constexpr std::size_t kLongestKnownName = 24;

std::optional<FieldMatch> find_known(std::string_view name) {
  const auto* found = std::ranges::find(kKnownNames, name, &KnownName::name);
  if (found == kKnownNames.end()) return std::nullopt;
  return FieldMatch{found->field, found->rank};
}

std::optional<FieldMatch> find_prefixed(std::string_view name) {
  constexpr unsigned kBehindPlainNames = 10;
  for (const auto prefix : kPrefixes) {
    if (!name.starts_with(prefix)) continue;
    const auto rest = name.substr(prefix.size());
    if (rest == "content") return FieldMatch{Field::text, kBehindPlainNames};
    const auto match = find_known(rest);
    // Questions, sources and attributes have no such variants; "commentcomment" is nobody's name for a text.
    if (!match || match->field > Field::role || rest.starts_with(prefix)) continue;
    return FieldMatch{match->field, match->rank + kBehindPlainNames};
  }
  return std::nullopt;
}

FieldMatch match_by_name(std::string_view name) {
  if (const auto exact = find_known(name)) return *exact;
  if (name.size() > kLongestKnownName) return {};
  const auto bare = bare_name(name);
  if (const auto known = find_known(bare)) return *known;
  return find_prefixed(bare).value_or(FieldMatch{});
}

std::vector<std::string> one(std::string name) {
  return name.empty() ? std::vector<std::string>{} : std::vector{std::move(name)};
}

void assign_role(Document& document, std::string_view name, std::string_view value) {
  if (same_name(value, "author")) {
    document.role = Role::author;
  } else if (!same_name(value, "participant")) {
    // "teacher", "student": a role that says nothing about who wrote the page, but something to its reader.
    document.attributes.emplace_back(name, value);
  }
}

}  // namespace

FieldNames::FieldNames(ColumnNames given) : given_(kNamedFields) {
  const auto put = [this](Field field, std::vector<std::string> names) {
    any_given_ = any_given_ || !names.empty();
    given_[static_cast<std::size_t>(field)] = std::move(names);
  };
  put(Field::text, std::move(given.text));
  put(Field::id, one(std::move(given.id)));
  put(Field::author, one(std::move(given.author)));
  put(Field::date, one(std::move(given.date)));
  put(Field::parent, one(std::move(given.parent)));
  put(Field::url, one(std::move(given.url)));
  put(Field::role, one(std::move(given.role)));
}

FieldMatch FieldNames::match(std::string_view name) const {
  if (!any_given_) return match_by_name(name);
  FieldMatch loose;
  for (std::size_t i = 0; i < given_.size(); ++i) {
    for (const auto& wanted : given_[i]) {
      if (name == wanted) return {static_cast<Field>(i), 0};
      if (same_name(name, wanted)) loose = {static_cast<Field>(i), 1};
    }
  }
  if (loose.field != Field::other) return loose;
  const auto match = match_by_name(name);
  return match.field == Field::other || given(match.field).empty() ? match : FieldMatch{};
}

const std::vector<std::string>& FieldNames::given(Field field) const {
  return given_[static_cast<std::size_t>(field)];
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(trimmed(a), trimmed(b),
                            [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (is_beyond_ascii(c) || is_ascii_letter(c) || is_ascii_digit(c)) bare += ascii_lower(c);
  }
  return bare;
}

bool is_blank(std::string_view text) {
  return trimmed(text).empty();
}

void assign(Document& document, Field field, std::string_view name, std::string_view value) {
  switch (field) {
    case Field::text:
      document.text = value;
      break;
    case Field::id:
      document.id = value;
      break;
    case Field::author:
      document.author = value;
      break;
    case Field::date:
      document.date = value;
      break;
    case Field::parent:
      document.parent = value;
      break;
    case Field::url:
      document.url = value;
      break;
    case Field::role:
      assign_role(document, name, value);
      break;
    case Field::question:
      document.question = value;
      break;
    case Field::source:
      document.source = value;
      break;
    case Field::attributes:
    case Field::other:
      document.attributes.emplace_back(name, value);
      break;
  }
}

}  // namespace bearout::corpus
