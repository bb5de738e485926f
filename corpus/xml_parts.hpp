#pragma once

#include <string>
#include <string_view>

#include "corpus/xml_stream.hpp"

namespace bearout::corpus {

/// The value of an element's attribute, by its name without prefix; empty if there is none. Entities
/// resolved.
[[nodiscard]] std::string attribute_of(const XmlElement& element, std::string_view name);

/// Reads a whole XML file into a handler. Throws what XmlStream::advance throws.
void read_xml(ByteSource source, XmlHandler& handler);

}  // namespace bearout::corpus
