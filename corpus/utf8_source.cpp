#include "corpus/utf8_source.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.hpp"

namespace bearout::corpus {

Utf8Source::Utf8Source(ByteSource source) : source_(std::move(source)) {}

std::size_t Utf8Source::read(std::span<char> buffer) {
  if (!started_) read_head();
  if (head_begin_ == head_end_ || buffer.empty()) return source_.read(buffer);
  const auto count = std::min(buffer.size(), head_end_ - head_begin_);
  std::copy_n(head_.data() + head_begin_, count, buffer.data());
  head_begin_ += count;
  return count;
}

void Utf8Source::read_head() {
  started_ = true;
  while (head_end_ < head_.size()) {
    const auto count = source_.read(std::span(head_).subspan(head_end_));
    if (count == 0) break;
    head_end_ += count;
  }
  const std::string_view head(head_.data(), head_end_);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    throw Error(name() + ": is UTF-16; save it as UTF-8");
  }
  if (head == "\xEF\xBB\xBF") head_begin_ = head_end_;
}

std::string read_text(ByteSource source) {
  Utf8Source bytes(std::move(source));
  std::string text;
  std::vector<char> chunk(std::size_t{1} << 16);
  while (const auto count = bytes.read(chunk)) text.append(chunk.data(), count);
  return text;
}

}  // namespace bearout::corpus
