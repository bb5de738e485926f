#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/json_object.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::corpus {

/// The elements of a JSON file's array, one after the other: of the array that the file is, or of the one
/// array of objects in the object that the file is. Only strings and nesting are understood here, so that
/// memory holds one element, never the file; the elements' own syntax is for their parser to judge.
class JsonElements {
 public:
  static constexpr std::size_t kLongestElement = std::size_t{256} << 20;
  static constexpr bool kBrokenEndsRun = true;  ///< see JsonDocuments

  explicit JsonElements(ByteSource source, std::size_t chunk_bytes = std::size_t{1} << 18);

  /// The next element, or nothing at the end. Throws Error (file:line) for what is no such file.
  [[nodiscard]] std::optional<JsonObject> next();

  [[nodiscard]] const std::string& name() const { return source_.name(); }

 private:
  enum class Place : std::uint8_t { start, array, end };
  static constexpr int kEnd = -1;

  bool refill();
  int peek();
  int next_visible();
  void expect(char wanted, const char* where);

  void open_top();
  bool find_array(bool first_member);
  bool enter_if_objects(const std::string& key);
  std::optional<JsonObject> read_element();
  void close_top();

  std::string read_key();
  void read_value(std::string* copy);
  void read_nested(std::string* copy, std::size_t depth);
  void read_scalar(std::string* copy);
  void scan_nested(std::size_t& depth, bool& in_string, bool& escaped);
  void scan_string(bool& in_string, bool& escaped);
  void append(std::string* copy, std::size_t begin) const;
  [[noreturn]] void fail(std::uint64_t line, const std::string& what) const;

  Utf8Source source_;
  std::vector<char> chunk_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t line_ = 1;
  Place place_ = Place::start;
  bool in_object_ = false;  ///< the array is a member of the top object
  bool first_ = true;       ///< no element of the array has been read
  std::string array_key_;
  std::string element_;
};

}  // namespace bearout::corpus
