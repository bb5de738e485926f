#include "pipeline/code_points.hpp"

#include <algorithm>

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"
#include "corpus/utf8.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kStride = 256;

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  if (corpus::is_ascii(text)) return;
  std::uint64_t before = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    marks_.push_back(before);
    before += corpus::count_code_points(text.substr(at, kStride));
  }
}

std::uint64_t CodePoints::at(std::size_t offset) const {
  if (marks_.empty()) return offset;
  const std::size_t mark = offset / kStride;
  return marks_[mark] + corpus::count_code_points(text_.substr(mark * kStride, offset - mark * kStride));
}

std::size_t CodePoints::byte_at(std::uint64_t code_point) const {
  if (marks_.empty()) return static_cast<std::size_t>(std::min<std::uint64_t>(code_point, text_.size()));
  const auto next = std::upper_bound(marks_.begin(), marks_.end(), code_point);
  std::uint64_t before = *(next - 1);  // the first mark is 0
  for (auto at = static_cast<std::size_t>(next - 1 - marks_.begin()) * kStride; at < text_.size(); ++at) {
    if (corpus::is_continuation(text_[at])) continue;
    if (before++ == code_point) return at;
  }
  return text_.size();
}

}  // namespace bearout::pipeline
