#include "corpus/utf8.hpp"

#include <simdjson.h>

namespace bearout::corpus {

bool is_valid_utf8(std::string_view text) {
  return text.empty() || simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace bearout::corpus
