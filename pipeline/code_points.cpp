#include "pipeline/code_points.hpp"

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"

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

}  // namespace bearout::pipeline
