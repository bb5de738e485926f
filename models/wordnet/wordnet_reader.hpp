#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The compiler of knowledge files: WordNet's database in, the content of a models::Knowledge out. Runs when
/// bearout is built and is no part of the installed library.
namespace bearout::models::wordnet {

/// The kinds of pointers that are used here; the reader leaves out all others.
enum class Relation : std::uint8_t {
  hypernym,  ///< "@": a tulip is a flower
  similar,   ///< "&": an adjective and the one that stands for its cluster
  derived,   ///< "+": inclusion, include
  also,      ///< "^": see also
  antonym    ///< "!"
};

struct Pointer {
  Relation relation = Relation::hypernym;
  std::uint32_t synset = 0;  ///< where it points: index into WordNet::synsets
  std::uint8_t from = 0;     ///< number of the word that it belongs to, from 1; 0: all of the synset
  std::uint8_t to = 0;       ///< number of the word that it points to, likewise
};

/// Words of one meaning.
struct Synset {
  std::vector<std::string> words;  ///< lower case, with spaces, without syntactic markers
  std::vector<Pointer> pointers;
  std::string gloss;  ///< definition and examples
};

/// A word as one part of speech.
struct Lemma {
  std::string text;                   ///< as in Synset::words
  std::vector<std::uint32_t> senses;  ///< indices into WordNet::synsets, most usual first
};

struct IrregularForm {
  std::string form, base;  ///< "children", "child"
};

struct WordNet {
  std::vector<Synset> synsets;  ///< nouns, verbs, adjectives, adverbs; each in the order of the file
  std::vector<Lemma> lemmas;    ///< likewise
  std::vector<IrregularForm> irregular;
  /// How often a lemma was met in the texts that WordNet's makers tagged, sorted by lemma; those never met
  /// are left out.
  std::vector<std::pair<std::string, std::uint32_t>> tag_counts;

  [[nodiscard]] std::uint32_t tag_count(std::string_view lemma) const;
};

/// Reads data.*, index.*, *.exc and cntlist.rev of WordNet 3.0 (formats: wndb(5WN)). Throws models::Error
/// with file, line and what is wrong.
[[nodiscard]] WordNet read_wordnet(const std::filesystem::path& folder);

}  // namespace bearout::models::wordnet
