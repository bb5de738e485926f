#include "models/framing_features.hpp"

#include <algorithm>

#include "corpus/ascii.hpp"
#include "models/marks.hpp"

namespace bearout::models {

namespace {

constexpr FeatureKey kBeginning = key_of_word("^");
constexpr FeatureKey kComma = key_of_word(",");
constexpr FeatureKey kStop = key_of_word(".");
constexpr FeatureKey kExclamation = key_of_word("!");
constexpr FeatureKey kExclamations = key_of_word("!!");
constexpr FeatureKey kQuestion = key_of_word("?");
constexpr FeatureKey kDots = key_of_word("...");
constexpr FeatureKey kNot = key_of_word("not");
constexpr FeatureKey kIdleNegator = key_of_word("+not");
constexpr FeatureKey kCapitals = key_of_word("CAPS");

bool in_capitals(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), corpus::is_ascii_upper);
}

class FeatureLister {
 public:
  FeatureLister(std::string_view text, corpus::Span within, const FormNotes& notes,
                std::vector<TextFeature>& features)
      : text_(text), within_(within), notes_(notes), features_(features) {}

  /// What stands between two words.
  void gap(std::size_t begin, std::size_t end) {
    const std::string_view between = text_.substr(begin, end - begin);
    if (between == " ") return;
    const Marks marks = read_marks(between);
    if (marks.ends_sentence)
      previous_ = kStop;
    else if (marks.ends_clause)
      previous_ = kComma;
    if (marks.exclamations > 0) sign(marks.exclamations > 1 ? kExclamations : kExclamation, begin, end);
    if (marks.question) sign(kQuestion, begin, end);
    if (between.find("..") != std::string_view::npos) sign(kDots, begin, end);
    if (marks.feeling != 0) {
      const corpus::Span span{begin + marks.feeling_begin, begin + marks.feeling_end};
      sign(key_of_word(corpus::cut(text_, span)), span.begin, span.end);
    }
  }

  void word(std::uint32_t index, const Token& token, const FormNote& note, bool negated, bool idle_negator) {
    const bool mention = token.span.begin > within_.begin && text_[token.span.begin - 1] == '@';
    if (mention) {
      previous_ = kStop;
      return;
    }
    const FeatureKey plain = idle_negator ? kIdleNegator : note.key;
    const FeatureKey key = negated ? denied_key(plain) : plain;
    const FeatureWeight* weight = idle_negator ? idle_weight(negated) : weight_of(note, negated);
    features_.push_back({0, key, token.span, index, weight});
    features_.push_back({previous_, key, token.span, index, nullptr});
    if (in_capitals(corpus::cut(text_, token.span))) {
      ++capitals_;
      capital_ = token.span;
    }
    ++words_;
    const FeatureKey left = note.is_not ? kNot : note.key;
    previous_ = idle_negator ? kIdleNegator : negated ? denied_key(left) : left;
  }

  void finish() {
    if (capitals_ > 0 && 2 * capitals_ < words_) sign(kCapitals, capital_.begin, capital_.end);
  }

 private:
  void sign(FeatureKey key, std::size_t begin, std::size_t end) {
    features_.push_back({0, key, {begin, end}, TextFeature::kNoToken, notes_.weight(key)});
  }
  [[nodiscard]] static const FeatureWeight* weight_of(const FormNote& note, bool negated) {
    if (negated) return note.weighs_denied ? &note.denied : nullptr;
    return note.weighs ? &note.weight : nullptr;
  }
  [[nodiscard]] const FeatureWeight* idle_weight(bool negated) const {
    return notes_.weight(negated ? denied_key(kIdleNegator) : kIdleNegator);
  }

  std::string_view text_;
  corpus::Span within_;
  const FormNotes& notes_;
  std::vector<TextFeature>& features_;
  FeatureKey previous_ = kBeginning;
  corpus::Span capital_;
  std::size_t capitals_ = 0, words_ = 0;
};

}  // namespace

void list_features(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                   std::span<const std::uint8_t> negated, std::span<const std::uint8_t> denies,
                   const FormNotes& notes, std::vector<TextFeature>& features) {
  FeatureLister lister(text, within, notes, features);
  std::size_t end = within.begin;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    lister.gap(end, tokens[i].span.begin);
    const FormNote& note = notes[tokens[i].form];
    const bool idle = denies[i] == 0 && note.word.is(Role::negator) && note.word.valence == 0;
    lister.word(static_cast<std::uint32_t>(i), tokens[i], note, negated[i] != 0, idle);
    end = tokens[i].span.end;
  }
  lister.gap(end, within.end);
  lister.finish();
}

}  // namespace bearout::models
