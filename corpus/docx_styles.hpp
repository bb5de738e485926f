#pragma once

#include <functional>
#include <set>
#include <string>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// The paragraph styles of a Word document that make an item of a list, by their ids: "List Bullet", "List
/// Number", and what is based on them; not headings, which may be numbered too. `styles`: the part of that
/// name. Throws Error if it is broken.
[[nodiscard]] std::set<std::string, std::less<>> item_styles(ByteSource styles);

}  // namespace bearout::corpus
