#include "models/byte_masks.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace bearout::models {

namespace {

constexpr unsigned kAscii = 128;

std::uint64_t bit_if(bool condition, std::size_t bit) {
  return static_cast<std::uint64_t>(condition) << bit;
}

}  // namespace

ByteSorter::ByteSorter(const std::array<ByteKind, 256>& kinds) : kinds_(kinds), fast_(has_avx2()) {
  for (unsigned byte = 0; byte < kinds.size(); ++byte) {
    // sort_avx2() takes every byte beyond ASCII for special.
    if (byte >= kAscii) kinds_[byte] = ByteKind::special;
    if (byte >= kAscii || kinds[byte] == ByteKind::breaker) continue;
    Nibbles& set = kinds[byte] == ByteKind::word     ? word_
                   : kinds[byte] == ByteKind::joiner ? joiner_
                                                     : special_;
    set[byte & 15U] = static_cast<std::uint8_t>(set[byte & 15U] | 1U << (byte >> 4U));
  }
}

ByteMasks ByteSorter::sort_portable(const char* bytes) const {
  ByteMasks masks;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const ByteKind kind = kinds_[static_cast<unsigned char>(bytes[i])];
    masks.word |= bit_if(kind == ByteKind::word, i);
    masks.joiner |= bit_if(kind == ByteKind::joiner, i);
    masks.special |= bit_if(kind == ByteKind::special, i);
  }
  return masks;
}

#if defined(__x86_64__)

bool ByteSorter::has_avx2() {
  return __builtin_cpu_supports("avx2") != 0;
}

namespace {

/// Which of 32 bytes are in a set: a look-up by the low half of the byte gives a bit for each high half (Mula
/// & Lemire 2019, "Base64 encoding and decoding at almost the speed of a memory copy", use the like).
__attribute__((target("avx2"))) std::uint32_t members(__m256i low, __m256i high_bit,
                                                      const std::uint8_t* set) {
  const __m256i nibbles = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(set)));
  const __m256i row = _mm256_shuffle_epi8(nibbles, low);
  const __m256i out = _mm256_cmpeq_epi8(_mm256_and_si256(row, high_bit), _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(out));
}

}  // namespace

__attribute__((target("avx2"))) ByteMasks ByteSorter::sort_avx2(const char* bytes) const {
  const __m256i low_half = _mm256_set1_epi8(15);
  // Bit n for the high half n, none for bytes beyond ASCII.
  const __m256i bits =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0));
  ByteMasks masks;
  for (std::size_t half = 0; half < 2; ++half) {
    const __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half));
    const __m256i low = _mm256_and_si256(chunk, low_half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(chunk, 4), low_half);
    const __m256i high_bit = _mm256_shuffle_epi8(bits, high);
    const auto beyond_ascii = static_cast<std::uint32_t>(_mm256_movemask_epi8(chunk));
    const std::size_t shift = 32 * half;
    masks.word |= std::uint64_t{members(low, high_bit, word_.data())} << shift;
    masks.joiner |= std::uint64_t{members(low, high_bit, joiner_.data())} << shift;
    masks.special |= std::uint64_t{members(low, high_bit, special_.data()) | beyond_ascii} << shift;
  }
  return masks;
}

#else

bool ByteSorter::has_avx2() {
  return false;
}

ByteMasks ByteSorter::sort_avx2(const char* bytes) const {
  return sort_portable(bytes);
}

#endif

}  // namespace bearout::models
