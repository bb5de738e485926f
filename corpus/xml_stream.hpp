#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

struct XmlAttribute {
  std::string_view name;   ///< without prefix
  std::string_view space;  ///< URI of its namespace, or empty
  std::string_view value;  ///< "&amp;" stands in it as "&#38;": good for ids, not for prose
};

/// A start tag. Valid during the call that brings it.
struct XmlElement {
  std::string_view name;   ///< without prefix
  std::string_view space;  ///< URI of its namespace, or empty
  std::span<const XmlAttribute> attributes;
  std::span<const std::string_view> declared_spaces;  ///< URIs of the namespaces that this tag declares
  std::uint64_t line = 0;                             ///< where the tag ends, counted from 1
};

/// Who is told what an XmlStream finds. May throw.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;

  virtual void open(const XmlElement& element) = 0;
  virtual void text(std::string_view text) = 0;  ///< a piece of text or CDATA; one text may come in many
  virtual void close() = 0;                      ///< the element opened last that is still open
};

/// XML read piece by piece, UTF-8 out whatever its encoding. No tree is built, nothing is fetched, no entity
/// but the five of XML itself is expanded: memory is bounded by the largest tag, XML comment or CDATA
/// section, and those by 128 MB.
class XmlStream {
 public:
  /// `source` and `handler` must outlive it. `piece_bytes`: what is read and parsed at once; it makes no
  /// difference to what is found.
  XmlStream(ByteSource& source, XmlHandler& handler, std::size_t piece_bytes = std::size_t{1} << 16);
  XmlStream(XmlStream&&) noexcept;
  XmlStream& operator=(XmlStream&&) noexcept;
  ~XmlStream();

  /// Reads and handles some more; false once all has been handled. Throws Error (file:line) for a DOCTYPE,
  /// XML that is broken or cut off, elements nested more than 256 deep; and what the handler throws.
  [[nodiscard]] bool advance();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::corpus
