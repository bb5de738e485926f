#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// A GUID that is the same for the same thing in every export: UUID version 5 (RFC 4122: SHA-1) of kind and
/// name, in lower case. What other programs hand back can so be recognised.
[[nodiscard]] std::string name_guid(std::string_view kind, std::string_view name);

/// Whether two GUIDs are the same: case and braces don't count.
[[nodiscard]] bool same_guid(std::string_view a, std::string_view b);

}  // namespace bearout::corpus
