#include "models/proposals.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "models/cue_grammar.hpp"
#include "models/proposal_wording.hpp"

namespace bearout::models {

namespace {

/// Where the wording is looked for.
enum class Take : std::uint8_t {
  clause,    // what the pattern captures; a quoted text right after the cue comes first
  quote,     // a quoted text right after the cue, nothing else
  question,  // what the pattern captures, if the sentence is a question: vague, a quoted wording may replace
             // it
};

/// Where the cue may be trusted.
enum class Where : std::uint8_t {
  anywhere,
  listed,          // a list or report is being discussed in this comment
  after_question,  // a vague question stands shortly before, and this says what was meant
};

struct CueRow {
  std::string_view pattern;
  Take take;
  Where where;
  double weight;
};

// In English, people who propose say so in few ways. Strong cues name the list or ask for words; weak ones
// ("what about", "one of the key benefits") are everyday language, and count only where a list is under
// discussion. Bare imperatives ("add …", "include …") are no cues: that is how one speaks to a service.
constexpr std::array<CueRow, 32> kCues{{
    {"maybe|perhaps|possibly a|an|one|some|another|few ~1 "
     "word|words|line|mention|section|sentence|paragraph|point|bullet|outcome|note about|on|saying|that {}",
     Take::clause, Where::anywhere, .95},
    {"maybe|perhaps|possibly something|one about|on {}", Take::clause, Where::listed, .9},
    {"something|anything|wording|one along|on the lines of {}", Take::clause, Where::listed, 1.0},
    {"for instance|example {}", Take::quote, Where::after_question, .8},
    {"e.g|say {}", Take::quote, Where::after_question, .7},
    {"is|are|was|were|isn't|aren't {} among|amongst the|your|these|those|our ~2 "
     "outcomes|list|points|benefits|results|themes",
     Take::clause, Where::anywhere, .9},
    {"is|are|was|were|isn't|aren't {} one|part of the|your|these|those|our ~2 outcomes|list|points|report",
     Take::question, Where::anywhere, .8},
    {"does|do|did|will|should|could|doesn't|shouldn't the|your|this|these ~2 list|report|outcomes|draft "
     "also? include|mention|cover|address|contain {}",
     Take::question, Where::anywhere, .9},
    {"what|how about {}", Take::question, Where::listed, .7},
    {"are|were you taking account of {}", Take::question, Where::listed, .7},
    {"are|were you covering|including|considering {}", Take::question, Where::listed, .6},
    {"have|had you considered|thought adding|including|mentioning|of|about? adding|including? {}",
     Take::question, Where::listed, .8},
    {"where does|do|would {} come|fit in", Take::question, Where::listed, .6},
    {"i'd also|maybe|perhaps? add|include|suggest|propose {}", Take::clause, Where::listed, .8},
    {"i|we would|might|could|may also|maybe|perhaps? add|include|suggest|propose {}", Take::clause,
     Where::listed, .8},
    {"i'd|i|we would? also? like|love|want to also? see {} added|included|mentioned|covered|listed|there",
     Take::clause, Where::listed, .9},
    {"i'd|i|we would? also? like|love|want to add|include|suggest|propose {}", Take::clause, Where::listed,
     .8},
    {"you could|should|might|may|can perhaps|maybe|also? want|like? to? also? add|include|mention|cover {}",
     Take::clause, Where::listed, .8},
    {"you|you've have|seem? to? have? missed|forgotten|omitted|overlooked|forgot {}", Take::clause,
     Where::listed, .8},
    {"you|you've|report|list have|has? left out {}", Take::clause, Where::listed, .7},
    {"{} is|are|seems|seem|was|were still|also|completely|entirely? missing|absent from|in|on "
     "the|your|this|our|these ~2 list|report|outcomes|draft|points",
     Take::clause, Where::anywhere, .9},
    {"{} should|could|ought|must|might to? also? be also? added|included|mentioned|listed|put? "
     "to|in|on|among|into|as the|your|this|our|these|an|another ~2 list|report|outcomes|outcome|draft|points",
     Take::clause, Where::anywhere, .9},
    {"{} belongs|belong on|in|among the|your|this|these ~2 list|report|outcomes|points", Take::clause,
     Where::anywhere, .9},
    {"no|any|not|without a? mention|outcome|outcomes|reference|bullet of|about|on|for|to|covering {}",
     Take::clause, Where::listed, .8},
    {"don't|doesn't|not|never see|find|mention|mentions anything|something about|on {}", Take::clause,
     Where::listed, .8},
    {"what's missing ~5 is {}", Take::clause, Where::listed, .8},
    {"what i|is|i'm|we|we're miss|missing ~5 is {}", Take::clause, Where::listed, .8},
    {"worth adding|including|listing|mentioning {}", Take::clause, Where::listed, .7},
    {"another|further|additional ~1 outcome|benefit|advantage|point is|are|was|would|might|could be? {}",
     Take::clause, Where::listed, .8},
    {"another|further|additional ~1 outcome {}", Take::quote, Where::anywhere, .8},
    {"one of the|my ~2 benefits|advantages|outcomes ~8 is|are|was|has been? {}", Take::clause, Where::listed,
     .8},
    {"my|the main|biggest|greatest|key|single ~1 benefit|outcome|advantage ~8 is|was|has been? {}",
     Take::clause, Where::listed, .7},
}};

// A comment that discusses a list speaks of it with an article or a possessive, or by number.
constexpr std::array<std::string_view, 6> kListTalk{{
    "your|these|those|our|valid|key|other|stated|proposed|listed|preliminary ~1 "
    "outcomes|outcome|list|points|examples|themes|report|draft|recommendations|objectives|paper",
    "the|this|an|another|missing outcomes|outcome",
    "the|this ~1 list|report|draft",
    "examples|outcomes|points|list you|they give|gave|list|have|mention|mentioned|provide|put",
    "outcome|number|point|points|outcomes 1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20",
    "missing from the|your|this",
}};

constexpr std::size_t kReplaceWithin =
    330;  // bytes between a vague question and the wording that replaces it
constexpr std::size_t kQuoteWithin =
    7;  // words between a cue and its quotation: "something along the lines of"

/// Patterns in the order of their first words, so that most tokens are dismissed by one binary search.
class PatternTable {
 public:
  template <typename Rows, typename Written>
  PatternTable(const Rows& rows, const Written& written) {
    for (const auto& row : rows) patterns_.emplace_back(written(row));
    for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
      for (const std::string& word : patterns_[i].first_words()) entries_.push_back({word, i});
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.word != b.word ? a.word < b.word : a.pattern < b.pattern;
    });
  }

  /// Calls `visit(number of the pattern, match)` for all that fit at the token, until it says true.
  template <typename Visit>
  bool first(std::span<const std::string_view> forms, TokenRange sentence, std::size_t at,
             const Visit& visit) const {
    auto entry = std::lower_bound(
        entries_.begin(), entries_.end(), forms[at],
        [](const Entry& e, std::string_view word) { return std::string_view(e.word) < word; });
    for (; entry != entries_.end() && entry->word == forms[at]; ++entry) {
      const auto match = patterns_[entry->pattern].match(forms, sentence, at);
      if (match && visit(entry->pattern, *match)) return true;
    }
    return false;
  }

 private:
  struct Entry {
    std::string word;
    std::uint32_t pattern;
  };
  std::vector<CuePattern> patterns_;
  std::vector<Entry> entries_;
};

const PatternTable& cue_table() {
  static const PatternTable table(kCues, [](const CueRow& row) { return row.pattern; });
  return table;
}

const PatternTable& list_talk_table() {
  static const PatternTable table(kListTalk, [](std::string_view written) { return written; });
  return table;
}

struct Found {
  Proposal proposal;
  Take take = Take::clause;
  Where where = Where::anywhere;
  corpus::Span sentence;
};

/// One document being read.
struct Reading {
  std::string_view text;
  std::span<const Token> tokens;
  const Analyzer& analyzer;
  std::vector<std::string_view> forms;
  std::vector<CueSentence> sentences;
};

bool is_question(std::string_view sentence) {
  const std::size_t last = sentence.find_last_not_of(" \n\t\r.!)\"");
  return last != std::string_view::npos && sentence[last] == '?';
}

std::optional<Wording> wording_of(const Reading& reading, const CueSentence& sentence, const CueRow& row,
                                  const CueMatch& match) {
  if (row.take == Take::question && !is_question(corpus::cut(reading.text, sentence.span)))
    return std::nullopt;
  const std::size_t cue_end = reading.tokens[match.words.end - 1].span.end;
  const bool follows = match.captured.begin >= match.words.end;
  if (follows) {
    // The mark may open a new sentence for the segmenter, so the quotation is looked for in the text.
    auto quoted = quoted_wording(reading.text, reading.tokens, cue_end, match.words.end + kQuoteWithin);
    if (quoted) return quoted;
  }
  if (row.take == Take::quote) return std::nullopt;
  return clause_wording(reading.text, reading.tokens, reading.forms, reading.analyzer, match.captured);
}

std::vector<std::string> content_stems(const Reading& reading, corpus::Span span) {
  std::vector<std::string> stems;
  auto token = std::lower_bound(reading.tokens.begin(), reading.tokens.end(), span.begin,
                                [](const Token& t, std::size_t at) { return t.span.begin < at; });
  for (; token != reading.tokens.end() && token->span.end <= span.end; ++token) {
    const Form& form = reading.analyzer.form(token->form);
    if (!form.stop && !form.number) stems.emplace_back(reading.analyzer.stem(form.stem));
  }
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

bool talks_of_a_list(const Reading& reading) {
  for (const CueSentence& sentence : reading.sentences) {
    for (std::size_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      const auto any = [](std::uint32_t, const CueMatch&) { return true; };
      if (list_talk_table().first(reading.forms, sentence.tokens, at, any)) return true;
    }
  }
  return false;
}

/// The first cue of a sentence that yields a wording: a sentence proposes one thing. `listed` is found out
/// when a weak cue first asks.
std::optional<Found> first_in(const Reading& reading, const CueSentence& sentence,
                              std::optional<bool>& listed) {
  std::optional<Found> found;
  const auto take = [&](std::uint32_t number, const CueMatch& match) {
    const CueRow& row = kCues[number];
    auto wording = wording_of(reading, sentence, row, match);
    if (!wording) return false;
    if (row.where == Where::listed) {
      if (!listed) listed = talks_of_a_list(reading);
      if (!*listed) return false;
    }
    const corpus::Span cue{reading.tokens[match.words.begin].span.begin,
                           reading.tokens[match.words.end - 1].span.end};
    found = Found{.proposal = {.cue = cue,
                               .wording = wording->span,
                               .statement = std::move(wording->statement),
                               .weight = row.weight,
                               .quoted = wording->quoted,
                               .stems = content_stems(reading, wording->span)},
                  .take = row.take,
                  .where = row.where,
                  .sentence = sentence.span};
    return true;
  };
  for (std::size_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    if (cue_table().first(reading.forms, sentence.tokens, at, take)) return found;
  }
  return std::nullopt;
}

void add_stems(std::vector<std::string>& stems, const std::vector<std::string>& more) {
  stems.insert(stems.end(), more.begin(), more.end());
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
}

/// A vague question gives way to the quoted wording that follows closely: it only led to it. A cue that needs
/// such a question is dropped without one.
std::vector<Proposal> settle(const Reading& reading, std::vector<Found> found) {
  std::vector<Proposal> proposals;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Proposal& proposal = found[i].proposal;
    const bool led = i > 0 && found[i - 1].take == Take::question && !found[i - 1].proposal.quoted &&
                     proposal.cue.begin - found[i - 1].proposal.cue.begin < kReplaceWithin;
    if (led && proposal.quoted) {
      const corpus::Span lead{found[i - 1].sentence.begin, found[i].sentence.begin};
      add_stems(proposal.stems, content_stems(reading, lead));
      proposals.pop_back();
    } else if (found[i].where == Where::after_question) {
      found[i].take = Take::clause;
      continue;
    }
    proposals.push_back(std::move(proposal));
  }
  return proposals;
}

}  // namespace

std::vector<Proposal> find_proposals(std::string_view text, std::span<const corpus::Passage> passages,
                                     std::span<const Token> tokens, const Analyzer& analyzer) {
  if (analyzer.options().language != "en" || tokens.empty()) return {};
  const Reading reading{.text = text,
                        .tokens = tokens,
                        .analyzer = analyzer,
                        .forms = folded_words(tokens, analyzer),
                        .sentences = cue_sentences(text, passages, tokens)};
  std::optional<bool> listed;
  std::vector<Found> found;
  for (const CueSentence& sentence : reading.sentences) {
    auto one = first_in(reading, sentence, listed);
    if (!one) continue;
    const bool drop =
        one->where == Where::after_question && (found.empty() || found.back().take != Take::question);
    if (!drop) found.push_back(std::move(*one));
  }
  return settle(reading, std::move(found));
}

}  // namespace bearout::models
