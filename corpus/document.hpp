#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bearout::corpus {

/// `author`: whoever wrote the page that the comments stand under (or the report). What they write is no
/// evidence; it may accept what others proposed.
enum class Role : std::uint8_t { participant, author };

/// One comment or case study. `text` is what was extracted: plain UTF-8 (valid, NUL-free, line ends as '\n',
/// HTML and Markdown already turned into text, paragraphs separated by a blank line). Every offset of the
/// program points into it.
struct Document {
  std::string id;
  std::string text;
  std::string author;
  std::string date;    ///< as the source gives it
  std::string parent;  ///< id of the document that this one answers, or empty
  std::string url;
  std::string source;  ///< file name (without folders) it came from
  Role role = Role::participant;
  std::string question;  ///< header of its column where a table has several text columns, else empty
  std::vector<std::pair<std::string, std::string>> attributes;  ///< other columns, in file order

  friend bool operator==(const Document&, const Document&) = default;
};

}  // namespace bearout::corpus
