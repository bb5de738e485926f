#include "corpus/html_text.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>

#include "corpus/html_tags.hpp"
#include "corpus/prose_writer.hpp"
#include "corpus/utf8_repair.hpp"

namespace bearout::corpus {
namespace {

using Newlines = ProseWriter::Newlines;

/// What an element does to the flow of text; `dropped` ones have no prose in them.
enum class Effect : std::uint8_t {
  none,
  dropped,
  form,
  line_break,
  line,
  paragraph,
  list,
  item,
  preformatted
};

enum class Forms : std::uint8_t { are_dropped, are_kept };

struct Element {
  std::string_view name;
  Effect effect;
};

constexpr auto kElements = std::to_array<Element>({
    {"address", Effect::line},
    {"article", Effect::paragraph},
    {"aside", Effect::dropped},
    {"audio", Effect::dropped},
    {"blockquote", Effect::paragraph},
    {"body", Effect::paragraph},
    {"br", Effect::line_break},
    {"button", Effect::dropped},
    {"canvas", Effect::dropped},
    {"caption", Effect::line},
    {"center", Effect::line},
    {"dd", Effect::line},
    {"details", Effect::paragraph},
    {"dir", Effect::list},
    {"div", Effect::line},
    {"dl", Effect::paragraph},
    {"dt", Effect::line},
    {"fieldset", Effect::paragraph},
    {"figcaption", Effect::line},
    {"figure", Effect::paragraph},
    {"footer", Effect::dropped},
    {"form", Effect::form},
    {"h1", Effect::paragraph},
    {"h2", Effect::paragraph},
    {"h3", Effect::paragraph},
    {"h4", Effect::paragraph},
    {"h5", Effect::paragraph},
    {"h6", Effect::paragraph},
    {"head", Effect::dropped},
    {"header", Effect::paragraph},
    {"hr", Effect::paragraph},
    {"iframe", Effect::dropped},
    {"legend", Effect::line},
    {"li", Effect::item},
    {"main", Effect::paragraph},
    {"menu", Effect::list},
    {"nav", Effect::dropped},
    {"noscript", Effect::dropped},
    {"object", Effect::dropped},
    {"ol", Effect::list},
    {"option", Effect::line},
    {"p", Effect::paragraph},
    {"pre", Effect::preformatted},
    {"script", Effect::dropped},
    {"section", Effect::paragraph},
    {"select", Effect::dropped},
    {"style", Effect::dropped},
    {"summary", Effect::line},
    {"svg", Effect::dropped},
    {"table", Effect::paragraph},
    {"td", Effect::line},
    {"template", Effect::dropped},
    {"textarea", Effect::dropped},
    {"th", Effect::line},
    {"title", Effect::dropped},
    {"tr", Effect::line},
    {"ul", Effect::list},
    {"video", Effect::dropped},
});

Effect effect_of(std::string_view name) {
  const auto by_name = [](const Element& element, std::string_view wanted) { return element.name < wanted; };
  const auto found = std::lower_bound(kElements.begin(), kElements.end(), name, by_name);
  return found != kElements.end() && found->name == name ? found->effect : Effect::none;
}

/// Makes text of the parser's events, which come in balanced pairs.
class Extractor {
 public:
  Extractor(Newlines newlines, Forms forms) : newlines_(newlines), forms_(forms) {}

  void open(std::string_view name) {
    const auto effect = effect_of(name);
    const bool drop = effect == Effect::dropped || (effect == Effect::form && forms_ == Forms::are_dropped);
    if (dropped_ > 0 || drop) {
      ++dropped_;
      return;
    }
    if (effect == Effect::line_break) {
      prose_.break_line();
    } else if (effect == Effect::item) {
      prose_.begin_item();
    } else {
      separate(effect);
    }
    if (effect == Effect::list) ++lists_;
    if (effect == Effect::preformatted) ++preformatted_;
  }

  void close(std::string_view name) {
    if (dropped_ > 0) {
      // The words around a dropped element do not run into each other.
      if (--dropped_ == 0) prose_.write(" ");
      return;
    }
    const auto effect = effect_of(name);
    if (effect == Effect::list) lists_ = std::max(lists_ - 1, 0);
    if (effect == Effect::preformatted) preformatted_ = std::max(preformatted_ - 1, 0);
    if (effect == Effect::item) {
      prose_.end_item();
    } else {
      separate(effect);
    }
  }

  void text(std::string_view text) {
    if (dropped_ == 0) prose_.write(text, preformatted_ > 0 ? Newlines::are_breaks : newlines_);
  }

  /// Forgets which elements are open.
  void close_all() { dropped_ = lists_ = preformatted_ = 0; }

  [[nodiscard]] std::string take() { return prose_.take(); }

 private:
  void separate(Effect effect) {
    switch (effect) {
      case Effect::line:
        prose_.end_line();
        break;
      case Effect::list:
        lists_ > 0 ? prose_.end_line() : prose_.end_paragraph();
        break;
      case Effect::form:
      case Effect::paragraph:
      case Effect::preformatted:
        prose_.end_paragraph();
        break;
      default:
        break;
    }
  }

  ProseWriter prose_;
  Newlines newlines_;
  Forms forms_;
  int dropped_ = 0;  // open elements from the outermost dropped one inwards
  int lists_ = 0;
  int preformatted_ = 0;
};

/// libxml2 looks through all open elements at each stray end tag. So that its work stays in proportion to the
/// input, no more than this many are open at once: what comes then is parsed as if they had all been closed.
constexpr int kDeepestNesting = 512;

/// An element that no input closes: without a parent, libxml2 would put <p> around loose text and so part it
/// from its <b>.
constexpr std::string_view kWrapper = "<bearout>";

struct FreeContext {
  void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
};
using Context = std::unique_ptr<htmlParserCtxt, FreeContext>;

/// What the callbacks, which are C functions, are given.
struct Run {
  htmlParserCtxtPtr context;
  Extractor& extractor;
  std::optional<std::size_t> too_deep_at;  // bytes consumed when the nesting became too deep
  std::exception_ptr failure;              // must not pass through C code
};

template <typename Work>
void guarded(void* user, Work work) {
  auto& run = *static_cast<Run*>(user);
  if (run.failure || run.too_deep_at) return;
  try {
    work(run);
  } catch (...) {
    run.failure = std::current_exception();
    xmlStopParser(run.context);
  }
}

const char* chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

void on_open(void* user, const xmlChar* name, const xmlChar** /*attributes*/) {
  guarded(user, [&](Run& run) {
    run.extractor.open(chars(name));
    if (run.context->nameNr < kDeepestNesting) return;
    const auto* input = run.context->input;
    run.too_deep_at = input->consumed + static_cast<std::size_t>(input->cur - input->base);
    xmlStopParser(run.context);
  });
}

void on_close(void* user, const xmlChar* name) {
  guarded(user, [&](Run& run) { run.extractor.close(chars(name)); });
}

void on_text(void* user, const xmlChar* text, int size) {
  guarded(user, [&](Run& run) { run.extractor.text({chars(text), static_cast<std::size_t>(size)}); });
}

/// What the parser has not been given yet: the wrapper, then the text.
struct Unread {
  std::string_view wrapper;
  std::string_view html;
};

/// Gives the parser what it asks for, so that a parse that ends early has not touched the rest.
int read_some(void* unread, char* buffer, int size) {
  auto& left = *static_cast<Unread*>(unread);
  auto& part = left.wrapper.empty() ? left.html : left.wrapper;
  const auto count = std::min(part.size(), static_cast<std::size_t>(size));
  std::copy_n(part.data(), count, buffer);
  part.remove_prefix(count);
  return static_cast<int>(count);
}

/// Parses `html` as far as its nesting allows; returns where to go on, html.size() at the end.
std::size_t parse(std::string_view html, Extractor& extractor) {
  const Context context(htmlNewParserCtxt());
  if (!context) throw std::bad_alloc();
  Run run{context.get(), extractor, std::nullopt, nullptr};
  xmlSAXHandler handler{};
  handler.startElement = on_open;
  handler.endElement = on_close;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  *context->sax = handler;
  context->userData = &run;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC;
  Unread unread{kWrapper, html};
  xmlFreeDoc(htmlCtxtReadIO(context.get(), read_some, nullptr, &unread, nullptr, "UTF-8", kOptions));
  if (run.failure) std::rethrow_exception(run.failure);
  if (!run.too_deep_at) return html.size();
  // The parser stood before the '>' of the tag that was one too many.
  return std::min(html.find('>', *run.too_deep_at - kWrapper.size()), html.size() - 1) + 1;
}

std::string extract(std::string_view bare, Newlines newlines, Forms forms) {
  Extractor extractor(newlines, forms);
  while (!bare.empty()) {
    bare.remove_prefix(parse(bare, extractor));
    extractor.close_all();
  }
  return extractor.take();
}

std::string to_text(std::string_view html, Newlines newlines) {
  constexpr std::size_t kLargest = std::size_t{1} << 30;
  if (html.size() > kLargest) throw std::length_error("HTML of more than 1 GB");
  const auto clean = repair_utf8(html);
  if (clean.find_first_of("<&") == std::string::npos) {
    ProseWriter prose;
    prose.write(clean, newlines);
    return prose.take();
  }
  static const bool initialized = (xmlInitParser(), true);  // once, before threads use it
  (void)initialized;
  const auto bare = bare_tags(clean);
  auto text = extract(bare, newlines, Forms::are_dropped);
  return text.empty() ? extract(bare, newlines, Forms::are_kept) : text;
}

}  // namespace

std::string html_to_text(std::string_view html) {
  return to_text(html, Newlines::are_spaces);
}

std::string comment_html_to_text(std::string_view html) {
  return to_text(html, has_paragraph_tags(html) ? Newlines::are_spaces : Newlines::are_breaks);
}

}  // namespace bearout::corpus
