#include "corpus/xml_stream.hpp"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

constexpr int kDeepestNesting = 256;
constexpr std::size_t kLongestHeldBack = std::size_t{128} << 20;

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const {
    xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};
using Context = std::unique_ptr<xmlParserCtxt, FreeContext>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// What libxml2 says, as the end of a one-line message.
std::string in_one_line(const char* message) {
  auto line = std::string(message == nullptr ? "" : message);
  std::replace_if(line.begin(), line.end(), is_blank, ' ');
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

/// Also what the callbacks, which are C functions, are given.
struct XmlStream::State {
  static constexpr std::size_t kToSeeTheEncoding = 4;

  State(ByteSource& read_from, XmlHandler& told, std::size_t bytes)
      : source(read_from), handler(told), piece_bytes(std::max(bytes, kToSeeTheEncoding)) {}

  ByteSource& source;
  XmlHandler& handler;
  std::size_t piece_bytes;
  std::vector<char> piece;
  Context context;
  int depth = 0;
  bool ending = false;  // the parser has been told that nothing more comes
  bool ended = false;
  std::vector<XmlAttribute> attributes;
  std::vector<std::string_view> declared_spaces;
  std::exception_ptr failure;  // must not pass through C code

  [[noreturn]] void fail(std::uint64_t line, const std::string& message) const {
    throw Error(source.name() + ":" + std::to_string(line) + ": " + message);
  }

  [[nodiscard]] std::uint64_t line() const {
    return static_cast<std::uint64_t>(std::max(xmlSAX2GetLineNumber(context.get()), 1));
  }

  /// How much libxml2 keeps until it has seen the end of a tag, a comment or a CDATA section.
  [[nodiscard]] std::size_t held_back() const {
    return context ? static_cast<std::size_t>(context->input->end - context->input->cur) : 0;
  }

  template <typename Work>
  static void guarded(void* user, Work work) {
    auto& state = *static_cast<State*>(user);
    if (state.failure) return;
    try {
      work(state);
    } catch (...) {
      state.failure = std::current_exception();
      xmlStopParser(state.context.get());
    }
  }

  static void on_open(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* space,
                      int space_count, const xmlChar** spaces, int attribute_count, int defaulted_count,
                      const xmlChar** attributes);
  static void on_close(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* space);
  static void on_text(void* user, const xmlChar* text, int size);
  static void on_doctype(void* user, const xmlChar* name, const xmlChar* public_id, const xmlChar* system_id);
  static void on_error(void* user, xmlErrorPtr error);

  [[nodiscard]] std::span<const char> fill();
  void start(std::span<const char>& bytes);
  void parse(std::span<const char> bytes);
};

void XmlStream::State::on_open(void* user, const xmlChar* name, const xmlChar* /*prefix*/,
                               const xmlChar* space, int space_count, const xmlChar** spaces,
                               int attribute_count, int /*defaulted_count*/, const xmlChar** attributes) {
  guarded(user, [&](State& state) {
    if (++state.depth > kDeepestNesting) {
      state.fail(state.line(), "elements are nested more than " + std::to_string(kDeepestNesting) + " deep");
    }
    state.declared_spaces.clear();
    for (int i = 0; i < space_count; ++i) state.declared_spaces.push_back(view(spaces[2 * i + 1]));
    state.attributes.clear();
    for (int i = 0; i < attribute_count; ++i) {
      const auto* const* five = attributes + std::ptrdiff_t{5} * i;  // name, prefix, URI, value, end of value
      const auto size = static_cast<std::size_t>(five[4] - five[3]);
      state.attributes.push_back(
          {view(five[0]), view(five[2]), {reinterpret_cast<const char*>(five[3]), size}});
    }
    state.handler.open({view(name), view(space), state.attributes, state.declared_spaces, state.line()});
  });
}

void XmlStream::State::on_close(void* user, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
                                const xmlChar* /*space*/) {
  guarded(user, [](State& state) {
    --state.depth;
    state.handler.close();
  });
}

void XmlStream::State::on_text(void* user, const xmlChar* text, int size) {
  guarded(user, [&](State& state) {
    state.handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  });
}

void XmlStream::State::on_doctype(void* user, const xmlChar* /*name*/, const xmlChar* /*public_id*/,
                                  const xmlChar* /*system_id*/) {
  guarded(user, [](State& state) {
    state.fail(state.line(), "a DOCTYPE is not accepted (it can hide external entities); remove it");
  });
}

void XmlStream::State::on_error(void* user, xmlErrorPtr error) {
  guarded(user, [&](State& state) {
    if (error->level != XML_ERR_FATAL) return;  // an undeclared prefix, say: it cannot be one of ours
    const auto line = static_cast<std::uint64_t>(std::max(error->line, 1));
    // While the parser is being made, it looks at the first bytes and may complain: there is no context yet.
    const auto* input = state.context ? state.context->input : nullptr;
    const bool at_end = error->code == XML_ERR_DOCUMENT_END || (input != nullptr && input->cur >= input->end);
    if (state.ending && state.depth > 0 && at_end) {
      state.fail(line, "the XML ends before its root element is closed; the file is cut off");
    }
    state.fail(line, "broken XML: " + in_one_line(error->message));
  });
}

/// A full piece, or what is left. libxml2 looks again through all that it holds back whenever it is given
/// more, so the longer that is, the larger the piece.
std::span<const char> XmlStream::State::fill() {
  piece.resize(std::max(piece_bytes, held_back()));
  std::size_t filled = 0;
  while (filled < piece.size()) {
    const auto count = source.read(std::span(piece).subspan(filled));
    if (count == 0) break;
    filled += count;
  }
  return std::span(piece).first(filled);
}

/// Makes the parser and takes from `bytes` what has thereby been read. Blank lines before the XML
/// declaration, which broken plug-ins write into exports, are forgiven.
void XmlStream::State::start(std::span<const char>& bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (std::string_view(bytes.data(), bytes.size()).starts_with(kByteOrderMark)) bytes = bytes.subspan(3);
  const auto blank_end = std::find_if_not(bytes.begin(), bytes.end(), is_blank);
  const auto blank_lines = std::count(bytes.begin(), blank_end, '\n');
  bytes = bytes.subspan(static_cast<std::size_t>(blank_end - bytes.begin()));

  xmlSAXHandler callbacks{};
  callbacks.initialized = XML_SAX2_MAGIC;
  callbacks.startElementNs = on_open;
  callbacks.endElementNs = on_close;
  callbacks.characters = on_text;
  callbacks.ignorableWhitespace = on_text;
  callbacks.cdataBlock = on_text;
  callbacks.internalSubset = on_doctype;
  callbacks.serror = on_error;
  const auto head = bytes.first(std::min(bytes.size(), kToSeeTheEncoding));
  context.reset(
      xmlCreatePushParserCtxt(&callbacks, this, head.data(), static_cast<int>(head.size()), nullptr));
  if (failure) std::rethrow_exception(failure);
  if (!context) throw std::bad_alloc();
  // "Huge" lifts limits that we set ourselves: on nesting, on what is held back until its end has been seen
  // (a CDATA section, by default 10 MB), and, by refusing any DOCTYPE, on what entities may grow to.
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_HUGE);
  context->input->line += static_cast<int>(blank_lines);
  bytes = bytes.subspan(head.size());
}

void XmlStream::State::parse(std::span<const char> bytes) {
  const int error =
      xmlParseChunk(context.get(), bytes.data(), static_cast<int>(bytes.size()), ending ? 1 : 0);
  if (failure) std::rethrow_exception(failure);
  if (error != XML_ERR_OK && context->wellFormed == 0) fail(line(), "broken XML");
  if (held_back() > kLongestHeldBack) {
    fail(line(), "a tag, comment or CDATA section is larger than 128 MB");
  }
}

XmlStream::XmlStream(ByteSource& source, XmlHandler& handler, std::size_t piece_bytes)
    : state_(std::make_unique<State>(source, handler, piece_bytes)) {
  static const bool initialized = (xmlInitParser(), true);  // once, before threads use it
  (void)initialized;
}

XmlStream::XmlStream(XmlStream&&) noexcept = default;
XmlStream& XmlStream::operator=(XmlStream&&) noexcept = default;
XmlStream::~XmlStream() = default;

bool XmlStream::advance() {
  auto& state = *state_;
  if (state.ended) return false;
  auto bytes = state.fill();
  if (!state.context) {
    if (bytes.empty()) state.fail(1, "the file is empty");
    state.start(bytes);
    state.parse(bytes);
  } else {
    state.ending = state.ended = bytes.empty();
    state.parse(bytes);
  }
  return !state.ended;
}

}  // namespace bearout::corpus
