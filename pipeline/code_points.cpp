#include "pipeline/code_points.hpp"

#include <algorithm>

namespace bearout::pipeline {

namespace {

constexpr std::size_t kStride = 256;

/// Bytes that begin a code point: all but 10xxxxxx.
std::uint64_t count(std::string_view bytes) {
  return static_cast<std::uint64_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return;
  std::uint64_t before = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    marks_.push_back(before);
    before += count(text.substr(at, kStride));
  }
}

std::uint64_t CodePoints::at(std::size_t offset) const {
  if (marks_.empty()) return offset;
  const std::size_t mark = offset / kStride;
  return marks_[mark] + count(text_.substr(mark * kStride, offset - mark * kStride));
}

}  // namespace bearout::pipeline
