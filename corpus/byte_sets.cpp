#include "corpus/byte_sets.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace bearout::corpus {

void find_members_portable(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks) {
  for (std::size_t s = 0; s < sets.size(); ++s) {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < kMaskBytes; ++i)
      mask |= static_cast<std::uint64_t>(sets[s].holds(static_cast<unsigned char>(bytes[i]))) << i;
    masks[s] = mask;
  }
}

#if defined(__x86_64__)

bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0;
}

namespace {

/// Sixteen bytes, twice: what a look-up in each half of a register asks.
__attribute__((target("avx2"))) __m256i twice(const std::uint8_t* bytes) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
}

/// 32 bytes, ready to be looked up.
struct Chunk {
  __m256i low_half;    // of each byte: its entry
  __m256i bit_ascii;   // its bit in the entries of ASCII, none if it is beyond
  __m256i bit_beyond;  // the other way round
  bool ascii = false;  // all of it
};

__attribute__((target("avx2"))) Chunk read_chunk(const char* bytes) {
  const __m256i low = _mm256_set1_epi8(15);
  const __m256i bits =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0));
  const __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high_half = _mm256_and_si256(_mm256_srli_epi16(chunk, 4), low);
  return {_mm256_and_si256(chunk, low), _mm256_shuffle_epi8(bits, high_half),
          _mm256_shuffle_epi8(bits, _mm256_xor_si256(high_half, _mm256_set1_epi8(8))),
          _mm256_movemask_epi8(chunk) == 0};
}

/// A look-up by the low half of the byte gives a bit for each high half (Mula & Lemire 2019, "Base64 encoding
/// and decoding at almost the speed of a memory copy", use the like).
__attribute__((target("avx2"))) std::uint32_t members(const Chunk& chunk, const ByteSet& set) {
  const __m256i ascii = _mm256_shuffle_epi8(twice(set.rows().data()), chunk.low_half);
  __m256i found = _mm256_and_si256(ascii, chunk.bit_ascii);
  if (!chunk.ascii) {
    const __m256i beyond = _mm256_shuffle_epi8(twice(set.rows().data() + 16), chunk.low_half);
    found = _mm256_or_si256(found, _mm256_and_si256(beyond, chunk.bit_beyond));
  }
  const __m256i out = _mm256_cmpeq_epi8(found, _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(out));
}

}  // namespace

__attribute__((target("avx2"))) void find_members_avx2(const char* bytes, std::span<const ByteSet> sets,
                                                       std::span<std::uint64_t> masks) {
  const Chunk first = read_chunk(bytes);
  const Chunk second = read_chunk(bytes + 32);
  for (std::size_t s = 0; s < sets.size(); ++s)
    masks[s] = std::uint64_t{members(second, sets[s])} << 32U | members(first, sets[s]);
}

void find_members(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks) {
  static const bool fast = has_avx2();
  return fast ? find_members_avx2(bytes, sets, masks) : find_members_portable(bytes, sets, masks);
}

#else

bool has_avx2() {
  return false;
}

void find_members_avx2(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks) {
  find_members_portable(bytes, sets, masks);
}

void find_members(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks) {
  find_members_portable(bytes, sets, masks);
}

#endif

}  // namespace bearout::corpus
