#include "models/analyzer.hpp"

#include <libstemmer.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/utf8.hpp"
#include "models/form_table.hpp"
#include "models/string_table.hpp"
#include "models/word_finder.hpp"

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

// Spellings beyond ASCII whose forms are remembered; then they are forgotten and folded again.
constexpr std::size_t kMostSpellings = 200'000;

// Words that are made ready together, so that the memory of their slots is on its way before it is needed.
constexpr std::size_t kBatch = 32;

const char* stemmer_name(std::string_view language) {
  for (const Language& known : kLanguages) {
    if (known.code == language) return known.stemmer;
  }
  throw std::invalid_argument("no stemmer for the language \"" + std::string(language) + "\"");
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

}  // namespace

struct Analyzer::State {
  explicit State(AnalyzerOptions given)
      : options(std::move(given)),
        stemmer(sb_stemmer_new(stemmer_name(options.language), nullptr)),
        words(options.language) {
    UErrorCode status = U_ZERO_ERROR;
    case_fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    check(status, "NFKC case-folding");
  }

  /// Case-folds into `folded`.
  void fold(std::string_view word) {
    folded.clear();
    if (corpus::is_ascii(word)) {
      for (const char c : word) folded.push_back(corpus::ascii_lower(c));
      return;
    }
    UErrorCode status = U_ZERO_ERROR;
    auto text = case_fold->normalize(icu::UnicodeString::fromUTF8(word), status);
    check(status, "NFKC case-folding");
    text.findAndReplace(icu::UnicodeString(u'\u2019'), icu::UnicodeString(u'\''));
    text.toUTF8String(folded);
  }

  FormId intern(const FormTable::Key& key, std::string_view text) {
    const FormId id = form_texts.intern(key, text);
    if (id == forms.size()) {
      forms.push_back(describe(form_texts[id]));
      counted_stems.push_back(is_counted(forms.back()) ? forms.back().stem : kNotCounted);
    }
    return id;
  }

  /// Any word; folded forms of spellings beyond ASCII are remembered, since folding is slow.
  FormId intern(std::string_view word) {
    word = corpus::clip(word, kLongestForm);
    if (corpus::is_ascii(word)) {
      fold(word);
      return intern(FormTable::key_of(folded), folded);
    }
    const std::uint32_t spelling = spellings.intern(word);
    if (spelling < spelled.size()) return spelled[spelling];
    fold(word);
    spelled.push_back(intern(FormTable::key_of(folded), folded));
    return spelled.back();
  }

  /// Gives tokens of `text` their forms.
  void intern(std::string_view text, std::span<Token> tokens) {
    if (spellings.size() > kMostSpellings) forget_spellings();
    std::array<FormTable::Key, kBatch> keys;  // size 0: to be interned the long way
    while (!tokens.empty()) {
      const auto batch = tokens.first(std::min(kBatch, tokens.size()));
      tokens = tokens.subspan(batch.size());
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::string_view word = corpus::cut(text, batch[i].span);
        keys[i].size = 0;
        if (word.size() > FormTable::kInline) continue;
        if (FormTable::lower_key_of(word, text.size() - batch[i].span.begin, keys[i])) {
          form_texts.prefetch(keys[i]);
        } else {
          keys[i].size = 0;
        }
      }
      for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i].form = keys[i].size > 0 ? intern(keys[i], {}) : intern(corpus::cut(text, batch[i].span));
      }
    }
  }

  void intern_forms(std::span<const std::string_view> texts, std::span<FormId> ids) {
    std::array<FormTable::Key, kBatch> keys;
    for (std::size_t first = 0; first < texts.size(); first += kBatch) {
      const auto batch = texts.subspan(first, std::min(kBatch, texts.size() - first));
      for (std::size_t i = 0; i < batch.size(); ++i) {
        keys[i] = FormTable::key_of(batch[i]);
        form_texts.prefetch(keys[i]);
      }
      for (std::size_t i = 0; i < batch.size(); ++i) ids[first + i] = intern(keys[i], batch[i]);
    }
  }

  void forget_spellings() {
    spellings.clear();
    spelled.clear();
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
  WordFinder words;
  const icu::Normalizer2* case_fold = nullptr;
  FormTable form_texts;
  FormTable spellings;          // of words beyond ASCII
  std::vector<FormId> spelled;  // by spelling
  StringTable stems;
  std::vector<Form> forms;
  std::vector<StemId> counted_stems;  // by form
  std::string folded;
};

Analyzer::Analyzer(AnalyzerOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

void Analyzer::analyze(std::string_view text, corpus::Span where, std::vector<Token>& tokens) {
  const std::size_t before = tokens.size();
  find_words(text, where, tokens);
  find_forms(text, std::span(tokens).subspan(before));
}

void Analyzer::find_words(std::string_view text, corpus::Span where, std::vector<Token>& tokens) {
  for (const corpus::Span word : state_->words.find(text, where))
    tokens.push_back({{where.begin + word.begin, where.begin + word.end}, 0});
}

void Analyzer::find_forms(std::string_view text, std::span<Token> tokens) {
  state_->intern(text, tokens);
}

std::vector<Token> Analyzer::analyze(std::string_view text) {
  std::vector<Token> tokens;
  analyze(text, {0, text.size()}, tokens);
  return tokens;
}

const Form& Analyzer::form(FormId id) const {
  return state_->forms[id];
}
std::span<const StemId> Analyzer::counted_stems() const {
  return state_->counted_stems;
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
void Analyzer::intern_forms(std::span<const std::string_view> folded, std::span<FormId> ids) {
  state_->intern_forms(folded, ids);
}
StemId Analyzer::intern_stem(std::string_view stem) {
  return state_->stems.intern(stem);
}

void Analyzer::forget_forms() {
  state_->form_texts.clear();
  state_->forget_spellings();
  state_->forms.clear();
  state_->counted_stems.clear();
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
    list.reserve(kLanguages.size());
    for (const Language& known : kLanguages) list.push_back(known.code);
    return list;
  }();
  return codes;
}

}  // namespace bearout::models
