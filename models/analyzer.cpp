#include "models/analyzer.hpp"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/utf8.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

namespace {

struct Language {
  std::string_view code;  // ISO 639-1
  const char* stemmer;    // Snowball's name
};

constexpr std::array<Language, 28> kLanguages{{
    {"ar", "arabic"},     {"ca", "catalan"},    {"da", "danish"},    {"de", "german"},   {"el", "greek"},
    {"en", "english"},    {"es", "spanish"},    {"eu", "basque"},    {"fi", "finnish"},  {"fr", "french"},
    {"ga", "irish"},      {"hi", "hindi"},      {"hu", "hungarian"}, {"hy", "armenian"}, {"id", "indonesian"},
    {"it", "italian"},    {"lt", "lithuanian"}, {"ne", "nepali"},    {"nl", "dutch"},    {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"},   {"ru", "russian"},   {"sr", "serbian"},  {"sv", "swedish"},
    {"ta", "tamil"},      {"tr", "turkish"},    {"yi", "yiddish"},
}};

// A "word" beyond this is noise (base64, a line of underscores); its first bytes stand for it, so that tables
// stay small.
constexpr std::size_t kLongestForm = 64;

const char* stemmer_name(std::string_view language) {
  for (const Language& known : kLanguages) {
    if (known.code == language) return known.stemmer;
  }
  throw std::invalid_argument("no stemmer for the language \"" + std::string(language) + "\"");
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

}  // namespace

struct Analyzer::State {
  explicit State(AnalyzerOptions given)
      : options(std::move(given)), stemmer(sb_stemmer_new(stemmer_name(options.language), nullptr)) {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale(options.language.c_str()), status));
    check(status, "word boundaries");
    case_fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    check(status, "NFKC case-folding");
  }

  std::string_view fold(std::string_view word) {
    word = corpus::clip(word, kLongestForm);
    folded.clear();
    if (corpus::is_ascii(word)) {
      for (const char c : word) folded.push_back(corpus::ascii_lower(c));
      return folded;
    }
    UErrorCode status = U_ZERO_ERROR;
    auto text = case_fold->normalize(icu::UnicodeString::fromUTF8(word), status);
    check(status, "NFKC case-folding");
    text.findAndReplace(icu::UnicodeString(u'\u2019'), icu::UnicodeString(u'\''));
    text.toUTF8String(folded);
    return folded;
  }

  FormId intern(std::string_view word) {
    const std::string_view text = fold(word);
    const FormId id = form_texts.intern(text);
    if (id == forms.size()) forms.push_back(describe(form_texts[id]));
    return id;
  }

  Form describe(std::string_view text) {
    const auto* symbols = reinterpret_cast<const sb_symbol*>(text.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer.get(), symbols, static_cast<int>(text.size()));
    const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer.get()));
    const std::string_view stemmed(reinterpret_cast<const char*>(stem), length);
    const StopWord stop = stop_word(text, options.language);
    return {.text = text,
            .stem = stems.intern(stemmed.empty() ? text : stemmed),
            .stop = stop != StopWord::no,
            .light = stop == StopWord::light,
            .number = !text.empty() && corpus::is_ascii_digit(text.front())};
  }

  AnalyzerOptions options;
  std::unique_ptr<sb_stemmer, DeleteStemmer> stemmer;
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<UText, CloseText> utext;  // reopened for every text, so its buffers are kept
  const icu::Normalizer2* case_fold = nullptr;
  StringTable form_texts;
  StringTable stems;
  std::vector<Form> forms;
  std::string folded;
};

Analyzer::Analyzer(AnalyzerOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

void Analyzer::analyze(std::string_view text, corpus::Span where, std::vector<Token>& tokens) {
  State& s = *state_;
  const std::string_view part = corpus::cut(text, where);
  UErrorCode status = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(s.utext.get(), part.data(), static_cast<std::int64_t>(part.size()), &status);
  check(status, "opening a text");
  if (!s.utext) s.utext.reset(opened);
  s.words->setText(opened, status);
  check(status, "setting a text");
  std::int32_t begin = s.words->first();
  for (std::int32_t end = s.words->next(); end != icu::BreakIterator::DONE;
       begin = end, end = s.words->next()) {
    if (s.words->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
    const corpus::Span span{where.begin + static_cast<std::size_t>(begin),
                            where.begin + static_cast<std::size_t>(end)};
    tokens.push_back({span, s.intern(corpus::cut(text, span))});
  }
}

std::vector<Token> Analyzer::analyze(std::string_view text) {
  std::vector<Token> tokens;
  analyze(text, {0, text.size()}, tokens);
  return tokens;
}

const Form& Analyzer::form(FormId id) const {
  return state_->forms[id];
}
std::string_view Analyzer::stem(StemId id) const {
  return state_->stems[id];
}
std::size_t Analyzer::form_count() const {
  return state_->forms.size();
}
std::size_t Analyzer::stem_count() const {
  return state_->stems.size();
}
FormId Analyzer::intern(std::string_view word) {
  return state_->intern(word);
}
StemId Analyzer::intern_stem(std::string_view stem) {
  return state_->stems.intern(stem);
}

void Analyzer::forget_forms() {
  state_->form_texts.clear();
  state_->forms.clear();
}

void Analyzer::clear() {
  forget_forms();
  state_->stems.clear();
}

const AnalyzerOptions& Analyzer::options() const {
  return state_->options;
}

const std::vector<std::string_view>& languages() {
  static const std::vector<std::string_view> codes = [] {
    std::vector<std::string_view> list;
    for (const Language& known : kLanguages) list.push_back(known.code);
    return list;
  }();
  return codes;
}

}  // namespace bearout::models
