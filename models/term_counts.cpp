#include "models/term_counts.hpp"

#include <algorithm>
#include <cassert>

namespace bearout::models {

namespace {

void append_number(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) bytes.push_back(static_cast<char>(number | 0x80U));
  bytes.push_back(static_cast<char>(number));
}

}  // namespace

TermCounts::TermCounts(std::span<const TermFrequency> sorted) {
  for (const TermFrequency& term : sorted) append(term);
}

void TermCounts::append(const TermFrequency& term) {
  assert(size_ == 0 || last_ < term.stem);
  const auto differs = std::mismatch(last_.begin(), last_.end(), term.stem.begin(), term.stem.end()).first;
  const auto shared = static_cast<std::size_t>(differs - last_.begin());
  append_number(bytes_, shared);
  append_number(bytes_, term.stem.size() - shared);
  bytes_.append(term.stem.substr(shared));
  append_number(bytes_, term.passages);
  last_.assign(term.stem);
  ++size_;
}

TermCounts& TermCounts::operator+=(const TermCounts& other) {
  if (other.empty()) return *this;
  if (empty()) return *this = other;
  TermCounts sum;
  sum.bytes_.reserve(bytes_.size() + other.bytes_.size());
  Reader left(*this);
  Reader right(other);
  bool in_left = left.next();
  bool in_right = right.next();
  while (in_left || in_right) {
    const int order = !in_right ? -1 : !in_left ? 1 : left.term().stem.compare(right.term().stem);
    TermFrequency term = order <= 0 ? left.term() : right.term();
    if (order == 0) term.passages += right.term().passages;
    sum.append(term);
    if (order <= 0) in_left = left.next();
    if (order >= 0) in_right = right.next();
  }
  sum.bytes_.shrink_to_fit();
  return *this = std::move(sum);
}

std::uint64_t TermCounts::Reader::take_number() {
  std::uint64_t number = 0;
  std::size_t at = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) break;
  }
  rest_.remove_prefix(at);
  return number;
}

bool TermCounts::Reader::next() {
  if (rest_.empty()) return false;
  stem_.resize(take_number());
  const std::size_t size = take_number();
  stem_.append(rest_.substr(0, size));
  rest_.remove_prefix(size);
  passages_ = take_number();
  return true;
}

}  // namespace bearout::models
