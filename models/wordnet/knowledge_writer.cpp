#include "models/wordnet/knowledge_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <span>
#include <stdexcept>

#include "models/knowledge_format.hpp"

namespace bearout::models::wordnet {

namespace {

std::uint32_t narrow(std::size_t count) {
  if (count > 0x7fffffff) throw std::length_error("too much for a knowledge file");
  return static_cast<std::uint32_t>(count);
}

/// A list of strings as the file has it.
struct StringSection {
  std::vector<std::uint32_t> offsets{0};
  std::string text;

  void add(std::string_view string) {
    text += string;
    offsets.push_back(narrow(text.size()));
  }
};

struct Aliases {
  StringSection stems;
  std::vector<std::uint32_t> rows;
};

Aliases aliases_of(const KnowledgeContent& content) {
  Aliases aliases;
  for (const StemAlias& alias : content.aliases) {
    const auto base = std::lower_bound(content.stems.begin(), content.stems.end(), alias.base);
    if (base == content.stems.end() || *base != alias.base) continue;
    aliases.stems.add(alias.stem);
    aliases.rows.push_back(narrow(static_cast<std::size_t>(base - content.stems.begin())));
  }
  return aliases;
}

struct Links {
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint32_t> links;
};

Links links_of(const AntonymList& antonyms) {
  Links links;
  for (const auto& of_word : antonyms.links) {
    for (const AntonymLink& link : of_word) links.links.push_back(2 * link.word + (link.direct ? 0U : 1U));
    links.offsets.push_back(narrow(links.links.size()));
  }
  return links;
}

/// Rounds one row into `out` and returns its scale.
float quantise(std::span<const float> row, std::int8_t* out) {
  float largest = 0;
  for (const float x : row) largest = std::max(largest, std::abs(x));
  if (!(largest > 0)) return 0;
  double squares = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto rounded = static_cast<std::int8_t>(std::lround(row[i] / largest * 127.0F));
    out[i] = rounded;
    squares += rounded * rounded;
  }
  return static_cast<float>(1 / std::sqrt(squares));
}

StringSection section_of(const std::vector<std::string>& strings) {
  StringSection section;
  for (const std::string& string : strings) section.add(string);
  return section;
}

/// The bytes of the whole file.
class Image {
 public:
  explicit Image(const KnowledgeCounts& counts) : counts_(counts), layout_(counts), bytes_(layout_.end) {}

  template <typename Element>
  void put(std::uint64_t at, const std::vector<Element>& numbers) {
    if (!numbers.empty()) std::memcpy(bytes_.data() + at, numbers.data(), numbers.size() * sizeof(Element));
  }
  void put(std::uint64_t at, const std::string& text) {
    std::memcpy(bytes_.data() + at, text.data(), text.size());
  }

  void put_vectors(const DenseFloats& vectors) {
    std::vector<float> scales(counts_.rows);
    for (std::size_t row = 0; row < scales.size(); ++row) {
      auto* out = reinterpret_cast<std::int8_t*>(bytes_.data() + layout_.vectors + row_stride(counts_) * row);
      const float* numbers = vectors.data() + row * counts_.dimensions;
      scales[row] = quantise({numbers, counts_.dimensions}, out);
    }
    put(layout_.scales, scales);
  }

  [[nodiscard]] const KnowledgeLayout& layout() const { return layout_; }

  void write(std::ostream& out) {
    KnowledgeHeader header;
    header.file_bytes = bytes_.size();
    header.counts = counts_;
    header.digest = content_digest(std::span(bytes_).subspan(sizeof header));
    header.checksum = header_checksum(header);
    std::memcpy(bytes_.data(), &header, sizeof header);
    out.write(reinterpret_cast<const char*>(bytes_.data()), static_cast<std::streamsize>(bytes_.size()));
  }

 private:
  KnowledgeCounts counts_;
  KnowledgeLayout layout_;
  std::vector<std::byte> bytes_;
};

}  // namespace

void write_knowledge(const KnowledgeContent& content, std::ostream& out) {
  const StringSection stems = section_of(content.stems);
  const Aliases aliases = aliases_of(content);
  const StringSection words = section_of(content.antonyms.words);
  const Links links = links_of(content.antonyms);
  Image image({.dimensions = narrow(static_cast<std::size_t>(content.vectors.cols())),
               .rows = narrow(content.stems.size()),
               .stem_bytes = narrow(stems.text.size()),
               .aliases = narrow(aliases.rows.size()),
               .alias_bytes = narrow(aliases.stems.text.size()),
               .words = narrow(content.antonyms.words.size()),
               .word_bytes = narrow(words.text.size()),
               .links = narrow(links.links.size())});
  const KnowledgeLayout layout = image.layout();
  image.put_vectors(content.vectors);
  image.put(layout.stem_offsets, stems.offsets);
  image.put(layout.stem_text, stems.text);
  image.put(layout.alias_offsets, aliases.stems.offsets);
  image.put(layout.alias_rows, aliases.rows);
  image.put(layout.alias_text, aliases.stems.text);
  image.put(layout.word_offsets, words.offsets);
  image.put(layout.word_text, words.text);
  image.put(layout.link_offsets, links.offsets);
  image.put(layout.links, links.links);
  image.write(out);
}

}  // namespace bearout::models::wordnet
