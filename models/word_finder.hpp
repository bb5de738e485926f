#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "models/byte_masks.hpp"
#include "models/word_rules.hpp"

namespace bearout::models {

/// Finds the words of a text where ICU's word iterator finds them, and faster: in ASCII by masks of bytes,
/// beyond by ICU's own state machine (word_rules.hpp); a text with characters whose words stand in a
/// dictionary, or with broken UTF-8, is given to ICU itself. Punctuation, space and emoji are no words. Not
/// thread-safe: one per thread.
class WordFinder {
 public:
  /// `language`: ISO 639-1, some have rules of their own. Throws std::runtime_error if ICU has no rules.
  explicit WordFinder(std::string_view language);
  WordFinder(WordFinder&&) noexcept;
  WordFinder& operator=(WordFinder&&) noexcept;
  ~WordFinder();

  /// The words of the part of `text` under `where`, in order, as if it stood alone; their bytes are counted
  /// from its begin. Overwritten by the next call.
  [[nodiscard]] const std::vector<corpus::Span>& find(std::string_view text, corpus::Span where);
  [[nodiscard]] const std::vector<corpus::Span>& find(std::string_view text) {
    return find(text, {0, text.size()});
  }
  /// The same for a whole text, by ICU's iterator: what find() is held to.
  [[nodiscard]] const std::vector<corpus::Span>& find_by_icu(std::string_view text);

  /// False if the linked ICU's rules are of an unknown kind: then all is left to its iterator.
  [[nodiscard]] bool knows_rules() const { return rules_ != nullptr; }

 private:
  class Iterator;
  bool find_by_rules(std::string_view text, std::size_t readable);
  bool walk(std::string_view text, std::size_t& at, std::size_t until);
  void sort_bytes(std::string_view text, std::size_t readable);
  [[nodiscard]] std::size_t next_doubt(std::size_t from, std::size_t size) const;
  void take_runs(std::size_t from, std::size_t until);

  std::string language_;
  std::shared_ptr<const WordRules> rules_;
  ByteSorter sorter_;
  std::unique_ptr<Iterator> iterator_;  // made when it is needed first
  std::vector<ByteMasks> masks_;        // of the text, 64 bytes each
  std::vector<std::size_t> edges_;
  std::vector<corpus::Span> words_;
};

}  // namespace bearout::models
