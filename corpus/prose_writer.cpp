#include "corpus/prose_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bearout::corpus {
namespace {

constexpr int kParagraph = 2;

/// U+0080 to U+009F are controls that no text means: where they occur (`&#146;`), Windows-1252 was meant.
constexpr std::array<std::string_view, 32> kWindows1252 = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

/// Bytes that stand for themselves whatever follows: visible ASCII, and multi-byte characters but for the
/// five leading bytes under which white space and invisible characters lie.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x21; byte < 256; ++byte) plain[byte] = true;
  for (const unsigned byte : {0x7FU, 0xC2U, 0xE1U, 0xE2U, 0xE3U, 0xEFU}) plain[byte] = false;
  return plain;
}();

bool is_plain(char byte) {
  return kPlain[static_cast<unsigned char>(byte)];
}

enum class Look : std::uint8_t { visible, space, newline, invisible };

/// `character`: three bytes of UTF-8.
Look look_of(std::string_view character) {
  const auto second = static_cast<unsigned char>(character[1]);
  const auto third = static_cast<unsigned char>(character[2]);
  if (character == "\u1680" || character == "\u3000" || character == "\u205F" || character == "\u202F") {
    return Look::space;
  }
  if (character == "\u2060" || character == "\uFEFF" || character == "\u200B") return Look::invisible;
  if (character == "\u2028" || character == "\u2029") return Look::newline;
  const bool general_punctuation = character[0] == '\xE2' && second == 0x80;
  return general_punctuation && third <= 0x8A ? Look::space : Look::visible;
}

}  // namespace

void ProseWriter::write(std::string_view text, Newlines newlines) {
  while (!text.empty()) {
    const auto plain_end = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(plain_end - text.begin());
    if (plain > 0) put(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) text.remove_prefix(put_rare(text, newlines));
  }
}

/// Deals with the one character at the front that is not plain; returns its length.
std::size_t ProseWriter::put_rare(std::string_view text, Newlines newlines) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) {
    if (text[0] == '\n') {
      put_newline(newlines);
    } else if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) {
      put_space();
    }
    return 1;
  }
  const std::size_t size = lead == 0xC2 ? 2 : 3;
  if (text.size() < size) return text.size();
  if (lead == 0xC2) {
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < 0xA0) {
      put(kWindows1252[second - std::size_t{0x80}]);
    } else if (second == 0xA0) {
      put_space();
    } else if (second != 0xAD) {
      put(text.substr(0, size));
    }
    return size;
  }
  switch (look_of(text.substr(0, size))) {
    case Look::visible:
      put(text.substr(0, size));
      break;
    case Look::space:
      put_space();
      break;
    case Look::newline:
      put_newline(newlines);
      break;
    case Look::invisible:
      break;
  }
  return size;
}

void ProseWriter::put(std::string_view visible) {
  if (visible.empty()) return;
  if (!text_.empty()) {
    if (breaks_ > 0) {
      text_.append(static_cast<std::size_t>(breaks_), '\n');
    } else if (space_) {
      text_ += ' ';
    }
  }
  if (item_) text_ += "- ";
  text_ += visible;
  breaks_ = 0;
  newline_run_ = 0;
  space_ = false;
  item_ = false;
}

void ProseWriter::put_space() {
  space_ = true;
}

void ProseWriter::put_newline(Newlines newlines) {
  if (newlines == Newlines::are_spaces) {
    put_space();
  } else if (++newline_run_ == 1) {
    end_line();
  } else {
    end_paragraph();
  }
}

// While an item waits for its first word, line ends (a <p> in the <li>) must not part it from its "- ".
void ProseWriter::break_line() {
  if (!item_) breaks_ = std::min(breaks_ + 1, kParagraph);
}

void ProseWriter::end_line() {
  if (!item_) breaks_ = std::max(breaks_, 1);
}

void ProseWriter::end_paragraph() {
  if (!item_) breaks_ = kParagraph;
}

void ProseWriter::begin_item() {
  end_line();
  item_ = true;
}

void ProseWriter::end_item() {
  item_ = false;
  end_line();
}

std::string ProseWriter::take() {
  auto text = std::move(text_);
  *this = ProseWriter();
  return text;
}

}  // namespace bearout::corpus
