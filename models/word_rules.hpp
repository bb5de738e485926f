#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bearout::models {

/// How an ASCII byte stands to the words around it; worked out from the rules, not written down.
enum class ByteKind : std::uint8_t {
  breaker,  ///< parts words wherever it stands, and belongs to none: space, ")"
  word,     ///< any run of these is one word: letters, digits
  joiner,   ///< belongs to a word if it stands between two word bytes that suit it ("don't", "1.5"), else
            ///< parts
  special   ///< ask the state machine: "_", and all bytes beyond ASCII
};

/// The rules by which the linked ICU finds words (UAX #29 and what ICU and a language change about it), as
/// ICU compiled them: a state machine over classes of characters. Exact but for characters whose words ICU
/// looks up in a dictionary (Han, Kana, Hangul, Thai, Khmer, …): those have a class of their own. Immutable.
class WordRules {
 public:
  using State = std::uint8_t;
  using Class = std::uint8_t;

  static constexpr State kStop = 0;   ///< nothing that begins as before goes on like this
  static constexpr State kStart = 1;  ///< at a boundary

  /// What the machine has seen when it is in a state.
  enum class Seen : std::uint8_t { nothing, gap, word };

  /// Reads what icu::RuleBasedBreakIterator::getBinaryRules() gives. Nothing if this is not the layout of
  /// ICU 68 to 72 and their like, or uses what word rules have had no need of (look-ahead): then ICU itself
  /// must be asked.
  [[nodiscard]] static std::optional<WordRules> read(std::span<const std::uint8_t> compiled);

  [[nodiscard]] Class class_of(char32_t code) const {
    return classes_[blocks_[code / kBlock] * kBlock + code % kBlock];
  }
  /// True for characters that only ICU can judge.
  [[nodiscard]] bool is_foreign(Class of) const { return of >= foreign_; }
  [[nodiscard]] State next(State state, Class of) const { return next_[state * class_count_ + of]; }
  /// The state behind the text's last character.
  [[nodiscard]] State at_end(State state) const { return next(state, kEndOfText); }
  [[nodiscard]] Seen seen(State state) const { return seen_[state]; }

  /// For all bytes, those beyond ASCII included.
  [[nodiscard]] const std::array<ByteKind, 256>& byte_kinds() const { return byte_kinds_; }

 private:
  static constexpr std::size_t kBlock = 64;  // as a UTF-8 continuation byte counts
  static constexpr Class kEndOfText = 1;

  WordRules() = default;
  bool read_states(std::span<const std::uint8_t> table, std::span<const std::uint8_t> statuses);
  bool read_classes(std::span<const std::uint8_t> trie);
  void judge_bytes();

  std::size_t class_count_ = 0;
  std::size_t foreign_ = 0;  // classes from here on
  std::vector<State> next_;  // states x classes
  std::vector<Seen> seen_;   // by state
  std::vector<std::uint16_t> blocks_;
  std::vector<Class> classes_;
  std::array<ByteKind, 256> byte_kinds_{};
};

/// The rules for a language (ISO 639-1), read once and shared; null if ICU's are of an unknown kind. Throws
/// std::runtime_error if ICU has none. Thread-safe.
[[nodiscard]] std::shared_ptr<const WordRules> word_rules_for(std::string_view language);

}  // namespace bearout::models
