#include "models/reviewed_file.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bearout::models {

namespace {

void write(ArchiveWriter& out, const DecidedPassage& passage) {
  out.write_text(passage.document);
  out.write_text(passage.text);
  out.write_integer(passage.place ? 1 : 0);
  out.write_integer(passage.place ? passage.place->start : 0);
  out.write_integer(passage.place ? passage.place->end : 0);
}

DecidedPassage read_decided_passage(ArchiveReader& in) {
  DecidedPassage passage{in.read_text(), in.read_text(), {}};
  const bool placed = in.read_integer() != 0;
  const Place place{in.read_integer(), in.read_integer()};
  if (placed) passage.place = place;
  return passage;
}

void write(ArchiveWriter& out, const DecidedFacts& facts) {
  out.write_integer(facts.pairs.size());
  for (const DecidedPair& pair : facts.pairs) {
    write(out, pair.passage);
    out.write_text(pair.outcome);
    out.write_integer(static_cast<std::uint64_t>(pair.decision));
    out.write_integer(pair.framing ? 1 + static_cast<std::uint64_t>(*pair.framing) : 0);
  }
  out.write_integer(facts.framings.size());
  for (const DecidedFraming& framing : facts.framings) {
    write(out, framing.passage);
    out.write_integer(framing.outcome ? 1 : 0);
    out.write_text(framing.outcome.value_or(""));
    out.write_integer(framing.confirmed ? 1 : 0);
  }
  out.write_integer(facts.dismissed.size());
  for (const std::string& statement : facts.dismissed) out.write_text(statement);
}

DecidedFacts read_decided(ArchiveReader& in, std::string_view name) {
  DecidedFacts facts;
  for (std::size_t left = in.read_count(64); left > 0; --left) {
    DecidedPair& pair = facts.pairs.emplace_back();
    pair.passage = read_decided_passage(in);
    pair.outcome = in.read_text();
    const std::uint64_t decision = in.read_integer();
    const std::uint64_t framing = in.read_integer();
    if (decision > static_cast<std::uint64_t>(Decision::unsure) ||
        framing > 1 + static_cast<std::uint64_t>(Verdict::unclear))
      throw parts_unfit(name);
    pair.decision = static_cast<Decision>(decision);
    if (framing > 0) pair.framing = static_cast<Verdict>(framing - 1);
  }
  for (std::size_t left = in.read_count(64); left > 0; --left) {
    DecidedFraming& framing = facts.framings.emplace_back();
    framing.passage = read_decided_passage(in);
    const bool has_outcome = in.read_integer() != 0;
    std::string outcome = in.read_text();
    if (has_outcome) framing.outcome = std::move(outcome);
    framing.confirmed = in.read_integer() != 0;
  }
  for (std::size_t left = in.read_count(8); left > 0; --left) facts.dismissed.push_back(in.read_text());
  return facts;
}

template <typename Matrix>
void write_matrix(ArchiveWriter& out, const Matrix& matrix) {
  out.write_integer(static_cast<std::uint64_t>(matrix.rows()));
  out.write_figures({matrix.data(), static_cast<std::size_t>(matrix.size())});
}

/// A matrix with that many columns.
Eigen::MatrixXf read_matrix(ArchiveReader& in, std::string_view name, std::size_t columns) {
  const std::uint64_t rows = in.read_integer();
  const std::vector<float> figures = in.read_figures();
  if (columns == 0 ? !figures.empty() || rows > 0
                   : rows != figures.size() / columns || figures.size() % columns != 0)
    throw parts_unfit(name);
  return Eigen::Map<const Eigen::MatrixXf>(figures.data(), static_cast<Eigen::Index>(rows),
                                           static_cast<Eigen::Index>(columns));
}

void write(ArchiveWriter& out, const Reviewed& reviewed) {
  out.write_integer(reviewed.taught);
  if (reviewed.correction.empty()) return;
  const PassageSpace& space = reviewed.space;
  out.write_integer(space.terms.size());
  for (const TermId term : space.terms) out.write_integer(term);
  write_matrix(out, space.stems);
  out.write_integer(space.forms.size());
  for (TermId form = 0; form < space.forms.size(); ++form) {
    out.write_text(space.forms[form]);
    out.write_integer(space.forms.frequency(form));
  }
  out.write_figures(space.form_idf);
  write_matrix(out, space.words);
  out.write_figures({space.mean_meaning.data(), static_cast<std::size_t>(space.mean_meaning.size())});
  out.write_real(reviewed.scale.mean_logit);
  out.write_real(reviewed.scale.logit_deviation);
  for (std::size_t c = 0; c < kChannels; ++c) {
    out.write_real(reviewed.scale.channel_means[c]);
    out.write_real(reviewed.scale.channel_deviations[c]);
  }
  const Correction& correction = reviewed.correction;
  write_matrix(out, correction.texts);
  for (Eigen::Index j = 0; j < correction.texts.cols(); ++j) {
    out.write_real(correction.intercepts[j]);
    out.write_real(correction.standings[j]);
  }
  for (const double channel : correction.channels) out.write_real(channel);
  out.write_real(correction.slope);
  out.write_real(correction.offset);
  out.write_real(correction.floor);
  out.write_real(correction.stretch);
}

PassageSpace read_passage_space(ArchiveReader& in, std::string_view name, std::size_t terms) {
  PassageSpace space;
  for (std::size_t left = in.read_count(8); left > 0; --left) {
    const std::uint64_t term = in.read_integer();
    if (term >= terms || (!space.terms.empty() && term <= space.terms.back())) throw parts_unfit(name);
    space.terms.push_back(static_cast<TermId>(term));
  }
  space.stems = read_matrix(in, name, space.terms.size());
  std::vector<std::string> forms;
  std::vector<std::uint64_t> frequencies;
  for (std::size_t left = in.read_count(16); left > 0; --left) {
    forms.push_back(in.read_text());
    frequencies.push_back(in.read_integer());
    if (forms.size() > 1 && !(forms[forms.size() - 2] < forms.back())) throw parts_unfit(name);
  }
  space.forms = Vocabulary(forms, std::move(frequencies));
  space.form_idf = in.read_figures();
  if (space.form_idf.size() != forms.size()) throw parts_unfit(name);
  space.words = read_matrix(in, name, forms.size());
  const std::vector<float> mean = in.read_figures();
  space.mean_meaning = Eigen::Map<const Eigen::VectorXf>(mean.data(), static_cast<Eigen::Index>(mean.size()));
  return space;
}

/// What decisions taught a model whose outcomes, vocabulary and space are there.
Reviewed read_reviewed(ArchiveReader& in, std::string_view name, const Model& model) {
  Reviewed reviewed;
  reviewed.taught = in.read_integer();
  if (reviewed.taught == 0) return reviewed;
  reviewed.space = read_passage_space(in, name, model.vocabulary.size());
  const Eigen::Index meaning = reviewed.space.mean_meaning.size();
  if (meaning != (model.space.knowledge ? model.space.mean_meaning.size() : 0)) throw parts_unfit(name);
  reviewed.scale.mean_logit = in.read_real();
  reviewed.scale.logit_deviation = in.read_real();
  for (std::size_t c = 0; c < kChannels; ++c) {
    reviewed.scale.channel_means[c] = in.read_real();
    reviewed.scale.channel_deviations[c] = in.read_real();
  }
  Correction& correction = reviewed.correction;
  const std::size_t m = model.outcomes.size();
  correction.texts = read_matrix(in, name, m);
  if (correction.empty() || correction.texts.rows() != reviewed.space.dimensions()) throw parts_unfit(name);
  correction.intercepts.resize(static_cast<Eigen::Index>(m));
  correction.standings.resize(static_cast<Eigen::Index>(m));
  for (Eigen::Index j = 0; j < correction.texts.cols(); ++j) {
    correction.intercepts[j] = in.read_real();
    correction.standings[j] = in.read_real();
  }
  for (double& channel : correction.channels) channel = in.read_real();
  correction.slope = in.read_real();
  correction.offset = in.read_real();
  correction.floor = in.read_real();
  correction.stretch = in.read_real();
  return reviewed;
}

void write(ArchiveWriter& out, std::span<const Question> questions) {
  out.write_integer(questions.size());
  for (const Question& question : questions) {
    out.write_text(question.document);
    out.write_integer(question.start);
    out.write_integer(question.outcome);
  }
}

std::vector<Question> read_questions(ArchiveReader& in, std::string_view name, std::size_t outcomes) {
  std::vector<Question> questions;
  for (std::size_t left = in.read_count(24); left > 0; --left) {
    Question& question = questions.emplace_back();
    question.document = in.read_text();
    question.start = in.read_integer();
    const std::uint64_t outcome = in.read_integer();
    if (outcome >= outcomes) throw parts_unfit(name);
    question.outcome = static_cast<std::uint32_t>(outcome);
  }
  return questions;
}

}  // namespace

void save_reviewed(const Model& model, ArchiveWriter& out) {
  write(out, model.decided);
  write(out, model.reviewed);
  write(out, model.questions.among_all);
  write(out, model.questions.among_suggested);
}

void load_reviewed(ArchiveReader& in, std::string_view name, Model& model) {
  model.decided = read_decided(in, name);
  model.reviewed = read_reviewed(in, name, model);
  model.questions.among_all = read_questions(in, name, model.outcomes.size());
  model.questions.among_suggested = read_questions(in, name, model.outcomes.size());
}

Error parts_unfit(std::string_view name) {
  return Error(std::string(name) + ": its parts don't fit each other; make it again");
}

}  // namespace bearout::models
