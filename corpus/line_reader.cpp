#include "corpus/line_reader.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include "corpus/error.hpp"

namespace bearout::corpus {

namespace {

[[noreturn]] void throw_too_long(const std::string& name, std::uint64_t line, std::size_t longest) {
  throw Error(name + ":" + std::to_string(line) + ": the line is longer than " +
              std::to_string(longest >> 20) + " MiB; is every record on a line of its own?");
}

}  // namespace

LineReader::LineReader(ByteSource source, std::size_t buffer_bytes, std::size_t longest_line,
                       Encodings encodings)
    : source_(std::move(source), encodings),
      longest_line_(longest_line),
      buffer_(std::max<std::size_t>(buffer_bytes, 1) + kPadding) {}

std::optional<Line> LineReader::next() {
  std::size_t searched = 0;
  for (;;) {
    const char* const start = buffer_.data() + begin_;
    const auto size = end_ - begin_;
    if (size > searched) {
      if (const void* found = std::memchr(start + searched, '\n', size - searched)) {
        const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - start);
        if (length > longest_line_) throw_too_long(name(), number_ + 1, longest_line_);
        return take(length, length + 1);
      }
    }
    searched = size;
    if (searched > longest_line_) throw_too_long(name(), number_ + 1, longest_line_);
    if (!fill()) break;
  }
  if (searched == 0) return std::nullopt;
  return take(searched, searched);
}

bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + kPadding == buffer_.size()) buffer_.resize(2 * end_ + kPadding);
  const auto count = source_.read(std::span(buffer_).subspan(end_, buffer_.size() - kPadding - end_));
  end_ += count;
  return count > 0;
}

Line LineReader::take(std::size_t size, std::size_t with_end) {
  std::string_view text(buffer_.data() + begin_, size);
  if (text.ends_with('\r')) text.remove_suffix(1);
  begin_ += with_end;
  return {text, ++number_};
}

}  // namespace bearout::corpus
