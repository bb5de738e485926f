#include "corpus/id_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include "corpus/error.hpp"
#include "corpus/hash_slots.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kBlockHashes = 512;  // 4 KB, a page of the file
constexpr std::size_t kFilterBits = 12;    // a hash

/// In the folder for temporary files; it is gone when it is closed. Null if there can't be one.
std::FILE* open_temporary_file() {
  std::error_code error;
  std::string path = (std::filesystem::temp_directory_path(error) / "bearout-ids-XXXXXX").string();
  if (error) return nullptr;
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) return nullptr;
  ::unlink(path.c_str());
  std::FILE* file = ::fdopen(descriptor, "w+b");
  if (file == nullptr) ::close(descriptor);
  return file;
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
    if (at_ % kBlockHashes == 0 && at_ != filled_) {
      filled_ = at_;
      run_.read(at_, std::span(block_).first(std::min(kBlockHashes, run_.size_ - at_)));
    }
    return block_[at_ % kBlockHashes];
  }
  void pop() { ++at_; }

 private:
  const IdRun& run_;
  std::size_t at_ = 0;
  std::size_t filled_ = SIZE_MAX;  // the place of the block that was read last
  std::array<std::uint64_t, kBlockHashes> block_{};
};

IdRun::IdRun(std::size_t size)
    : size_(size), file_(open_temporary_file()), filter_(size * kFilterBits / 64 + 1) {
  fences_.reserve(size / kBlockHashes + 1);
}

bool IdRun::fill(const std::function<std::uint64_t()>& next) {
  if (!file_) return false;
  std::array<std::uint64_t, kBlockHashes> block{};
  for (std::size_t at = 0; at < size_; at += kBlockHashes) {
    const std::size_t count = std::min(kBlockHashes, size_ - at);
    for (std::uint64_t& hash : std::span(block).first(count)) {
      hash = next();
      filter_[home_of(hash, filter_.size())] |= filter_bits(hash);
    }
    fences_.push_back(block.front());
    if (std::fwrite(block.data(), sizeof block.front(), count, file_.get()) != count) return false;
  }
  return std::fflush(file_.get()) == 0;
}

std::optional<IdRun> IdRun::write(std::span<const std::uint64_t> sorted) {
  IdRun run(sorted.size());
  if (!run.fill([at = sorted.begin()]() mutable { return *at++; })) return std::nullopt;
  return run;
}

std::optional<IdRun> IdRun::merge(const IdRun& a, const IdRun& b) {
  IdRun merged(a.size_ + b.size_);
  Reader left(a);
  Reader right(b);
  const auto next = [&] {
    const bool from_left = right.is_at_end() || (!left.is_at_end() && left.front() < right.front());
    Reader& from = from_left ? left : right;
    const std::uint64_t hash = from.front();
    from.pop();
    return hash;
  };
  if (!merged.fill(next)) return std::nullopt;
  return merged;
}

void IdRun::read(std::size_t first, std::span<std::uint64_t> hashes) const {
  const std::span<std::byte> bytes = std::as_writable_bytes(hashes);
  const auto place = static_cast<off_t>(first * sizeof(std::uint64_t));
  if (::pread(::fileno(file_.get()), bytes.data(), bytes.size(), place) != static_cast<ssize_t>(bytes.size()))
    throw Error("the ids that were put aside in " + std::filesystem::temp_directory_path().string() +
                " can't be read again; is the disk failing? Run it again with another TMPDIR");
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
