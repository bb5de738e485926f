#include "models/tone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "models/framing_features.hpp"
#include "models/marks.hpp"

namespace bearout::models {

namespace {

// Words after a negator or reducer that it may turn. Five did as well as the whole clause on review data, and
// forgives missing commas.
constexpr int kNegationScope = 5;
constexpr int kReductionScope = 4;
constexpr int kExpectationScope = 8;

constexpr std::size_t kAnswerBegins = 2;   // words before an answer: "I really", "sorry, I"
constexpr std::size_t kLongestPhrase = 8;  // words

constexpr double kIntensified = 1.35;
constexpr double kDiminished = 0.65;
constexpr double kCapitals = 1.25;
constexpr double kAside = 0.5;      // "although the room was nice, …"
constexpr double kBeforeBut = 0.6;  // "the room was nice, but …"
constexpr double kAfterBut = 1.3;
constexpr double kInQuestion = 0.5;
constexpr double kWished = -0.25;     // "would be nice": what is wished for is not there
constexpr double kListTurned = -1.5;  // reversal of the list itself ("your points the other way round")
constexpr double kTurned = -0.9;

/// "not good" is worse than good is good; "not bad" is only half as good as bad is bad.
double denied(double valence) {
  return valence > 0 ? -0.7 * valence - 0.4 : -0.55 * valence;
}

class ToneReader {
 public:
  ToneReader(const Lexicon& lexicon, const FormNotes& notes, std::string_view text, corpus::Span within,
             std::span<const Token> tokens, const Analyzer& analyzer, Tone& tone)
      : lexicon_(lexicon),
        notes_(notes),
        text_(text),
        within_(within),
        tokens_(tokens),
        analyzer_(analyzer),
        tone_(tone) {}

  void read();

 private:
  struct Scope {
    int left = 0;      // tokens it still covers
    bool odd = false;  // turned an odd number of times
    std::size_t token = 0;
    bool met = true;  // has turned a word
  };

  void read_gap(std::size_t token, std::size_t begin, std::size_t end);
  void read_token(std::size_t i);
  void pass_token(std::size_t i);
  void move_scopes();
  void read_phrase(std::size_t i, const Phrase& phrase);
  void weigh(std::size_t i, const Word& word);
  void add(double valence, CueKind kind, corpus::Span span);
  void open_scopes(std::size_t i, const Word& word);
  void close_scopes();
  void shift_clause_before(std::size_t i, const Word& word);
  void end_clause(std::size_t at);
  void end_sentence(bool question);
  void turn_elliptic_denial(std::size_t at);
  void finish();
  [[nodiscard]] bool scorns() const;
  [[nodiscard]] Word look_up(std::size_t i) const { return notes_[tokens_[i].form].word; }
  /// "No your service was excellent": an answer, which denies nothing that follows.
  [[nodiscard]] bool answers_no(std::size_t i) const {
    if (i != 0 || !next_is(i, Role::pro_form)) return false;
    const std::string_view first = analyzer_.form(tokens_[0].form).text;
    return first == "no" || first == "nothing" || first == "none";
  }
  [[nodiscard]] bool speaks_to_reader(std::size_t i) const;
  [[nodiscard]] bool is_verdict(std::size_t i) const;
  void read_opening();
  [[nodiscard]] bool answer_ends(std::string_view first) const;
  [[nodiscard]] Phrase phrase_at(std::size_t i) const {
    const FormNote& first = notes_[tokens_[i].form];
    if (!first.begins_phrase) return {};
    const std::uint32_t second =
        i + 1 < tokens_.size() ? notes_[tokens_[i + 1].form].phrase_word : Lexicon::kNone;
    if (!lexicon_.may_begin_phrase(first.phrase_word, second)) return {};
    std::array<std::uint32_t, kLongestPhrase> words;  // the first `count` of them are set
    const std::size_t count = std::min(kLongestPhrase, tokens_.size() - i);
    for (std::size_t k = 0; k < count; ++k) words[k] = notes_[tokens_[i + k].form].phrase_word;
    return lexicon_.phrase_at(std::span(words).first(count));
  }
  [[nodiscard]] bool next_is(std::size_t i, Role role) const {
    return i + 1 < tokens_.size() && look_up(i + 1).is(role);
  }

  const Lexicon& lexicon_;
  const FormNotes& notes_;
  std::string_view text_;
  corpus::Span within_;
  std::span<const Token> tokens_;
  const Analyzer& analyzer_;

  Tone& tone_;
  Scope negation_, reduction_;
  int expectation_left_ = 0;
  double boost_ = 1;
  std::size_t phrase_end_ = 0;       // tokens before it belong to a phrase that has been read
  std::size_t clause_begin_ = 0;     // its first byte
  std::size_t clause_cue_ = 0;       // its first cue
  std::size_t last_clause_cue_ = 0;  // first cue of the clause before
  std::size_t sentence_cue_ = 0;     // first cue of the sentence
  std::size_t sentence_clause_ = 0;
  bool aside_ = false, after_but_ = false, wished_ = false, denial_ends_ = false, lists_ = false;
  std::array<std::size_t, 4> tenses_{};  // words by tense
  bool addressed_ = false, judged_ = false;
  bool mention_ = false;  // the token is a name after "@"
  bool shouted_ = true;   // nothing but capitals: they say nothing
  int exclamations_ = 0;
};

void ToneReader::read() {
  tone_.valence.assign(tokens_.size(), 0);
  tone_.denies.assign(tokens_.size(), 0);
  tone_.negated.assign(tokens_.size(), 0);
  tone_.reduced.assign(tokens_.size(), 0);
  clause_begin_ = within_.begin;
  shouted_ = std::all_of(tokens_.begin(), tokens_.end(), [&](const Token& token) {
    return token.span.size() < 3 || in_capitals(corpus::cut(text_, token.span));
  });
  read_opening();
  std::size_t gap = within_.begin;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    mention_ = false;
    const std::size_t begin = tokens_[i].span.begin;
    if (begin != gap && (begin != gap + 1 || text_[gap] != ' ')) read_gap(i, gap, begin);
    const FormNote& note = notes_[tokens_[i].form];
    ++tenses_[static_cast<std::size_t>(note.tense)];
    if (note.tense == Tense::address) addressed_ = addressed_ || speaks_to_reader(i);
    if (note.acts) {
      read_token(i);
    } else {
      pass_token(i);
    }
    gap = tokens_[i].span.end;
  }
  if (gap != within_.end) read_gap(tokens_.size(), gap, within_.end);
  end_clause(within_.end);
  end_sentence(false);
  finish();
}

/// "You are", "you've"; not "I couldn't tell you".
bool ToneReader::speaks_to_reader(std::size_t i) const {
  if (analyzer_.form(tokens_[i].form).text.size() > 3) return true;
  return i + 1 < tokens_.size() && notes_[tokens_[i + 1].form].tense == Tense::present;
}

/// "The food was cold", but not "I was frightened": a verdict on a thing, though of the past.
bool ToneReader::is_verdict(std::size_t i) const {
  if (notes_[tokens_[i].form].tense == Tense::past) return false;  // "was killed"
  constexpr std::array<std::string_view, 6> kPersons{"i", "he", "she", "we", "they", "who"};
  for (std::size_t k = i; k-- > 0 && k + 4 > i;) {
    const FormNote& note = notes_[tokens_[k].form];
    if (note.tense != Tense::past || !note.word.is(Role::auxiliary)) continue;
    return k > 0 && std::find(kPersons.begin(), kPersons.end(), analyzer_.form(tokens_[k - 1].form).text) ==
                        kPersons.end();
  }
  return false;
}

/// Answers to "what could be better?": "Nothing", "Shorter queues".
void ToneReader::read_opening() {
  if (tokens_.empty()) return;
  const std::string_view first = analyzer_.form(tokens_[0].form).text;
  const bool nothing = first == "nothing" || first == "none" || first == "nil" || first == "no";
  tone_.nothing_to_add = nothing && (tokens_.size() == 1 || answer_ends(first));
  if (!look_up(0).is(Role::request) || tokens_.size() < 2 || next_is(0, Role::pro_form)) return;
  if (analyzer_.form(tokens_[1].form).text == "than") return;
  tone_.conditional = true;
  wished_ = true;
}

/// Whether "nothing" stands as an answer of its own ("Nothing, all was fine", "Nothing at all").
bool ToneReader::answer_ends(std::string_view first) const {
  const std::size_t end = tokens_[0].span.end;
  if (first != "no" && read_marks(text_.substr(end, tokens_[1].span.begin - end)).ends_clause) return true;
  constexpr std::array<std::string_view, 16> kContinued{
      "at",  "really", "else", "comes", "to",     "needs", "that",    "could",
      "can", "i",      "much", "as",    "needed", "for",   "springs", "they"};
  const std::string_view second = analyzer_.form(tokens_[1].form).text;
  return first == "nothing" && std::find(kContinued.begin(), kContinued.end(), second) != kContinued.end();
}

void ToneReader::read_gap(std::size_t token, std::size_t begin, std::size_t end) {
  const Marks& marks =
      tone_.gaps.emplace_back(Gap{token, {begin, end}, read_marks(text_.substr(begin, end - begin))}).marks;
  mention_ = marks.mention;
  if (marks.feeling != 0) {
    add(marks.feeling, CueKind::criticism, {begin + marks.feeling_begin, begin + marks.feeling_end});
  }
  exclamations_ += marks.exclamations;
  if (marks.ends_clause) end_clause(end);
  if (marks.ends_sentence) end_sentence(marks.question);
  if (marks.question) tone_.question = true;
}

/// A word that rules know nothing of: most are.
void ToneReader::pass_token(std::size_t i) {
  if (i >= phrase_end_) {
    tone_.negated[i] = negation_.left > 0 && negation_.odd ? 1 : 0;
    if (!mention_) boost_ = 1;
  }
  tone_.reduced[i] = reduction_.left > 0 && reduction_.odd ? 1 : 0;
  denial_ends_ = false;
  move_scopes();
}

void ToneReader::move_scopes() {
  if (negation_.left > 0) --negation_.left;
  if (reduction_.left > 0) --reduction_.left;
  if (expectation_left_ > 0) --expectation_left_;
}

void ToneReader::read_token(std::size_t i) {
  const Word word = look_up(i);
  if (word.is(Role::contrast) || word.is(Role::concession)) {
    end_clause(tokens_[i].span.begin);
    aside_ = word.is(Role::concession);
    if (word.is(Role::contrast)) {
      for (std::size_t c = sentence_clause_; c < tone_.clauses.size(); ++c) tone_.clauses[c].aside = true;
      for (std::size_t c = sentence_cue_; c < tone_.cues.size(); ++c) {
        if (!after_but_ && tone_.cues[c].kind != CueKind::reversal) tone_.cues[c].weight *= kBeforeBut;
      }
      after_but_ = true;
    }
  } else if (word.is(Role::boundary)) {
    close_scopes();
  }
  lists_ = lists_ || word.is(Role::listing);
  if (i >= phrase_end_) tone_.negated[i] = negation_.left > 0 && negation_.odd ? 1 : 0;
  tone_.reduced[i] = reduction_.left > 0 && reduction_.odd ? 1 : 0;
  if (i >= phrase_end_) {
    if (const Phrase phrase = phrase_at(i); phrase.length != 0) {
      read_phrase(i, phrase);
    } else {
      if (!mention_) weigh(i, word);
      shift_clause_before(i, word);
      open_scopes(i, word);
    }
  }
  denial_ends_ = word.is(Role::negator);
  move_scopes();
}

void ToneReader::read_phrase(std::size_t i, const Phrase& phrase) {
  phrase_end_ = i + phrase.length;
  const corpus::Span span{tokens_[i].span.begin, tokens_[phrase_end_ - 1].span.end};
  switch (phrase.effect) {
    case Effect::valence: {
      double valence = phrase.valence;
      if (valence != 0 && tone_.negated[i] != tone_.reduced[i]) valence = denied(valence);
      bool denies = false;  // "cannot fault": the words after the negator are meant the other way round
      for (std::size_t k = i; k < phrase_end_; ++k) {
        if (denies) tone_.negated[k] = 1;
        denies = denies || (look_up(k).is(Role::negator) && look_up(k).valence == 0);
      }
      tone_.valence[i] = valence;
      add(valence, valence == phrase.valence ? CueKind::criticism : CueKind::negation, span);
      break;
    }
    case Effect::negator:
      tone_.denies[i] = 1;
      negation_ = {kNegationScope + static_cast<int>(phrase.length), true, i, false};
      break;
    case Effect::reversal:
      tone_.reversal = true;
      tone_.cues.push_back({span, CueKind::reversal, kTurned, false});
      break;
    case Effect::conditional:
      tone_.conditional = true;
      wished_ = true;
      break;
    case Effect::nothing:
      tone_.nothing_to_add = tone_.nothing_to_add || i <= kAnswerBegins;
      add(1, CueKind::criticism, span);
      break;
    case Effect::irony:
      tone_.ironic = true;
      break;
    case Effect::contrast:
      end_clause(span.begin);
      aside_ = true;
      break;
  }
}

void ToneReader::weigh(std::size_t i, const Word& word) {
  double valence = word.valence;
  const bool turned = negation_.left > 0 && negation_.odd;
  const bool reduced = reduction_.left > 0 && reduction_.odd;
  if (valence == 0 && word.is(Role::function) && turned) {
    tone_.valence[i] = -1.2;
    negation_.met = true;
    add(-1.2, CueKind::negation, {tokens_[negation_.token].span.begin, tokens_[i].span.end});
    return;
  }
  if (valence == 0) {
    boost_ = word.is(Role::intensifier) ? kIntensified : word.is(Role::diminisher) ? kDiminished : 1;
    return;
  }
  valence *= boost_;
  boost_ = 1;
  if (!shouted_ && in_capitals(corpus::cut(text_, tokens_[i].span))) valence *= kCapitals;
  if (expectation_left_ > 0) valence *= 0.3;
  corpus::Span span = tokens_[i].span;
  if (turned) {
    valence = denied(valence);
    span.begin = tokens_[negation_.token].span.begin;
    negation_.met = true;
  }
  if (reduced) {
    valence *= -0.6;
    span.begin = std::min(span.begin, tokens_[reduction_.token].span.begin);
  }
  tone_.valence[i] = valence;
  if (valence < 0) judged_ = judged_ || is_verdict(i);
  add(valence, turned || reduced ? CueKind::negation : CueKind::criticism, span);
}

void ToneReader::add(double valence, CueKind kind, corpus::Span span) {
  if (valence == 0) return;
  if (wished_) valence *= valence > 0 ? kWished : 0.7;
  if (aside_) valence *= kAside;
  if (after_but_) valence *= kAfterBut;
  tone_.cues.push_back({span, kind, valence, false});
}

void ToneReader::open_scopes(std::size_t i, const Word& word) {
  if (word.is(Role::negator) && !answers_no(i)) {
    tone_.denies[i] = word.valence == 0 ? 1 : 0;
    if (!negation_.met) ++tone_.idle_negators;
    const bool odd = !(negation_.left > 0 && negation_.odd);
    negation_ = {kNegationScope + 1, odd, i, word.valence != 0};
  }
  if (word.is(Role::reducer)) {
    const bool odd = !(reduction_.left > 0 && reduction_.odd);
    reduction_ = {kReductionScope + 1, odd, i, false};
  }
  if (word.is(Role::expectation)) expectation_left_ = kExpectationScope;
}

void ToneReader::close_scopes() {
  if (!negation_.met) ++tone_.idle_negators;
  negation_ = {};
  reduction_ = {};
  boost_ = 1;
}

/// "Complaints fell": the verb turns what it is said of.
void ToneReader::shift_clause_before(std::size_t i, const Word& word) {
  if (!word.is(Role::fall) || tone_.cues.size() <= clause_cue_ || next_is(i, Role::negator)) return;
  ToneCue& subject = tone_.cues.back();
  if (subject.weight >= 0 || subject.span.end > tokens_[i].span.begin || i < 1) return;
  if (tokens_[i].span.begin - subject.span.end > 24) return;  // not its subject, probably
  subject.weight *= -0.6;
  subject.kind = CueKind::negation;
  subject.span.end = tokens_[i].span.end;
}

void ToneReader::end_clause(std::size_t at) {
  if (at <= clause_begin_) return;
  if (denial_ends_) turn_elliptic_denial(at);
  denial_ends_ = false;
  close_scopes();
  expectation_left_ = 0;
  tone_.clauses.push_back({{clause_begin_, at}, aside_});
  clause_begin_ = at;
  aside_ = false;
  wished_ = false;
  last_clause_cue_ = clause_cue_;
  clause_cue_ = tone_.cues.size();
}

/// "I feared it would be slow; it wasn't.": a clause of a pronoun and a denied auxiliary turns the clause
/// before.
void ToneReader::turn_elliptic_denial(std::size_t at) {
  if (clause_cue_ != tone_.cues.size()) return;
  const auto first = std::partition_point(
      tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.span.begin < clause_begin_; });
  const auto fourth = tokens_.end() - first > 3 ? first + 3 : tokens_.end();
  if (first == tokens_.end() || first->span.end > at) return;
  if (fourth != tokens_.end() && fourth->span.end <= at) return;
  if (!look_up(static_cast<std::size_t>(first - tokens_.begin())).is(Role::pro_form)) return;
  const auto before = static_cast<std::size_t>(first - tokens_.begin());
  const std::size_t from = tone_.clauses.empty() ? 0 : tone_.clauses.back().span.begin;
  for (std::size_t i = before; i-- > 0 && tokens_[i].span.begin >= from;) tone_.negated[i] ^= 1U;
  for (std::size_t c = last_clause_cue_; c < clause_cue_; ++c) {
    ToneCue& cue = tone_.cues[c];
    if (cue.kind == CueKind::reversal) continue;
    cue.weight *= std::abs(cue.weight) < 1 ? -3.5 : -0.7;  // an expectation was damped when it was read
    cue.kind = CueKind::negation;
  }
  negation_.met = true;
}

void ToneReader::end_sentence(bool question) {
  if (question) {
    for (std::size_t c = sentence_cue_; c < tone_.cues.size(); ++c) tone_.cues[c].weight *= kInQuestion;
  }
  sentence_cue_ = tone_.cues.size();
  sentence_clause_ = tone_.clauses.size();
  after_but_ = false;
}

/// "Great, another delay.": an exclamation of praise, and then nothing but blame.
bool ToneReader::scorns() const {
  if (tone_.cues.size() < 2 || tone_.clauses.size() < 2) return false;
  const ToneCue& first = tone_.cues.front();
  const corpus::Span opening = tone_.clauses.front().span;
  const bool exclaimed = first.weight > 0 && first.kind == CueKind::criticism &&
                         first.span.begin == tokens_.front().span.begin && first.span.end <= opening.end &&
                         (tokens_.size() < 2 || tokens_[1].span.begin >= opening.end);
  return exclaimed && std::all_of(tone_.cues.begin() + 1, tone_.cues.end(),
                                  [](const ToneCue& cue) { return cue.weight < 0; });
}

/// Scales the cues to the length of the passage and sums them up.
void ToneReader::finish() {
  const auto counted = [&](Tense tense) { return tenses_[static_cast<std::size_t>(tense)]; };
  tone_.addressed = addressed_;
  tone_.story = counted(Tense::past) > 0 && counted(Tense::present) == 0 && !tone_.addressed && !judged_;
  tone_.words = tokens_.size();
  const auto length = static_cast<double>(tokens_.size());
  tone_.exclamations = exclamations_;
  tone_.ironic = tone_.ironic || scorns();
  const double loud = 1 + 0.1 * std::min(exclamations_, 3);
  const double scale = loud / (1.2 * std::sqrt(length / 6 + 1));
  double sum = 0;
  for (ToneCue& cue : tone_.cues) {
    if (cue.kind == CueKind::reversal) {
      cue.weight = lists_ ? kListTurned : kTurned;
    } else {
      cue.weight *= scale;
      sum += cue.weight;
    }
  }
  tone_.criticism = std::tanh(sum);
}

}  // namespace

void read_tone(const Lexicon& lexicon, const FormNotes& notes, std::string_view text, corpus::Span within,
               std::span<const Token> tokens, const Analyzer& analyzer, Tone& tone) {
  tone.clear();
  ToneReader(lexicon, notes, text, within, tokens, analyzer, tone).read();
}

}  // namespace bearout::models
