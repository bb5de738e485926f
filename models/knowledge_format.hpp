#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

/// How a knowledge file lies on disk: the header, then the sections in the order of KnowledgeLayout, each
/// aligned to 16 bytes and padded with zeros, so that it can be used as it is mapped. Little-endian.
namespace bearout::models {

static_assert(std::endian::native == std::endian::little, "knowledge files are mapped, not decoded");

inline constexpr std::array<char, 24> kKnowledgeMagic{'b', 'e', 'a', 'r', 'o', 'u', 't', '\n',
                                                      'k', 'n', 'o', 'w', 'l', 'e', 'd', 'g',
                                                      'e', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
inline constexpr std::uint64_t kKnowledgeVersion = 1;
inline constexpr std::uint64_t kKnowledgeAlignment = 16;

/// How many of what the file holds.
struct KnowledgeCounts {
  std::uint32_t dimensions = 0;
  std::uint32_t rows = 0;        ///< stems with a vector
  std::uint32_t stem_bytes = 0;  ///< of their text
  std::uint32_t aliases = 0;     ///< other stems that stand for one of the rows
  std::uint32_t alias_bytes = 0;
  std::uint32_t words = 0;  ///< words that have an antonym or are one
  std::uint32_t word_bytes = 0;
  std::uint32_t links = 0;  ///< from a word to an antonym
};

struct KnowledgeHeader {
  std::array<char, 24> magic = kKnowledgeMagic;  ///< as every file of the program: name, then kind
  std::uint64_t version = kKnowledgeVersion;
  std::uint64_t file_bytes = 0;
  std::array<char, 32> digest{};  ///< XXH3, 128 bits, of all behind the header; in hexadecimal
  KnowledgeCounts counts;
  std::uint64_t checksum = 0;  ///< XXH3, 64 bits, of the header up to here
};
static_assert(sizeof(KnowledgeHeader) == 112 && sizeof(KnowledgeHeader) % kKnowledgeAlignment == 0);

/// What KnowledgeHeader::digest and ::checksum must be.
[[nodiscard]] std::array<char, 32> content_digest(std::span<const std::byte> behind_the_header);
[[nodiscard]] std::uint64_t header_checksum(const KnowledgeHeader& header);

[[nodiscard]] constexpr std::uint64_t aligned(std::uint64_t bytes) {
  return (bytes + kKnowledgeAlignment - 1) / kKnowledgeAlignment * kKnowledgeAlignment;
}

/// Bytes from one row of the vectors to the next.
[[nodiscard]] constexpr std::uint64_t row_stride(const KnowledgeCounts& counts) {
  return aligned(counts.dimensions);
}

/// Where the sections begin, in bytes from the start of the file. A list of n strings is n + 1 offsets
/// (uint32) into its text; all lists are sorted by their bytes.
struct KnowledgeLayout {
  explicit constexpr KnowledgeLayout(const KnowledgeCounts& counts)
      : vectors(sizeof(KnowledgeHeader)),
        scales(vectors + row_stride(counts) * counts.rows),
        stem_offsets(after(scales, counts.rows)),
        stem_text(after(stem_offsets, counts.rows + std::uint64_t{1})),
        alias_offsets(aligned(stem_text + counts.stem_bytes)),
        alias_rows(after(alias_offsets, counts.aliases + std::uint64_t{1})),
        alias_text(after(alias_rows, counts.aliases)),
        word_offsets(aligned(alias_text + counts.alias_bytes)),
        word_text(after(word_offsets, counts.words + std::uint64_t{1})),
        link_offsets(aligned(word_text + counts.word_bytes)),
        links(after(link_offsets, counts.words + std::uint64_t{1})),
        end(after(links, counts.links)) {}

  std::uint64_t vectors;       ///< int8, rows × row_stride
  std::uint64_t scales;        ///< float, one a row
  std::uint64_t stem_offsets;  ///< the stem of row 0, 1, …
  std::uint64_t stem_text;
  std::uint64_t alias_offsets;
  std::uint64_t alias_rows;  ///< uint32: the row that an alias stands for
  std::uint64_t alias_text;
  std::uint64_t word_offsets;
  std::uint64_t word_text;
  std::uint64_t link_offsets;  ///< uint32, words + 1: where a word's antonyms begin in links
  std::uint64_t links;         ///< uint32: 2 × word, + 1 if the antonym is an indirect one
  std::uint64_t end;

 private:
  /// After a section of that many numbers of four bytes.
  static constexpr std::uint64_t after(std::uint64_t begin, std::uint64_t numbers) {
    return aligned(begin + 4 * numbers);
  }
};

}  // namespace bearout::models
