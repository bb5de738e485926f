#include "corpus/text_encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <new>

#include "corpus/error.hpp"
#include "corpus/utf8.hpp"

namespace bearout::corpus {
namespace {

constexpr const char* kWesternEuropean = "windows-1252";

// What the detector must be sure of, in its hundredths, and by how much more than of Western European, before
// we believe it: on a few words it guesses wildly, and most files that are not UTF-8 are Western European.
// Measured on a sentence each in nine languages and their encodings.
constexpr int kSure = 45;
constexpr int kSurer = 10;
constexpr int kSureWithoutRival = 20;

// More is not needed to tell encodings apart, and the detector's time grows with it.
constexpr std::size_t kLargestSample = std::size_t{1} << 14;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_western(std::string_view name) {
  return name == "ISO-8859-1" || name == kWesternEuropean;
}

/// Without its mark UTF-16 was recognised before, or it is none; Hebrew written backwards and mainframes are
/// rarer than the detector thinks.
bool is_out_of_question(std::string_view name) {
  return name.starts_with("UTF-") || name.starts_with("ISO-8859-8") || name.starts_with("IBM");
}

/// Bytes of the valid multi-byte character at the front of `text`; 0 if it is broken.
std::size_t character_size(std::string_view text) {
  for (std::size_t size = 2; size <= 4 && size <= text.size(); ++size) {
    if (is_valid_utf8(text.substr(0, size))) return size;
  }
  return 0;
}

/// Whether what is beyond ASCII is mostly UTF-8.
bool looks_like_utf8(std::string_view sample, bool whole) {
  std::size_t valid = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < sample.size();) {
    if (static_cast<unsigned char>(sample[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto size = character_size(sample.substr(at));
    if (size > 0) {
      ++valid;
      at += size;
    } else {
      if (whole || at + 3 < sample.size()) ++broken;
      ++at;
    }
  }
  return valid > 0 ? valid >= broken : broken == 0;
}

/// The detector's answer, or nothing where it is not sure enough.
std::optional<std::string> detected(std::string_view sample) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&error));
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error) || count == 0) return {};
  int western = 0;
  int sure = 0;
  std::string best;
  for (std::int32_t i = 0; i < count; ++i) {  // surest first
    const std::string_view name = ucsdet_getName(matches[i], &error);
    const int confidence = ucsdet_getConfidence(matches[i], &error);
    if (is_western(name)) western = std::max(western, confidence);
    if (!best.empty() || is_western(name) || is_out_of_question(name)) continue;
    best = name;
    sure = confidence;
  }
  if (U_FAILURE(error) || best.empty()) return {};
  const bool believed = western == 0 ? sure >= kSureWithoutRival : sure >= kSure && sure >= western + kSurer;
  return believed ? std::optional(best) : std::nullopt;
}

}  // namespace

std::optional<TextEncoding> marked_encoding(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xEF\xBB\xBF"sv)) return TextEncoding{"UTF-8", 3};
  if (head.starts_with("\xFF\xFE\0\0"sv)) return TextEncoding{"UTF-32LE", 4};
  if (head.starts_with("\0\0\xFE\xFF"sv)) return TextEncoding{"UTF-32BE", 4};
  if (head.starts_with("\xFF\xFE"sv)) return TextEncoding{"UTF-16LE", 2};
  if (head.starts_with("\xFE\xFF"sv)) return TextEncoding{"UTF-16BE", 2};
  if (head.size() < 4) return {};
  const auto zero = [&](std::size_t i) { return head[i] == '\0'; };
  if (!zero(0) && zero(1) && !zero(2) && zero(3)) return TextEncoding{"UTF-16LE", 0};
  if (zero(0) && !zero(1) && zero(2) && !zero(3)) return TextEncoding{"UTF-16BE", 0};
  return {};
}

TextEncoding guessed_encoding(std::string_view sample, bool whole) {
  whole = whole && sample.size() <= kLargestSample;
  sample = sample.substr(0, kLargestSample);
  if (looks_like_utf8(sample, whole)) return {"UTF-8", 0};
  return {detected(sample).value_or(kWesternEuropean), 0};
}

std::string note_on(const TextEncoding& encoding) {
  std::string read = "is read as " + encoding.name;
  if (encoding.name.starts_with("UTF-")) return read;
  return read + ", since it is not UTF-8; if letters look wrong, save it as UTF-8";
}

struct TextDecoder::State {
  Converter from;
  Converter to;
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool fresh = true;
};

TextDecoder::TextDecoder(const std::string& encoding) : state_(std::make_unique<State>()) {
  UErrorCode error = U_ZERO_ERROR;
  state_->from.reset(ucnv_open(encoding.c_str(), &error));
  state_->to.reset(ucnv_open("UTF-8", &error));
  if (U_FAILURE(error)) throw Error("the encoding \"" + encoding + "\" is not known; save the file as UTF-8");
}
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

void TextDecoder::decode(std::string_view bytes, bool last, std::string& text) {
  State& s = *state_;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<char, 8192> piece;
  for (;;) {
    char* target = piece.data();
    UErrorCode error = U_ZERO_ERROR;
    ucnv_convertEx(s.to.get(), s.from.get(), &target, piece.data() + piece.size(), &source, source_end,
                   s.pivot.data(), &s.pivot_source, &s.pivot_target, s.pivot.data() + s.pivot.size(),
                   static_cast<UBool>(s.fresh), static_cast<UBool>(last), &error);
    s.fresh = false;
    text.append(piece.data(), static_cast<std::size_t>(target - piece.data()));
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    return;
  }
}

std::string decode_text(std::string_view bytes, const std::string& declared, TextEncoding* encoding) {
  TextEncoding found = marked_encoding(bytes.substr(0, 4)).value_or(TextEncoding{"UTF-8", 0});
  bytes.remove_prefix(found.mark_size);
  if (found.is_utf8() && !is_valid_utf8(bytes)) {
    const auto* const beyond =
        std::ranges::find_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    found.name = guessed_encoding({beyond, bytes.end()}, true).name;
    UErrorCode error = U_ZERO_ERROR;
    if (!declared.empty() && Converter(ucnv_open(declared.c_str(), &error)) && U_SUCCESS(error)) {
      found.name = declared;
    }
  }
  if (encoding != nullptr) *encoding = found;
  if (found.is_utf8()) return std::string(bytes);
  std::string text;
  TextDecoder(found.name).decode(bytes, true, text);
  return text;
}

}  // namespace bearout::corpus
