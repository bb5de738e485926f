#include "models/wordnet/wordnet_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <fstream>
#include <optional>

#include "corpus/ascii.hpp"
#include "corpus/utf8.hpp"
#include "models/error.hpp"

namespace bearout::models::wordnet {

namespace {

// In the order of PartOfSpeech.
constexpr std::array<std::string_view, 4> kParts{"noun", "verb", "adj", "adv"};

/// One file of the database, line by line and field by field.
class TableFile {
 public:
  explicit TableFile(const std::filesystem::path& path) : name_(path.string()), in_(path, std::ios::binary) {
    if (!in_) fail("can't be opened; is this the folder of WordNet's database?");
  }

  /// The next line that is not of the licence, which stands in front indented by two spaces.
  bool next() {
    while (std::getline(in_, line_)) {
      ++number_;
      if (!corpus::is_valid_utf8(line_)) fail("is not UTF-8");
      if (line_.starts_with("  ")) {
        add_notice(line_);
        continue;
      }
      rest_ = line_;
      return true;
    }
    return false;
  }

  /// The licence as far as it was passed over.
  [[nodiscard]] const std::string& notice() const { return notice_; }

  /// The rest of the line from where the last field ended.
  [[nodiscard]] std::string_view rest() const { return rest_; }

  std::string_view field() {
    const std::size_t begin = std::min(rest_.find_first_not_of(' '), rest_.size());
    const std::size_t end = std::min(rest_.find(' ', begin), rest_.size());
    if (begin == end) fail("ends too early");
    const std::string_view text = rest_.substr(begin, end - begin);
    rest_.remove_prefix(end);
    return text;
  }
  [[nodiscard]] bool has_field() const { return rest_.find_first_not_of(' ') != std::string_view::npos; }

  std::uint32_t number(int base = 10) { return number_of(field(), base); }
  std::uint32_t number_of(std::string_view text, int base = 10) const {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) fail("a number is missing");
    return value;
  }

  [[noreturn]] void fail(std::string_view what) const {
    const std::string line = number_ == 0 ? "" : ":" + std::to_string(number_);
    throw Error(name_ + line + ": " + std::string(what));
  }

 private:
  /// Lines are "  1 text  ".
  void add_notice(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" 0123456789"), line.size()));
    line.remove_suffix(line.size() - (line.find_last_not_of(' ') + 1));
    notice_.append(line).push_back('\n');
  }

  std::string name_;
  std::ifstream in_;
  std::string line_;
  std::string_view rest_;
  std::size_t number_ = 0;
  std::string notice_;
};

std::size_t part_of(char symbol, const TableFile& file) {
  switch (symbol) {
    case 'n':
      return 0;
    case 'v':
      return 1;
    case 'a':
    case 's':
      return 2;
    case 'r':
      return 3;
    default:
      file.fail("an unknown part of speech");
  }
}

std::optional<Relation> relation_of(std::string_view symbol) {
  if (symbol == "@") return Relation::hypernym;
  if (symbol == "&") return Relation::similar;
  if (symbol == "+") return Relation::derived;
  if (symbol == "^") return Relation::also;
  if (symbol == "!") return Relation::antonym;
  return std::nullopt;
}

/// "Social_Democrat", "galore(ip)" -> "social democrat", "galore".
std::string plain_word(std::string_view field) {
  std::string word(field.substr(0, field.find('(')));
  for (char& c : word) c = c == '_' ? ' ' : corpus::ascii_lower(c);
  return word;
}

/// Builds synsets whose pointers hold, until all files are read, part of speech and offset of their target.
class Reader {
 public:
  explicit Reader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  WordNet read() {
    for (std::size_t part = 0; part < kParts.size(); ++part) read_synsets(part);
    resolve_pointers();
    for (std::size_t part = 0; part < kParts.size(); ++part) {
      read_lemmas(part);
      read_irregular(part);
    }
    read_tag_counts();
    return std::move(wordnet_);
  }

 private:
  struct Target {
    std::size_t part;
    std::uint32_t offset;
  };

  [[nodiscard]] TableFile open(std::string_view stem, std::string_view part) const {
    return TableFile(folder_ / (std::string(stem) + std::string(part)));
  }

  void read_synsets(std::size_t part) {
    TableFile file = open("data.", kParts[part]);
    while (file.next()) {
      const std::uint32_t offset = file.number();
      offsets_[part].emplace_back(offset, static_cast<std::uint32_t>(wordnet_.synsets.size()));
      file.field();  // lexicographer's file
      file.field();  // kind of synset
      Synset synset;
      for (std::uint32_t words = file.number(16); words > 0; --words) {
        synset.words.push_back(plain_word(file.field()));
        file.field();  // number within the lexicographer's file
      }
      for (std::uint32_t pointers = file.number(); pointers > 0; --pointers) read_pointer(file, synset);
      const std::size_t bar = file.rest().find('|');
      if (bar != std::string_view::npos) synset.gloss = file.rest().substr(bar + 1);
      wordnet_.synsets.push_back(std::move(synset));
    }
    if (part == 0) wordnet_.notice = file.notice();
  }

  void read_pointer(TableFile& file, Synset& synset) {
    const auto relation = relation_of(file.field());
    const std::uint32_t offset = file.number();
    const std::size_t part = part_of(file.field().front(), file);
    const std::string_view ends = file.field();
    if (!relation) return;
    if (ends.size() != 4) file.fail("a pointer is incomplete");
    synset.pointers.push_back({*relation, 0, static_cast<std::uint8_t>(file.number_of(ends.substr(0, 2), 16)),
                               static_cast<std::uint8_t>(file.number_of(ends.substr(2), 16))});
    targets_.push_back({part, offset});
  }

  void resolve_pointers() {
    for (auto& list : offsets_) std::sort(list.begin(), list.end());
    std::size_t next = 0;
    for (Synset& synset : wordnet_.synsets) {
      for (Pointer& pointer : synset.pointers) {
        pointer.synset = synset_at(targets_[next++]);
        if (pointer.from > synset.words.size() ||
            pointer.to > wordnet_.synsets[pointer.synset].words.size()) {
          throw Error(folder_.string() + ": a pointer leads to a word that is not there");
        }
      }
    }
  }

  [[nodiscard]] std::uint32_t synset_at(Target target) const {
    const auto& list = offsets_[target.part];
    const auto found = std::lower_bound(list.begin(), list.end(), std::pair(target.offset, std::uint32_t{0}));
    if (found == list.end() || found->first != target.offset) {
      throw Error(folder_.string() + ": a pointer leads to no synset: " + std::to_string(target.offset));
    }
    return found->second;
  }

  void read_lemmas(std::size_t part) {
    TableFile file = open("index.", kParts[part]);
    while (file.next()) {
      Lemma lemma;
      lemma.part = static_cast<PartOfSpeech>(part);
      lemma.text = plain_word(file.field());
      file.field();  // part of speech
      file.field();  // number of synsets, again below
      const std::uint32_t kinds = file.number();
      for (std::uint32_t i = 0; i < kinds; ++i) file.field();
      const std::uint32_t senses = file.number();
      file.field();  // senses that were tagged
      for (std::uint32_t i = 0; i < senses; ++i) lemma.senses.push_back(synset_at({part, file.number()}));
      wordnet_.lemmas.push_back(std::move(lemma));
    }
  }

  void read_irregular(std::size_t part) {
    TableFile file(folder_ / (std::string(kParts[part]) + ".exc"));
    while (file.next()) {
      const std::string form = plain_word(file.field());
      while (file.has_field()) {
        wordnet_.irregular.push_back({static_cast<PartOfSpeech>(part), form, plain_word(file.field())});
      }
    }
  }

  void read_tag_counts() {
    TableFile file(folder_ / "cntlist.rev");
    auto& counts = wordnet_.tag_counts;
    while (file.next()) {
      const std::string_view key = file.field();
      file.field();  // number of the sense
      counts.emplace_back(plain_word(key.substr(0, key.find('%'))), file.number());
    }
    std::sort(counts.begin(), counts.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (kept > 0 && counts[kept - 1].first == counts[i].first) {
        counts[kept - 1].second += counts[i].second;
      } else {
        if (kept != i) counts[kept] = std::move(counts[i]);
        ++kept;
      }
    }
    counts.resize(kept);
  }

  std::filesystem::path folder_;
  WordNet wordnet_;
  std::array<std::vector<std::pair<std::uint32_t, std::uint32_t>>, kParts.size()> offsets_;
  std::vector<Target> targets_;  ///< of all pointers, in order
};

}  // namespace

std::uint32_t WordNet::tag_count(std::string_view lemma) const {
  const auto found =
      std::lower_bound(tag_counts.begin(), tag_counts.end(), lemma,
                       [](const auto& entry, std::string_view text) { return entry.first < text; });
  return found != tag_counts.end() && found->first == lemma ? found->second : 0;
}

WordNet read_wordnet(const std::filesystem::path& folder) {
  return Reader(folder).read();
}

}  // namespace bearout::models::wordnet
