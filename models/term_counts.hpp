#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bearout::models {

struct TermFrequency {
  std::string_view stem;
  std::uint64_t passages = 0;  ///< in how many passages (or documents, see Unit) it occurs

  friend bool operator==(const TermFrequency&, const TermFrequency&) = default;
};

/// Stems with their frequencies, sorted by the bytes of the stem and packed: each stem without the beginning
/// that it shares with the one before (front coding, Witten, Moffat & Bell 1999, chapter 4), numbers seven
/// bits a byte. Some seven bytes a stem, where a table that can be looked up takes ten times as many. A
/// value: the same stems and frequencies are the same bytes.
class TermCounts {
 public:
  TermCounts() = default;
  /// Requires `sorted` by the bytes of the stems, each once.
  explicit TermCounts(std::span<const TermFrequency> sorted);

  /// Adds up frequencies.
  TermCounts& operator+=(const TermCounts& other);
  /// Requires a stem behind all that it holds.
  void append(const TermFrequency& term);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  friend bool operator==(const TermCounts& a, const TermCounts& b) { return a.bytes_ == b.bytes_; }

  /// Reads stem by stem. The TermCounts must outlive it and stay as it is.
  class Reader {
   public:
    explicit Reader(const TermCounts& counts) : rest_(counts.bytes_) {}
    /// False at the end; else term() is the next one.
    bool next();
    /// Valid until the next call of next().
    [[nodiscard]] TermFrequency term() const { return {stem_, passages_}; }

   private:
    std::uint64_t take_number();

    std::string_view rest_;
    std::string stem_;
    std::uint64_t passages_ = 0;
  };

 private:
  std::string bytes_;
  std::string last_;  ///< stem
  std::size_t size_ = 0;
};

}  // namespace bearout::models
