#include <algorithm>
#include <array>

#include "corpus/ascii.hpp"
#include "models/cue_grammar.hpp"
#include "models/proposals.hpp"

namespace bearout::models {

namespace {

// How authors say that they take something over. Praise alone ("good point") and thanks are no acceptance.
constexpr std::array<std::string_view, 12> kAccepts{{
    "lift|nick|steal|borrow|pinch|adopt|incorporate that|this|your|it|these|those|them",
    "use|take|include|add|quote your|that|this|it|these|those|them",
    "i'll|we'll definitely|certainly|also|gladly|now|probably? ~2 "
    "add|include|mention|incorporate|adopt|use|cover|borrow|put|work",
    "i|we will|shall definitely|certainly|also|gladly|now|probably? ~2 "
    "add|include|mention|incorporate|adopt|use|cover|borrow|put|work",
    "i've|we've now|just|already? added|included|incorporated|adopted|put|mentioned",
    "i|we have now|just|already? added|included|incorporated|adopted|put",
    "has|have now? been added|included|incorporated|adopted",
    "like|love it|that|this|your",
    "worth putting|adding|including|mentioning",
    "i|we need|ought|should|must|have|want to? also? ~2 talk|say|mention|include|add|cover",
    "going|goes|is|are straight? in|into|on the|my|our list|report|outcomes",
    "consider it|that done|added|included",
}};

constexpr std::array<std::string_view, 5> kRefuses{{
    "not|won't|can't|cannot|don't|isn't|wouldn't|never|doesn't|shan't ~3 "
    "add|include|talk|talking|cover|covering|put|putting|use|using|mention|go|going|fit|belong|adding|"
    "including|like",
    "beyond|outside|out the? of? scope",
    "leave|leaving|left that|this|it out",
    "disagree",
    "rather not",
}};

constexpr std::array<std::string_view, 3> kTakesWording{{
    "phrasing|wording|formulation",
    "word for word",
    "your exact? words",
}};

template <std::size_t N>
std::vector<CuePattern> compiled(const std::array<std::string_view, N>& written) {
  return {written.begin(), written.end()};
}

/// All places where one of the patterns fits.
std::vector<TokenRange> places(const std::vector<CuePattern>& patterns,
                               std::span<const std::string_view> forms, TokenRange sentence) {
  std::vector<TokenRange> found;
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    for (const CuePattern& pattern : patterns) {
      if (const auto match = pattern.match(forms, sentence, at)) found.push_back(match->words);
    }
  }
  return found;
}

bool overlaps(TokenRange a, TokenRange b) {
  return a.begin < b.end && b.begin < a.end;
}

struct Address {
  std::string name;
  std::size_t at = 0;     // byte of the "@"
  std::size_t begin = 0;  // byte after the name
};

bool is_name_byte(char c) {
  return corpus::is_beyond_ascii(c) || corpus::is_ascii_name(c);
}

/// Bytes of the name at `at`: letters, digits, "_", "-"; typographic punctuation (U+2000 to U+206F) ends it.
std::size_t name_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_name_byte(text[at])) {
    const std::string_view lead = text.substr(at, 2);
    if (lead == "\xE2\x80" || lead == "\xE2\x81") break;
    ++at;
  }
  return at;
}

std::vector<Address> addresses(std::string_view text) {
  std::vector<Address> found;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at > 0 && is_name_byte(text[at - 1])) continue;  // an e-mail address
    const std::size_t end = name_end(text, at + 1);
    if (end > at + 1) found.push_back({std::string(text.substr(at + 1, end - at - 1)), at, end});
  }
  return found;
}

void read_sentence(std::span<const std::string_view> forms, TokenRange sentence, bool& accepts, bool& refuses,
                   bool& wording) {
  static const auto accept_cues = compiled(kAccepts);
  static const auto refuse_cues = compiled(kRefuses);
  static const auto wording_cues = compiled(kTakesWording);
  const auto refused = places(refuse_cues, forms, sentence);
  const auto accepted = places(accept_cues, forms, sentence);
  // "I won't use that": the yes lies within the no. In "not in detail, but worth adding" both stand, and the
  // yes counts.
  accepts = std::any_of(accepted.begin(), accepted.end(), [&refused](TokenRange yes) {
    return std::none_of(refused.begin(), refused.end(), [yes](TokenRange no) { return overlaps(yes, no); });
  });
  refuses = !accepts && !refused.empty();
  wording = accepts && !places(wording_cues, forms, sentence).empty();
}

void add_stems(std::vector<std::string>& stems, std::span<const Token> tokens, const Analyzer& analyzer,
               TokenRange range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const Form& form = analyzer.form(tokens[i].form);
    if (!form.stop && !form.number) stems.emplace_back(analyzer.stem(form.stem));
  }
}

void sort_out(std::vector<std::string>& stems) {
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
}

Acceptance read_piece(std::string_view text, corpus::Span piece, std::span<const Token> tokens,
                      std::span<const std::string_view> forms, const Analyzer& analyzer) {
  Acceptance answer;
  answer.piece = piece;
  const corpus::Passage whole{.span = piece, .start = 0, .end = 0, .sentence = 0};
  TokenRange before;  // a sentence that says neither: "I'll add it" after it speaks of what it said
  for (const CueSentence& sentence : cue_sentences(text, {&whole, 1}, tokens)) {
    bool accepts = false;
    bool refuses = false;
    bool wording = false;
    read_sentence(forms, sentence.tokens, accepts, refuses, wording);
    if (accepts || refuses) {
      auto& stems = accepts ? answer.stems : answer.refused;
      add_stems(stems, tokens, analyzer, before);
      add_stems(stems, tokens, analyzer, sentence.tokens);
    }
    before = accepts || refuses ? TokenRange{} : sentence.tokens;
    answer.accepts = answer.accepts || accepts;
    answer.refuses = answer.refuses || refuses;
    answer.takes_wording = answer.takes_wording || wording;
  }
  sort_out(answer.stems);
  sort_out(answer.refused);
  return answer;
}

/// "@Ann and @Bob, …" speaks to both: Ann's piece is Bob's if nothing but a connective lies between.
bool is_shared(std::string_view between) {
  const std::size_t first = between.find_first_not_of(" ,&/+\n");
  if (first == std::string_view::npos) return true;
  const std::size_t last = between.find_last_not_of(" ,&/+\n");
  return between.substr(first, last + 1 - first) == "and";
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&b](const std::string& stem) { return std::binary_search(b.begin(), b.end(), stem); });
}

/// Stems of the proposal that not every proposal of the person has: only these can tell them apart.
std::vector<std::string> telling_stems(std::span<const Proposal> proposals, std::size_t which) {
  std::vector<std::string> telling;
  for (const std::string& stem : proposals[which].stems) {
    const bool common = std::all_of(proposals.begin(), proposals.end(), [&stem](const Proposal& other) {
      return std::binary_search(other.stems.begin(), other.stems.end(), stem);
    });
    if (!common) telling.push_back(stem);
  }
  return telling;
}

}  // namespace

std::vector<Acceptance> find_acceptances(std::string_view text, std::span<const Token> tokens,
                                         const Analyzer& analyzer) {
  if (analyzer.options().language != "en" || tokens.empty()) return {};
  const auto forms = folded_words(tokens, analyzer);
  const auto names = addresses(text);
  std::vector<Acceptance> answers;
  if (names.empty()) answers.push_back(read_piece(text, {0, text.size()}, tokens, forms, analyzer));
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t last = i;
    while (last + 1 < names.size() &&
           is_shared(text.substr(names[last].begin, names[last + 1].at - names[last].begin))) {
      ++last;
    }
    const std::size_t end = last + 1 < names.size() ? names[last + 1].at : text.size();
    answers.push_back(read_piece(text, {names[last].begin, end}, tokens, forms, analyzer));
    answers.back().addressee = names[i].name;
  }
  return answers;
}

std::optional<bool> is_accepted(const Acceptance& answer, std::span<const Proposal> proposals,
                                std::size_t which) {
  if (!answer.accepts && !answer.refuses) return std::nullopt;
  if (proposals.size() == 1) return answer.accepts;
  const auto telling = telling_stems(proposals, which);
  if (answer.accepts &&
      (shares(telling, answer.stems) || (answer.takes_wording && proposals[which].quoted))) {
    return true;
  }
  if (shares(telling, answer.refused)) return false;
  return std::nullopt;
}

}  // namespace bearout::models
