#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace bearout::models {

/// A word that says the opposite of another.
struct Antonym {
  std::string_view word;  ///< folded; a view into the Knowledge
  bool direct = true;     ///< false: it is the opposite of a near synonym ("wet" for "arid", through "dry")

  friend bool operator==(const Antonym&, const Antonym&) = default;
};

/// What a dictionary knows of English words: a vector for each stem, in which words of like meaning are
/// close, and opposites. Compiled from WordNet when bearout is built (models/wordnet). The file is mapped
/// into memory and used as it lies there, so that opening costs next to nothing whatever its size. Immutable:
/// threads may share one.
class Knowledge {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// Throws Error (one line: file, what, remedy) if the file is missing, cut short, of another kind or
  /// another version. Only the header is checked (see verify()) and that every scale and share lies between 0
  /// and 1; where other damage would lead out of the file, the functions below throw Error.
  explicit Knowledge(const std::filesystem::path& path);

  /// The row of a stem as an English Analyzer makes it, or kNone. The stem of an irregular form finds the row
  /// of its base ("children": that of "child").
  [[nodiscard]] std::uint32_t find(std::string_view stem) const;

  /// Rows are numbered 0 … size() - 1 in the order of their stems. What takes a row requires it below size().
  [[nodiscard]] std::size_t size() const { return stems_.size; }
  /// 300, unless the dictionary was tiny.
  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }
  [[nodiscard]] std::string_view stem(std::uint32_t row) const;
  /// dimensions() numbers, -127 … 127; times scale() they are a vector of length 1 (or 0: nothing is known).
  [[nodiscard]] std::span<const std::int8_t> vector(std::uint32_t row) const {
    return {vectors_ + stride_ * row, dimensions_};
  }
  [[nodiscard]] float scale(std::uint32_t row) const { return scales_[row]; }
  /// The share of the dictionary's definitions that hold the stem: how common a word is in plain English.
  [[nodiscard]] float gloss_share(std::uint32_t row) const { return shares_[row]; }
  /// The cosine of two rows' vectors.
  [[nodiscard]] float similarity(std::uint32_t a, std::uint32_t b) const;

  /// Opposites of a folded word in any inflection ("includes": "exclude"), in their base form: direct ones
  /// first, then those of a more usual sense first. Each once.
  [[nodiscard]] std::vector<Antonym> antonyms(std::string_view word) const;

  /// The licence of the dictionary, which every copy of the file must carry.
  [[nodiscard]] std::string_view notice() const { return notice_; }
  /// 32 hexadecimal digits that name the content.
  [[nodiscard]] std::string_view digest() const;
  /// Reads the whole file; throws Error if it is not what its digest says.
  void verify() const;

 private:
  struct Unmap {
    std::size_t bytes;
    void operator()(const std::byte* file) const;
  };
  /// Strings sorted by their bytes: string i is text[offsets[i] … offsets[i + 1]).
  struct Strings {
    const std::uint32_t* offsets = nullptr;
    const char* text = nullptr;
    std::uint32_t size = 0;
    std::uint32_t text_bytes = 0;
  };
  void locate_sections();
  [[nodiscard]] std::string_view at(const Strings& strings, std::uint32_t i) const;
  [[nodiscard]] std::uint32_t search(const Strings& strings, std::string_view text) const;
  void add_antonyms(std::string_view lemma, std::vector<Antonym>& list) const;
  [[noreturn]] void damaged() const;

  std::filesystem::path path_;  ///< for messages
  std::unique_ptr<const std::byte, Unmap> file_;
  // All below point into the file.
  Strings stems_, aliases_, words_;
  std::size_t dimensions_ = 0;
  std::size_t stride_ = 0;  ///< bytes from one row to the next
  const std::int8_t* vectors_ = nullptr;
  const float* scales_ = nullptr;
  const float* shares_ = nullptr;
  const std::uint32_t* alias_rows_ = nullptr;
  const std::uint32_t* link_offsets_ = nullptr;
  const std::uint32_t* links_ = nullptr;
  std::uint32_t link_count_ = 0;
  std::string_view notice_;
};

}  // namespace bearout::models
