#include "corpus/id_run.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/hash_slots.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kBlockHashes = 512;  // 4 KB, a page of the file
constexpr std::size_t kFilterBits = 12;    // a hash

std::size_t filter_words(std::size_t hashes) {
  return hashes * kFilterBits / 64 + 1;
}

/// Four bits of a word. Which word it is says the upper end of the hash.
std::uint64_t filter_bits(std::uint64_t hash) {
  std::uint64_t bits = 0;
  for (int i = 0; i < 4; ++i, hash >>= 6U) bits |= std::uint64_t{1} << (hash & 63U);
  return bits;
}

}  // namespace

/// One hash after the other.
class IdRun::Reader {
 public:
  explicit Reader(const IdRun& run) : run_(run) {}
  [[nodiscard]] bool is_at_end() const { return at_ == run_.size_; }
  [[nodiscard]] std::uint64_t front() {
    if (at_ >= block_end_) {
      const std::size_t count = std::min(kBlockHashes, run_.size_ - at_);
      run_.read(at_, std::span(block_).first(count));
      block_end_ = at_ + count;
    }
    return block_[at_ % kBlockHashes];
  }
  void pop() { ++at_; }

 private:
  const IdRun& run_;
  std::size_t at_ = 0;
  std::size_t block_end_ = 0;  // of what is in block_
  std::array<std::uint64_t, kBlockHashes> block_{};
};

IdRun::IdRun(std::span<const std::uint64_t> sorted)
    : size_(sorted.size()), filter_(filter_words(sorted.size())) {
  fill([at = sorted.begin()]() mutable { return *at++; });
}

IdRun::IdRun(const IdRun& a, const IdRun& b) : size_(a.size_ + b.size_), filter_(filter_words(size_)) {
  Reader left(a);
  Reader right(b);
  fill([&] {
    const bool from_left = right.is_at_end() || (!left.is_at_end() && left.front() < right.front());
    Reader& from = from_left ? left : right;
    const std::uint64_t hash = from.front();
    from.pop();
    return hash;
  });
}

void IdRun::fill(const std::function<std::uint64_t()>& next) {
  fences_.reserve(size_ / kBlockHashes + 1);
  std::array<std::uint64_t, kBlockHashes> block{};
  for (std::size_t at = 0; at < size_; at += kBlockHashes) {
    const auto hashes = std::span(block).first(std::min(kBlockHashes, size_ - at));
    for (std::uint64_t& hash : hashes) {
      hash = next();
      filter_[home_of(hash, filter_.size())] |= filter_bits(hash);
    }
    fences_.push_back(hashes.front());
    file_.append({reinterpret_cast<const char*>(hashes.data()), hashes.size_bytes()});
  }
}

void IdRun::read(std::size_t first, std::span<std::uint64_t> hashes) const {
  file_.read(first * sizeof(std::uint64_t), {reinterpret_cast<char*>(hashes.data()), hashes.size_bytes()});
}

bool IdRun::contains(std::uint64_t hash) const {
  const std::uint64_t bits = filter_bits(hash);
  if ((filter_[home_of(hash, filter_.size())] & bits) != bits) return false;
  const auto behind = std::upper_bound(fences_.begin(), fences_.end(), hash);
  if (behind == fences_.begin()) return false;
  const std::size_t first = static_cast<std::size_t>(behind - fences_.begin() - 1) * kBlockHashes;
  std::array<std::uint64_t, kBlockHashes> block{};
  const auto hashes = std::span(block).first(std::min(kBlockHashes, size_ - first));
  read(first, hashes);
  return std::binary_search(hashes.begin(), hashes.end(), hash);
}

}  // namespace bearout::corpus
