// Text to passages in four moves: lines are joined to paragraphs (paragraphs.cpp), paragraphs cut into
// sentences (sentence_finder.cpp, stop_rules.cpp), sentences that say nothing alone joined to a neighbour
// (here), very long ones cut into clauses (clause_splitter.cpp). UAX #29 is where it starts from; comments
// put stops, capitals and line ends where they like.

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/abbreviations.hpp"
#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"
#include "corpus/clause_splitter.hpp"
#include "corpus/paragraphs.hpp"
#include "corpus/passage.hpp"
#include "corpus/sentence_finder.hpp"
#include "corpus/text_masks.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kManyWords = 4;  // how many there are beyond that does not matter here
constexpr std::size_t kLongestLeadIn = 24;
constexpr std::size_t kLongestJoined = 300;  // bytes; a passage of this length takes in no more

struct Sentence {
  Span span;
  const Paragraph* paragraph = nullptr;
  std::size_t words = 0;  ///< kManyWords: as many or more
};

bool has_face(std::string_view sentence) {
  for (std::size_t at = 0; at < sentence.size();) {
    const auto character = character_at(sentence, at);
    if (is_emoji(character.code) || smiley_size(sentence, at) > 0) return true;
    at = character.span.end;
  }
  return false;
}

/// "For example", "Also:", "However..."
bool is_listed_lead_in(std::string_view sentence) {
  while (!sentence.empty() && std::string_view(".:,- ").find(sentence.back()) != std::string_view::npos) {
    sentence.remove_suffix(1);
  }
  if (sentence.size() > kLongestLeadIn) return false;
  std::array<char, kLongestLeadIn> lower{};
  std::transform(sentence.begin(), sentence.end(), lower.begin(),
                 [](char byte) { return ascii_lower(byte); });
  return is_lead_in({lower.data(), sentence.size()});
}

/// Joins what says nothing alone to a neighbour. Sees the sentences of a document in order. What it has put
/// out changes only while sentences of the same paragraph come: between paragraphs it may be taken away.
class Joiner {
 public:
  Joiner(std::string_view text, std::vector<Span>& out) : text_(text), out_(out) {}

  void add(const Sentence& sentence, const Sentence* next) {
    if (sentence.words == 0) return add_wordless(sentence);
    if (holds_ && !belongs_to_held(sentence)) release();
    if (holds_) {
      out_.push_back({held_.span.begin, sentence.span.end});
      holds_ = false;
    } else if (joins_previous(sentence, next)) {
      out_.back().end = sentence.span.end;
    } else if (waits_for_next(sentence, next)) {
      hold(sentence);
    } else {
      out_.push_back(sentence.span);
    }
    last_ = sentence;
  }

  void release() {
    if (holds_ && held_.words > 0) out_.push_back(held_.span);
    holds_ = false;
  }

 private:
  void hold(const Sentence& sentence) {
    held_ = sentence;
    holds_ = true;
  }

  /// Dots alone are dropped; a face stays with the words before it, or those behind it, on its line.
  void add_wordless(const Sentence& sentence) {
    if (!has_face(cut(text_, sentence.span))) return;
    if (holds_ && held_.paragraph == sentence.paragraph) {
      held_.span.end = sentence.span.end;
    } else if (last_.paragraph == sentence.paragraph && !holds_) {
      out_.back().end = sentence.span.end;
    } else {
      release();
      hold(sentence);
    }
  }

  bool belongs_to_held(const Sentence& sentence) const {
    if (sentence.paragraph == held_.paragraph) return true;
    if (held_.words == 0 || sentence.paragraph->list_item) return false;
    return is_listed_lead_in(cut(text_, held_.span)) || !sentence.paragraph->after_blank_line;
  }

  /// One word joins what it comments on; two words do unless they stand in a row of such ("Nice staff. Clean
  /// rooms.").
  bool joins_previous(const Sentence& sentence, const Sentence* next) const {
    if (last_.paragraph != sentence.paragraph || sentence.words > 2) return false;
    if (is_listed_lead_in(cut(text_, sentence.span)) || out_.back().size() > kLongestJoined) return false;
    if (sentence.words == 1) return true;
    const bool row = next != nullptr && next->paragraph == sentence.paragraph && next->words <= 2;
    return !row && last_.words > 2;
  }

  bool waits_for_next(const Sentence& sentence, const Sentence* next) const {
    if (next == nullptr || sentence.words >= kManyWords) return false;
    const auto said = cut(text_, sentence.span);
    if (is_listed_lead_in(said)) return true;
    if (sentence.words <= 3 && said.back() == ':') return true;
    return sentence.words == 1 && next->paragraph == sentence.paragraph;
  }

  std::string_view text_;
  std::vector<Span>& out_;
  Sentence held_;  // waits for what follows
  bool holds_ = false;
  Sentence last_;  // with words
};

/// Code points up to ever later bytes of one text.
class CodePointCounter {
 public:
  CodePointCounter(std::string_view text, const TextMasks& masks) : text_(text), masks_(masks) {}

  std::size_t until(std::size_t byte) {
    count_ += count_code_points(text_, masks_, {byte_, byte});
    byte_ = byte;
    return count_;
  }

 private:
  std::string_view text_;
  const TextMasks& masks_;
  std::size_t byte_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

struct Segmenter::State {
  SentenceFinder finder;
  ClauseSplitter splitter;
  TextMasks masks;
  std::vector<Paragraph> paragraphs;
  std::vector<Span> spans;  // of a paragraph's sentences, or of a sentence's clauses
  // Of one paragraph at a time: a long text has as many sentences as passages.
  std::vector<Sentence> sentences;
  std::vector<Sentence> next_sentences;
  std::vector<Span> joined;

  void find_sentences(std::string_view text, const Paragraph& paragraph) {
    spans.clear();
    finder.find(text, masks, paragraph.span, spans);
    next_sentences.clear();
    for (const auto span : spans)
      next_sentences.push_back({span, &paragraph, count_words(text, masks, span, kManyWords)});
  }

  void join_sentences(Joiner& joiner, const Sentence* behind) const {
    for (std::size_t i = 0; i < sentences.size(); ++i)
      joiner.add(sentences[i], i + 1 < sentences.size() ? &sentences[i + 1] : behind);
  }

  /// Appends what was joined, and forgets it.
  void cut_clauses(std::string_view text, CodePointCounter& counter, std::uint32_t& sentence,
                   std::vector<Passage>& passages) {
    for (const auto span : joined) {
      spans.clear();
      splitter.split(text, masks, span, spans);
      for (const auto clause : spans) {
        const auto start = counter.until(clause.begin);
        passages.push_back({clause, start, counter.until(clause.end), sentence});
      }
      ++sentence;
    }
    joined.clear();
  }
};

Segmenter::Segmenter() : state_(std::make_unique<State>()) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

std::vector<Passage> Segmenter::segment(std::string_view text) {
  std::vector<Passage> passages;
  segment(text, passages);
  return passages;
}

void Segmenter::segment(std::string_view text, std::vector<Passage>& passages) {
  State& state = *state_;
  passages.clear();
  state.paragraphs.clear();
  state.sentences.clear();
  state.joined.clear();
  state.masks.read(text);
  find_paragraphs(text, state.masks, state.paragraphs);
  Joiner joiner(text, state.joined);
  CodePointCounter counter(text, state.masks);
  std::uint32_t sentence = 0;
  for (const auto& paragraph : state.paragraphs) {
    state.find_sentences(text, paragraph);
    if (state.next_sentences.empty()) continue;
    state.join_sentences(joiner, &state.next_sentences.front());
    state.cut_clauses(text, counter, sentence, passages);
    std::swap(state.sentences, state.next_sentences);
  }
  state.join_sentences(joiner, nullptr);
  joiner.release();
  state.cut_clauses(text, counter, sentence, passages);
}

std::vector<Passage> Segmenter::whole(std::string_view text) {
  const auto span = trimmed(text, {0, text.size()});
  if (span.empty()) return {};
  const auto start = count_code_points(text.substr(0, span.begin));
  return {{span, start, start + count_code_points(cut(text, span)), 0}};
}

}  // namespace bearout::corpus
