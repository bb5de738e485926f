#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <istream>
#include <ostream>

#include "models/archive.hpp"
#include "models/error.hpp"
#include "models/model.hpp"
#include "models/reviewed_file.hpp"

namespace bearout::models {

namespace {

constexpr std::string_view kKind = "model";

void write(ArchiveWriter& out, const corpus::Outcome& outcome) {
  out.write_text(outcome.id);
  out.write_text(outcome.text);
  out.write_text(outcome.title);
  out.write_integer(outcome.keywords.size());
  for (const std::string& keyword : outcome.keywords) out.write_text(keyword);
}

corpus::Outcome read_outcome(ArchiveReader& in) {
  corpus::Outcome outcome{in.read_text(), in.read_text(), in.read_text(), {}};
  for (std::size_t left = in.read_count(8); left > 0; --left) outcome.keywords.push_back(in.read_text());
  return outcome;
}

void write(ArchiveWriter& out, const ListFile& file) {
  out.write_text(file.name);
  out.write_integer(file.bytes);
  out.write_text(file.sha256);
}

ListFile read_list_file(ArchiveReader& in) {
  ListFile file;
  file.name = in.read_text();
  file.bytes = in.read_integer();
  file.sha256 = in.read_text();
  return file;
}

void write(ArchiveWriter& out, const FitOptions& options) {
  out.write_text(options.question);
  out.write_real(options.matches_per_document);
  out.write_integer(options.candidates ? 1 : 0);
  out.write_integer(options.candidate_count);
  out.write_integer(options.max_terms);
  out.write_integer(options.seed);
  out.write_integer(options.words_alone ? 1 : 0);
  out.write_text(format_weights(options.weights));
  out.write_text(options.framing_weights);
  write(out, options.list);
  write(out, options.decisions);
  out.write_integer(options.weight_files.size());
  for (const ListFile& file : options.weight_files) write(out, file);
}

FitOptions read_options(ArchiveReader& in, std::string_view name) {
  FitOptions options;
  options.question = in.read_text();
  options.matches_per_document = in.read_real();
  options.candidates = in.read_integer() != 0;
  options.candidate_count = in.read_integer();
  options.max_terms = in.read_integer();
  options.seed = in.read_integer();
  options.words_alone = in.read_integer() != 0;
  options.weights = parse_weights(in.read_text(), name);
  options.framing_weights = in.read_text();
  options.list = read_list_file(in);
  options.decisions = read_list_file(in);
  for (std::size_t left = in.read_count(24); left > 0; --left)
    options.weight_files.push_back(read_list_file(in));
  return options;
}

void write(ArchiveWriter& out, const CorpusTone& tone) {
  out.write_real(tone.lean);
  out.write_integer(tone.words.size());
  for (const CorpusTone::Word& word : tone.words) {
    out.write_integer(word.key);
    out.write_real(static_cast<double>(word.criticism));
  }
}

CorpusTone read_tone(ArchiveReader& in, std::string_view name) {
  CorpusTone tone;
  tone.lean = in.read_real();
  for (std::size_t left = in.read_count(16); left > 0; --left) {
    const FeatureKey key = in.read_integer();
    if (key == 0) throw parts_unfit(name);
    tone.words.push_back({key, static_cast<float>(in.read_real())});
  }
  return tone;
}

void write(ArchiveWriter& out, const Vocabulary& vocabulary, const TermWeights& weights) {
  out.write_integer(vocabulary.size());
  for (TermId term = 0; term < vocabulary.size(); ++term) {
    out.write_text(vocabulary[term]);
    out.write_integer(vocabulary.frequency(term));
    out.write_real(weights.idf[term]);
  }
  out.write_integer(weights.texts);
}

void read_vocabulary(ArchiveReader& in, std::string_view name, Model& model) {
  const std::size_t count = in.read_count(24);
  std::vector<std::string> stems;
  std::vector<std::uint64_t> frequencies;
  for (std::size_t i = 0; i < count; ++i) {
    stems.push_back(in.read_text());
    frequencies.push_back(in.read_integer());
    model.weights.idf.push_back(in.read_real());
    if (i > 0 && !(stems[i - 1] < stems[i]))
      throw Error(std::string(name) + ": its terms are out of order; make it again");
  }
  model.weights.texts = in.read_integer();
  model.vocabulary = Vocabulary(stems, std::move(frequencies));
}

void write(ArchiveWriter& out, const SparseVector& row) {
  out.write_integer(row.size());
  for (const TermWeight& entry : row) {
    out.write_integer(entry.term);
    out.write_real(entry.weight);
  }
}

SparseVector read_row(ArchiveReader& in, std::string_view name, std::size_t terms) {
  SparseVector row;
  for (std::size_t left = in.read_count(16); left > 0; --left) {
    const std::uint64_t term = in.read_integer();
    if (term >= terms || (!row.empty() && term <= row.back().term)) {
      throw Error(std::string(name) + ": names a term that it does not hold; make it again");
    }
    row.push_back({static_cast<TermId>(term), in.read_real()});
  }
  return row;
}

void write(ArchiveWriter& out, const Theme& theme) {
  write(out, theme.centre);
  out.write_real(theme.threshold);
  out.write_text(theme.statement);
  out.write_integer(theme.terms.size());
  for (std::size_t i = 0; i < theme.terms.size(); ++i) {
    out.write_integer(theme.terms[i]);
    out.write_text(theme.words[i]);
  }
  out.write_real(theme.cohesion);
  out.write_real(theme.novelty);
  out.write_integer(theme.nearest_outcome);
}

Theme read_theme(ArchiveReader& in, std::string_view name, std::size_t terms) {
  Theme theme;
  theme.centre = read_row(in, name, terms);
  theme.threshold = in.read_real();
  theme.statement = in.read_text();
  for (std::size_t left = in.read_count(16); left > 0; --left) {
    const std::uint64_t term = in.read_integer();
    if (term >= terms) throw parts_unfit(name);
    theme.terms.push_back(static_cast<TermId>(term));
    theme.words.push_back(in.read_text());
  }
  theme.cohesion = in.read_real();
  theme.novelty = in.read_real();
  theme.nearest_outcome = static_cast<std::uint32_t>(in.read_integer());
  return theme;
}

SparseVector row_of(const SparseRows& matrix, Eigen::Index row) {
  SparseVector entries;
  for (SparseRows::InnerIterator it(matrix, row); it; ++it)
    entries.push_back({static_cast<TermId>(it.col()), it.value()});
  return entries;
}

void write(ArchiveWriter& out, const OutcomeSpace& space) {
  for (std::size_t j = 0; j < space.outcomes(); ++j) {
    write(out, row_of(space.rows, static_cast<Eigen::Index>(j)));
    out.write_real(space.widened_lengths[j]);
  }
  out.write_figures({space.mean_meaning.data(), static_cast<std::size_t>(space.mean_meaning.size())});
}

/// The space of a model whose outcomes, vocabulary and weights are there.
OutcomeSpace read_space(ArchiveReader& in, std::string_view name, const Model& model,
                        std::shared_ptr<const Knowledge> knowledge) {
  std::vector<SparseVector> rows;
  std::vector<double> lengths;
  for (std::size_t j = 0; j < model.outcomes.size(); ++j) {
    rows.push_back(read_row(in, name, model.vocabulary.size()));
    lengths.push_back(in.read_real());
  }
  OutcomeSpace space = make_outcome_space(std::move(rows), model.vocabulary.size(), std::move(knowledge));
  space.widened_lengths = std::move(lengths);
  const std::vector<float> mean = in.read_figures();
  if (mean.size() != (space.knowledge ? space.knowledge->dimensions() : 0)) throw parts_unfit(name);
  space.mean_meaning = Eigen::Map<const Eigen::VectorXf>(mean.data(), static_cast<Eigen::Index>(mean.size()));
  space.meanings = mean_vectors(space, model.vocabulary);
  centre_meanings(space.meanings, space.mean_meaning);
  return space;
}

void write(ArchiveWriter& out, const CorpusLearning& learning) {
  out.write_integer(learning.terms.size());
  for (const TermId term : learning.terms) out.write_integer(term);
  out.write_figures(learning.log_odds);
  out.write_figures(learning.prior);
  out.write_real(learning.trust);
  out.write_figures(learning.attraction);
  out.write_figures(learning.landmark_roots);
  out.write_figures(learning.mean_roots);
  out.write_real(learning.coherence);
}

void write(ArchiveWriter& out, const Landmarks& landmarks) {
  out.write_integer(landmarks.size());
  for (std::size_t l = 0; l < landmarks.size(); ++l)
    write(out, row_of(landmarks.rows, static_cast<Eigen::Index>(l)));
  out.write_figures({landmarks.meanings.data(), static_cast<std::size_t>(landmarks.meanings.size())});
}

Landmarks read_landmarks(ArchiveReader& in, std::string_view name, const Model& model) {
  std::vector<SparseVector> rows;
  for (std::size_t left = in.read_count(8); left > 0; --left)
    rows.push_back(read_row(in, name, model.vocabulary.size()));
  Landmarks landmarks;
  landmarks.rows = to_matrix(rows, model.vocabulary.size());
  const std::vector<float> meanings = in.read_figures();
  const Eigen::Index d = model.space.mean_meaning.size();
  if (meanings.size() != rows.size() * static_cast<std::size_t>(d)) throw parts_unfit(name);
  landmarks.meanings =
      Eigen::Map<const Eigen::MatrixXf>(meanings.data(), d, static_cast<Eigen::Index>(rows.size()));
  return landmarks;
}

CorpusLearning read_learning(ArchiveReader& in, std::string_view name, std::size_t outcomes,
                             std::size_t terms) {
  CorpusLearning learning;
  for (std::size_t left = in.read_count(8); left > 0; --left)
    learning.terms.push_back(static_cast<TermId>(in.read_integer()));
  learning.log_odds = in.read_figures();
  learning.prior = in.read_figures();
  learning.trust = in.read_real();
  learning.attraction = in.read_figures();
  learning.landmark_roots = in.read_figures();
  learning.mean_roots = in.read_figures();
  learning.coherence = in.read_real();
  const std::size_t figures = learning.terms.size() * outcomes;
  const bool taught = !learning.mean_roots.empty();
  const bool ascending =
      std::adjacent_find(learning.terms.begin(), learning.terms.end(),
                         [](TermId a, TermId b) { return a >= b; }) == learning.terms.end();
  if (!ascending || (!learning.terms.empty() && learning.terms.back() >= terms) ||
      learning.log_odds.size() != figures || learning.attraction.size() != figures ||
      learning.prior.size() != (taught ? outcomes : 0) ||
      learning.mean_roots.size() != (taught ? outcomes : 0) ||
      (!taught && (figures > 0 || learning.trust != 0 || !learning.landmark_roots.empty())) ||
      !(learning.trust >= 0 && learning.trust <= 1 && learning.coherence >= 0 && learning.coherence <= 1))
    throw parts_unfit(name);
  return learning;
}

/// The knowledge that the model was fitted with, or an Error.
std::shared_ptr<const Knowledge> same_knowledge(const std::string& digest, std::string_view name,
                                                std::shared_ptr<const Knowledge> knowledge) {
  if (digest.empty()) return nullptr;
  if (!knowledge) {
    throw Error(
        std::string(name) +
        ": was fitted with knowledge from WordNet, and there is none here; install bearout with it, or fit "
        "again");
  }
  if (knowledge->digest() != digest) {
    throw Error(std::string(name) +
                ": was fitted with another edition of WordNet's knowledge than the one here; fit again");
  }
  return knowledge;
}

}  // namespace

std::string to_bytes(const Model& model) {
  ArchiveWriter archive;
  archive.write_text(model.analyzer.language);
  archive.write_integer(static_cast<std::uint64_t>(model.unit));
  write(archive, model.options);
  archive.write_integer(model.documents);
  archive.write_integer(model.passages);
  archive.write_integer(model.rare_terms);
  write(archive, model.vocabulary, model.weights);
  archive.write_integer(model.outcomes.size());
  for (const corpus::Outcome& outcome : model.outcomes) write(archive, outcome);
  archive.write_text(model.space.knowledge ? model.space.knowledge->digest() : "");
  write(archive, model.space);
  archive.write_real(model.pivot);
  write(archive, model.landmarks);
  write(archive, model.learning);
  for (const double mean : model.matcher.standing.outcome_means) archive.write_real(mean);
  archive.write_real(model.matcher.standing.shift);
  archive.write_real(model.matcher.standing.confidence);
  write(archive, model.tone);
  archive.write_integer(model.themes.size());
  for (const Theme& theme : model.themes) write(archive, theme);
  archive.write_integer(model.rivals.size());
  for (const SparseVector& rival : model.rivals) write(archive, rival);
  archive.write_integer(model.placed.size());
  for (const PlacedPassage& passage : model.placed) {
    archive.write_integer(passage.hash);
    archive.write_integer(passage.theme);
  }
  save_reviewed(model, archive);
  return std::move(archive).finish(kKind);
}

void save(const Model& model, std::ostream& out) {
  const std::string bytes = to_bytes(model);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

Model load(std::istream& in, std::string_view name, std::shared_ptr<const Knowledge> knowledge) {
  ArchiveReader archive(in, kKind, name);
  Model model;
  model.analyzer.language = archive.read_language();
  model.unit = archive.read_integer() == 0 ? Unit::passage : Unit::document;
  model.options = read_options(archive, name);
  model.documents = archive.read_integer();
  model.passages = archive.read_integer();
  model.rare_terms = archive.read_integer();
  read_vocabulary(archive, name, model);
  for (std::size_t left = archive.read_count(32); left > 0; --left)
    model.outcomes.push_back(read_outcome(archive));
  knowledge = same_knowledge(archive.read_text(), name, std::move(knowledge));
  model.weights.background = knowledge;
  model.space = read_space(archive, name, model, std::move(knowledge));
  model.matcher.weights = matcher_weights(model);
  model.pivot = archive.read_real();
  model.landmarks = read_landmarks(archive, name, model);
  model.learning = read_learning(archive, name, model.outcomes.size(), model.vocabulary.size());
  if (model.learning.landmark_roots.size() != model.landmarks.size() * model.outcomes.size())
    throw parts_unfit(name);
  for (std::size_t left = kChannels * model.outcomes.size(); left > 0; --left)
    model.matcher.standing.outcome_means.push_back(archive.read_real());
  model.matcher.standing.shift = archive.read_real();
  model.matcher.standing.confidence = archive.read_real();
  model.tone = read_tone(archive, name);
  model.framing = own_framing(model.options, model.tone);
  for (std::size_t left = archive.read_count(56); left > 0; --left) {
    model.themes.push_back(read_theme(archive, name, model.vocabulary.size()));
  }
  for (std::size_t left = archive.read_count(8); left > 0; --left)
    model.rivals.push_back(read_row(archive, name, model.vocabulary.size()));
  for (std::size_t left = archive.read_count(16); left > 0; --left) {
    const std::uint64_t hash = archive.read_integer();
    model.placed.push_back({hash, static_cast<std::uint32_t>(archive.read_integer())});
  }
  load_reviewed(archive, name, model);
  return model;
}

std::string fingerprint(const Model& model) {
  return fingerprint(to_bytes(model));
}

std::string fingerprint(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return digits.data();
}

}  // namespace bearout::models
