#pragma once

#include <functional>
#include <set>
#include <string>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// The paragraph styles of a Word document that make an item of a list, by their ids: "List Bullet", "List
/// Number", and what is based on them; not headings, which may be numbered too. `source`: the part that is
/// called "styles". Throws Error if it is broken.
[[nodiscard]] std::set<std::string, std::less<>> item_styles(ByteSource source);

}  // namespace bearout::corpus
