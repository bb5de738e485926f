#include "corpus/xml_parts.hpp"

#include <utility>

namespace bearout::corpus {

std::string attribute_of(const XmlElement& element, std::string_view name) {
  for (const auto& attribute : element.attributes) {
    if (attribute.name != name) continue;
    std::string value(attribute.value);
    constexpr std::string_view kAmpersand = "&#38;";  // see XmlAttribute
    for (auto at = value.find(kAmpersand); at != std::string::npos; at = value.find(kAmpersand, at + 1)) {
      value.replace(at, kAmpersand.size(), "&");
    }
    return value;
  }
  return {};
}

void read_xml(ByteSource source, XmlHandler& handler) {
  XmlStream stream(source, handler);
  while (stream.advance()) {
  }
}

}  // namespace bearout::corpus
