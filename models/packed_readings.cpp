#include "models/packed_readings.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace bearout::models {

namespace {

// A token in one byte: how far it lies behind the one before, and its size. Of prose, nearly all.
constexpr std::size_t kGaps = 4;     // 0 .. 3
constexpr unsigned char kLong = 63;  // in the place of a size up to 62: gap and size follow on their own

// A number of 64 bits, seven a byte.
constexpr std::size_t kLongestNumber = 10;
constexpr std::size_t kLongestPassage = 6 * kLongestNumber;
constexpr std::size_t kLongestToken = 1 + 3 * kLongestNumber;

/// Seven bits a byte, the lowest first, the highest bit set in all but the last (LEB128). Returns what is
/// behind it.
unsigned char* put(std::size_t number, unsigned char* at) {
  while (number >= 0x80) {
    *at++ = static_cast<unsigned char>(number | 0x80U);
    number >>= 7U;
  }
  *at++ = static_cast<unsigned char>(number);
  return at;
}

std::size_t take(const unsigned char*& at) {
  std::size_t number = *at++;
  if (number < 0x80) return number;
  number &= 0x7fU;
  for (unsigned shift = 7;; shift += 7) {
    const std::size_t byte = *at++;
    number |= (byte & 0x7fU) << shift;
    if (byte < 0x80) return number;
  }
}

}  // namespace

unsigned char* ReadingPacker::Bytes::make_room(std::size_t bytes) {
  if (room.size() - size < bytes) room.resize(2 * room.size() + bytes);
  return room.data() + size;
}

std::uint32_t ReadingPacker::add_form(FormId form, const Analyzer& analyzer) {
  numbers_[form] = {batch_, forms_};
  const std::string_view spelling = analyzer.form(form).text;
  unsigned char* at = put(spelling.size(), spellings_.make_room(kLongestNumber + spelling.size()));
  spellings_.end_at(std::copy(spelling.begin(), spelling.end(), at));
  return forms_++;
}

void ReadingPacker::add(const ReadText& reading, const Analyzer& analyzer) {
  if (numbers_.size() < analyzer.form_count()) numbers_.resize(analyzer.form_count());
  readings_.end_at(put(reading.passages.size(), readings_.make_room(kLongestNumber)));
  corpus::Passage before;
  for (std::size_t p = 0; p < reading.passages.size(); ++p) {
    const corpus::Passage& passage = reading.passages[p];
    const std::span<const Token> tokens = reading.tokens_of(p);
    unsigned char* at = readings_.make_room(kLongestPassage + tokens.size() * kLongestToken);
    at = put(passage.span.begin - before.span.end, at);
    at = put(passage.span.size(), at);
    at = put(passage.start - before.end, at);
    at = put(passage.end - passage.start, at);
    at = put(passage.sentence - before.sentence, at);
    at = put(tokens.size(), at);
    std::size_t end = passage.span.begin;
    for (const Token& token : tokens) {
      const std::size_t gap = token.span.begin - end;
      const std::size_t size = token.span.size();
      if (gap < kGaps && size < kLong) {
        *at++ = static_cast<unsigned char>(gap << 6U | size);
      } else {
        *at++ = kLong;
        at = put(size, put(gap, at));
      }
      at = put(number_of(token.form, analyzer), at);
      end = token.span.end;
    }
    readings_.end_at(at);
    before = passage;
  }
}

void ReadingPacker::forget_forms() {
  numbers_.clear();
}

std::string ReadingPacker::take() {
  std::array<unsigned char, kLongestNumber> count{};
  const unsigned char* const count_end = put(forms_, count.data());
  std::string packed;
  packed.reserve(count.size() + spellings_.size + readings_.size);
  packed.append(static_cast<const unsigned char*>(count.data()), count_end)
      .append(spellings_.view())
      .append(readings_.view());
  spellings_.size = 0;
  readings_.size = 0;
  forms_ = 0;
  if (++batch_ == 0) {  // the numbers of batches have run out
    numbers_.clear();
    batch_ = 1;
  }
  return packed;
}

ReadingUnpacker::ReadingUnpacker(std::string_view packed, Analyzer& analyzer)
    : at_(reinterpret_cast<const unsigned char*>(packed.data())), end_(at_ + packed.size()) {
  std::vector<std::string_view> spellings(packed.empty() ? 0 : take(at_));
  for (std::string_view& spelling : spellings) {
    const std::size_t size = take(at_);
    spelling = {reinterpret_cast<const char*>(at_), size};
    at_ += size;
  }
  forms_.resize(spellings.size());
  analyzer.intern_forms(spellings, forms_);
}

void ReadingUnpacker::next(ReadText& reading) {
  assert(at_ < end_);
  reading.passages.resize(take(at_));
  reading.tokens.clear();
  reading.first_token.clear();
  corpus::Passage before;
  for (corpus::Passage& passage : reading.passages) {
    passage.span.begin = before.span.end + take(at_);
    passage.span.end = passage.span.begin + take(at_);
    passage.start = before.end + take(at_);
    passage.end = passage.start + take(at_);
    passage.sentence = before.sentence + static_cast<std::uint32_t>(take(at_));
    reading.first_token.push_back(reading.tokens.size());
    const std::size_t count = take(at_);
    std::size_t end = passage.span.begin;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = *at_++;
      const bool is_long = place == kLong;
      const std::size_t begin = end + (is_long ? take(at_) : place >> 6U);
      end = begin + (is_long ? take(at_) : place & kLong);
      reading.tokens.push_back({{begin, end}, forms_[take(at_)]});
    }
    before = passage;
  }
  reading.first_token.push_back(reading.tokens.size());
  assert(at_ <= end_);
}

}  // namespace bearout::models
