#include "models/knowledge.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "models/error.hpp"
#include "models/knowledge_format.hpp"

namespace bearout::models {

namespace {

constexpr std::string_view kRemedy =
    "; build bearout again with WordNet (Debian: wordnet-base) or name another file";

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view what) {
  throw Error(path.string() + ": " + std::string(what) + std::string(kRemedy));
}

[[noreturn]] void refuse_by_system(const std::filesystem::path& path) {
  refuse(path, std::strerror(errno));
}

/// Closes a file when the scope ends; a mapping outlives its descriptor.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) refuse_by_system(path);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { ::close(descriptor_); }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Far beyond use; no sum of as many products of two bytes, and no size of as many rows, overflows.
constexpr std::uint32_t kMostDimensions = 1U << 16U;

/// What is wrong with a header of a file of that size; empty: nothing.
std::string_view fault_of(const KnowledgeHeader& header, std::uint64_t file_bytes) {
  if (header.magic != kKnowledgeMagic) return "is no knowledge file of bearout";
  if (header.version != kKnowledgeVersion) return "was written by another version of bearout";
  if (header.checksum != header_checksum(header)) return "is damaged";
  if (header.file_bytes > file_bytes) return "is cut short";
  const bool fits = header.file_bytes == file_bytes && header.counts.dimensions <= kMostDimensions &&
                    KnowledgeLayout(header.counts).end == file_bytes;
  return fits ? std::string_view() : "is damaged";
}

KnowledgeHeader header_of(const std::byte* file) {
  KnowledgeHeader header;
  std::memcpy(&header, file, sizeof header);
  return header;
}

/// An inflection's ending, and what the base form has in its place.
struct Ending {
  std::string_view inflected, base;
};

// WordNet's own rules for regular inflections of nouns, verbs and adjectives (morphy(7WN)).
constexpr std::array<Ending, 14> kEndings{{{"s", ""},
                                           {"ses", "s"},
                                           {"xes", "x"},
                                           {"zes", "z"},
                                           {"ches", "ch"},
                                           {"shes", "sh"},
                                           {"ies", "y"},
                                           {"es", "e"},
                                           {"es", ""},
                                           {"ed", "e"},
                                           {"ed", ""},
                                           {"ing", "e"},
                                           {"ing", ""},
                                           {"men", "man"}}};

}  // namespace

void Knowledge::Unmap::operator()(const std::byte* file) const {
  ::munmap(const_cast<std::byte*>(file), bytes);
}

Knowledge::Knowledge(const std::filesystem::path& path) : path_(path) {
  const OpenFile file(path);
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) refuse_by_system(path);
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || bytes < sizeof(KnowledgeHeader)) {
    refuse(path, "is no knowledge file of bearout");
  }
  void* mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (mapped == MAP_FAILED) refuse_by_system(path);
  file_ = {static_cast<const std::byte*>(mapped), Unmap{bytes}};
  if (const auto fault = fault_of(header_of(file_.get()), bytes); !fault.empty()) refuse(path, fault);
  locate_sections();
}

void Knowledge::locate_sections() {
  const KnowledgeCounts counts = header_of(file_.get()).counts;
  const KnowledgeLayout layout(counts);
  const auto numbers = [&](std::uint64_t offset) {
    return reinterpret_cast<const std::uint32_t*>(file_.get() + offset);
  };
  const auto strings = [&](std::uint64_t offsets, std::uint64_t text, std::uint32_t size,
                           std::uint32_t text_bytes) {
    return Strings{numbers(offsets), reinterpret_cast<const char*>(file_.get() + text), size, text_bytes};
  };
  stems_ = strings(layout.stem_offsets, layout.stem_text, counts.rows, counts.stem_bytes);
  aliases_ = strings(layout.alias_offsets, layout.alias_text, counts.aliases, counts.alias_bytes);
  words_ = strings(layout.word_offsets, layout.word_text, counts.words, counts.word_bytes);
  dimensions_ = counts.dimensions;
  stride_ = row_stride(counts);
  vectors_ = reinterpret_cast<const std::int8_t*>(file_.get() + layout.vectors);
  scales_ = reinterpret_cast<const float*>(file_.get() + layout.scales);
  shares_ = reinterpret_cast<const float*>(file_.get() + layout.shares);
  alias_rows_ = numbers(layout.alias_rows);
  link_offsets_ = numbers(layout.link_offsets);
  links_ = numbers(layout.links);
  link_count_ = counts.links;
  notice_ = {reinterpret_cast<const char*>(file_.get() + layout.notice), counts.notice_bytes};
  const auto is_share = [](float x) { return x >= 0 && x <= 1; };  // what is not a number isn't
  if (!std::all_of(scales_, scales_ + counts.rows, is_share)) damaged();
  if (!std::all_of(shares_, shares_ + counts.rows, is_share)) damaged();
}

void Knowledge::damaged() const {
  refuse(path_, "is damaged");
}

std::string_view Knowledge::at(const Strings& strings, std::uint32_t i) const {
  const std::uint32_t begin = strings.offsets[i];
  const std::uint32_t end = strings.offsets[i + 1];
  if (begin > end || end > strings.text_bytes) damaged();
  return {strings.text + begin, end - begin};
}

std::uint32_t Knowledge::search(const Strings& strings, std::string_view text) const {
  std::uint32_t begin = 0;
  std::uint32_t end = strings.size;
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    const int order = at(strings, middle).compare(text);
    if (order == 0) return middle;
    if (order < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return kNone;
}

std::uint32_t Knowledge::find(std::string_view stem) const {
  if (const std::uint32_t row = search(stems_, stem); row != kNone) return row;
  const std::uint32_t alias = search(aliases_, stem);
  if (alias == kNone) return kNone;
  if (alias_rows_[alias] >= stems_.size) damaged();
  return alias_rows_[alias];
}

std::string_view Knowledge::stem(std::uint32_t row) const {
  return at(stems_, row);
}

float Knowledge::similarity(std::uint32_t a, std::uint32_t b) const {
  const std::int8_t* x = vectors_ + stride_ * a;
  const std::int8_t* y = vectors_ + stride_ * b;
  std::int32_t sum = 0;
  // All of the stride: what pads a row is zero, and a multiple of 16 leaves no rest when it is vectorised.
  for (std::size_t i = 0; i < stride_; ++i) sum += std::int32_t{x[i]} * std::int32_t{y[i]};
  return static_cast<float>(sum) * scales_[a] * scales_[b];
}

void Knowledge::add_antonyms(std::string_view lemma, std::vector<Antonym>& list) const {
  const std::uint32_t word = search(words_, lemma);
  if (word == kNone) return;
  const std::uint32_t end = link_offsets_[word + 1];
  if (end > link_count_) damaged();
  for (std::uint32_t i = link_offsets_[word]; i < end; ++i) {
    if (links_[i] / 2 >= words_.size) damaged();
    const Antonym antonym{at(words_, links_[i] / 2), links_[i] % 2 == 0};
    const auto known = std::find_if(list.begin(), list.end(),
                                    [&](const Antonym& other) { return other.word == antonym.word; });
    if (known == list.end()) {
      list.push_back(antonym);
    } else {
      known->direct |= antonym.direct;
    }
  }
}

std::vector<Antonym> Knowledge::antonyms(std::string_view word) const {
  std::vector<Antonym> list;
  add_antonyms(word, list);
  std::string base;
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.inflected) || word.size() < ending.inflected.size() + 2) continue;
    base.assign(word.substr(0, word.size() - ending.inflected.size())).append(ending.base);
    add_antonyms(base, list);
  }
  std::stable_partition(list.begin(), list.end(), [](const Antonym& antonym) { return antonym.direct; });
  return list;
}

std::string_view Knowledge::digest() const {
  const auto* text = reinterpret_cast<const char*>(file_.get() + offsetof(KnowledgeHeader, digest));
  return {text, sizeof(KnowledgeHeader::digest)};
}

void Knowledge::verify() const {
  const std::span<const std::byte> file(file_.get(), file_.get_deleter().bytes);
  const auto digested = content_digest(file.subspan(sizeof(KnowledgeHeader)));
  if (std::string_view(digested.data(), digested.size()) != digest()) damaged();
}

}  // namespace bearout::models
