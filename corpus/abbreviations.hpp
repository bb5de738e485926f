#pragma once

#include <string_view>

namespace bearout::corpus {

/// What a full stop after a word may mean.
enum class StopMeaning {
  end,           ///< an ordinary word: the stop ends the sentence
  abbreviation,  ///< never an end: "Mr.", "e.g."
  counter,       ///< an abbreviation only before a number: "No. 5"
  either,        ///< "etc.", "U.K.", "Inc.", an initial: what follows decides
};

/// `lower_case_word` is what stands before the stop, with its inner stops ("e.g", "u.k"); `capitals` if it
/// was written in capitals throughout ("NHS").
[[nodiscard]] StopMeaning meaning_of_stop_after(std::string_view lower_case_word, bool capitals);

/// Words that often begin a sentence and hardly ever are a name: "U.K. The".
[[nodiscard]] bool often_begins_sentence(std::string_view lower_case_word);

/// Two letters that are a word, so that a stop after them can end a sentence even when no capital follows.
[[nodiscard]] bool is_short_word(std::string_view lower_case_word);

/// Words after which a thought hangs: "the food was... interesting" goes on.
[[nodiscard]] bool leaves_thought_open(std::string_view lower_case_word);

/// Words that continue the thought before them: "..or at best".
[[nodiscard]] bool is_conjunction(std::string_view lower_case_word);

/// Openings that say nothing alone and belong to what follows: "for example", "also".
[[nodiscard]] bool is_lead_in(std::string_view lower_case_phrase);

}  // namespace bearout::corpus
