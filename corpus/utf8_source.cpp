#include "corpus/utf8_source.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/ascii.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kLongestMark = 4;
// What the guess is made from, beginning at the first byte beyond ASCII.
constexpr std::size_t kSample = std::size_t{1} << 14;

}  // namespace

Utf8Source::Utf8Source(ByteSource source, Encodings encodings)
    : source_(std::move(source)), encodings_(encodings) {}

std::size_t Utf8Source::read(std::span<char> buffer) {
  if (!started_) start();
  for (;;) {
    if (buffer.empty()) return 0;
    if (!decided_) decide();
    if (held_begin_ < held_.size()) return hand_out(buffer);
    if (ended_) return 0;
    if (!decoder_) return source_.read(buffer);
    held_.clear();
    held_begin_ = 0;
    stored_.resize(kPiece);
    const auto count = source_.read(std::span(stored_.data(), stored_.size()));
    ended_ = count == 0;
    decoder_->decode(std::string_view(stored_).substr(0, count), ended_, held_);
  }
}

/// Reads until `wanted` bytes are held; false at the end of the file.
bool Utf8Source::read_more(std::size_t wanted) {
  while (held_.size() - held_begin_ < wanted) {
    const auto before = held_.size();
    held_.resize(before + kPiece);
    const auto count = source_.read(std::span(held_.data() + before, kPiece));
    held_.resize(before + count);
    if (count == 0) return false;
  }
  return true;
}

void Utf8Source::start() {
  started_ = true;
  (void)read_more(kLongestMark);
  if (const auto marked = marked_encoding(held_)) {
    held_begin_ = marked->mark_size;
    settle(*marked);
  } else if (encodings_ == Encodings::marked) {
    decided_ = true;
  }
}

/// What is ASCII is the same in all encodings that are left, and is handed out before the decision.
void Utf8Source::decide() {
  if (held_begin_ == held_.size()) {
    held_.clear();
    held_begin_ = 0;
    if (!read_more(1)) {
      decided_ = true;
      return;
    }
  }
  const auto begin = held_.begin() + static_cast<std::ptrdiff_t>(held_begin_);
  const auto beyond = std::find_if(begin, held_.end(), is_beyond_ascii);
  if (beyond == held_.end()) return;
  const auto ascii = static_cast<std::size_t>(beyond - begin);
  const bool whole = !read_more(ascii + kSample);
  settle(guessed_encoding(std::string_view(held_).substr(held_begin_ + ascii), whole));
}

void Utf8Source::settle(const TextEncoding& encoding) {
  decided_ = true;
  if (encoding.is_utf8()) return;
  source_.note(note_on(encoding));
  decoder_.emplace(encoding.name);
  const std::string bytes = std::exchange(held_, {}).substr(std::exchange(held_begin_, 0));
  decoder_->decode(bytes, false, held_);
}

std::size_t Utf8Source::hand_out(std::span<char> buffer) {
  const auto count = std::min(buffer.size(), held_.size() - held_begin_);
  std::copy_n(held_.data() + held_begin_, count, buffer.data());
  held_begin_ += count;
  if (held_begin_ == held_.size()) {
    held_.clear();
    held_begin_ = 0;
  }
  return count;
}

std::string read_text(ByteSource source, Encodings encodings) {
  Utf8Source bytes(std::move(source), encodings);
  std::string text;
  std::vector<char> chunk(kPiece);
  while (const auto count = bytes.read(chunk)) text.append(chunk.data(), count);
  return text;
}

}  // namespace bearout::corpus
