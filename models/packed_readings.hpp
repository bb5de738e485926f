#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/text_reader.hpp"

namespace bearout::models {

/// Readings of texts as bytes, so that a corpus that is gone through twice is segmented and analysed once.
/// About two thirds of the text's own size in batches of a megabyte; every batch holds the spellings of its
/// forms, so it can be unpacked on any thread, whatever batches came before. For a file that nobody but its
/// writer reads: no format of its own, no version, and no defence against damaged bytes. Neither class is
/// thread-safe.
class ReadingPacker {
 public:
  /// Adds a reading by `analyzer`, the same one until forget_forms().
  void add(const ReadText& reading, const Analyzer& analyzer);
  /// Other forms will have the numbers of those that were added.
  void forget_forms();
  /// The bytes of all that was added; begins the next batch.
  [[nodiscard]] std::string take();

 private:
  struct Number {
    std::uint32_t batch = 0;   // in which it was given; 0: in none
    std::uint32_t number = 0;  // of the form within the batch, counted from 0 as they come
  };
  /// Bytes with room behind them, so that what is written byte by byte asks for room once a passage.
  struct Bytes {
    std::vector<unsigned char> room;
    std::size_t size = 0;

    [[nodiscard]] unsigned char* make_room(std::size_t bytes);
    void end_at(const unsigned char* at) { size = static_cast<std::size_t>(at - room.data()); }
    [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(room.data()), size}; }
  };
  [[nodiscard]] std::uint32_t number_of(FormId form, const Analyzer& analyzer) {
    const Number& known = numbers_[form];
    return known.batch == batch_ ? known.number : add_form(form, analyzer);
  }
  std::uint32_t add_form(FormId form, const Analyzer& analyzer);

  std::vector<Number> numbers_;  // by FormId
  std::uint32_t batch_ = 1;
  std::uint32_t forms_ = 0;  // of this batch
  Bytes spellings_;
  Bytes readings_;
};

/// One batch's readings in the order in which they were added.
class ReadingUnpacker {
 public:
  /// Meets the batch's forms in `analyzer`, whose forms must not be forgotten before the last next().
  /// `packed` is what take() gave, unchanged, and must outlive this.
  ReadingUnpacker(std::string_view packed, Analyzer& analyzer);

  /// Overwrites `reading`. Requires that there is one more.
  void next(ReadText& reading);
  [[nodiscard]] bool is_at_end() const { return at_ == end_; }

 private:
  std::vector<FormId> forms_;  // by number within the batch
  const unsigned char* at_;
  const unsigned char* end_;
};

}  // namespace bearout::models
