#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"
#include "corpus/document_stream.hpp"

namespace bearout::corpus {

/// What a column of a table or a key of a JSON object means.
enum class Field : std::uint8_t {
  text,
  id,
  author,
  date,
  parent,
  url,
  role,
  question,
  source,
  attributes,
  other
};

inline constexpr std::size_t kNamedFields = static_cast<std::size_t>(Field::other);  ///< all but `other`

/// A field and how well the name says so, 0 best: where several columns could be the text, `text` goes before
/// `comment`.
struct FieldMatch {
  Field field = Field::other;
  unsigned rank = 0;
};

/// Tells the meaning of a name: by the names that the user gave, else by what the name itself says
/// ("Comment-Body", "comment_id", "texts" are understood, whatever their case and separators).
class FieldNames {
 public:
  explicit FieldNames(ColumnNames given);

  [[nodiscard]] FieldMatch match(std::string_view name) const;

  /// The names given for a field; empty: it is found by name.
  [[nodiscard]] const std::vector<std::string>& given(Field field) const;

  /// True if every text column is a question of its own.
  [[nodiscard]] bool several_texts() const { return given(Field::text).size() > 1; }

 private:
  std::vector<std::vector<std::string>> given_;
  bool any_given_ = false;
};

/// True if both are the same but for white space around them and the case of ASCII letters.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

/// Letters and digits of a name, ASCII in lower case: "Comment-Body" as "commentbody".
[[nodiscard]] std::string bare_name(std::string_view name);

/// Without the white space around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// True if there is nothing to be seen in the text.
[[nodiscard]] bool is_blank(std::string_view text);

/// Puts a value where it belongs in the document; `name` is that of its column or key. Field::text sets the
/// text.
void assign(Document& document, Field field, std::string_view name, std::string_view value);

}  // namespace bearout::corpus
