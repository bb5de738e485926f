#include "models/term_table.hpp"

#include <algorithm>

#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

// Of stems that the sample lacks. They are rare, so few of them come again.
constexpr std::size_t kMostBytes = std::size_t{24} << 20U;

// A shared table's rows are in so many rooms, each filled by one thread; of few terms in one, since a room
// takes a MB at least.
constexpr std::size_t kRooms = 4;
constexpr std::size_t kFewTerms = 10'000;

}  // namespace

std::span<float> FigureRoom::take(std::size_t figures) {
  if (figures == 0) return {};
  if (figures > left_.size()) {
    const std::size_t size = std::max(figures, kBlockFigures);
    blocks_.push_back(std::make_unique_for_overwrite<float[]>(size));
    left_ = {blocks_.back().get(), size};
  }
  const std::span<float> taken = left_.first(figures);
  left_ = left_.subspan(figures);
  return taken;
}

void FigureRoom::clear() {
  blocks_.clear();
  left_ = {};
}

TermFigures FigureSources::work_out(std::string_view stem, TermId term, FigureRoom& room) const {
  const std::size_t m = space->outcomes();
  TermFigures result;
  const auto row = [&](Channel channel) {
    const std::span<float> figures = room.take(m);
    result.channels[static_cast<std::size_t>(channel)] = figures.data();
    return figures;
  };
  OutcomeIndex::Figures out;
  if (!words_alone) {
    out.parts = row(Channel::parts);
    result.parts_square = static_cast<float>(outcomes->read_parts(stem, out));
  }
  result.vector = outcomes->vector_of(stem);
  const bool has_vector = result.vector != Knowledge::kNone;
  if (!has_vector && !outcomes->holds(term)) return result;
  out.alike = row(Channel::alike);
  out.words = row(Channel::words);
  if (outcomes->read_words(term, result.vector, out)) {
    for (std::size_t j = 0; j < m; ++j) {
      if (space->widened_lengths[j] > 0) out.words[j] /= static_cast<float>(space->widened_lengths[j]);
    }
    if (words_alone) result.channels[static_cast<std::size_t>(Channel::alike)] = nullptr;
  } else {  // most stems: no outcome holds them, or a word near them
    room.give_back(out.words);
    result.channels[static_cast<std::size_t>(Channel::words)] = nullptr;
  }
  return result;
}

void FigureSources::add_meaning(TermFigures& figures, FigureRoom& room) const {
  OutcomeIndex::Figures out;
  out.meaning = room.take(space->outcomes());
  outcomes->read_meaning(figures.vector, out);
  figures.channels[static_cast<std::size_t>(Channel::meaning)] = out.meaning.data();
  const auto vector = space->knowledge->vector(figures.vector);
  float product = 0;
  for (std::size_t k = 0; k < vector.size(); ++k)
    product += static_cast<float>(vector[k]) * space->mean_meaning[static_cast<Eigen::Index>(k)];
  figures.to_mean = product * space->knowledge->scale(figures.vector);
}

FigureTable::FigureTable(const FigureSources& sources, const Vocabulary& vocabulary,
                         std::span<const TermId> terms, const Parallel& parallel)
    : rooms_(terms.size() < kFewTerms ? 1 : kRooms),
      figures_(terms.size()),
      rows_(vocabulary.size(), kNoRow) {
  for (std::uint32_t row = 0; row < terms.size(); ++row) rows_[terms[row]] = row;
  const auto fill = [&](std::size_t r) {
    for (std::size_t i = r * terms.size() / rooms_.size(); i < (r + 1) * terms.size() / rooms_.size(); ++i) {
      figures_[i] = sources.work_out(vocabulary[terms[i]], terms[i], rooms_[r]);
      if (!figures_[i].is_complete()) sources.add_meaning(figures_[i], rooms_[r]);
    }
  };
  parallel(rooms_.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) fill(r);
  });
}

TermTable::TermTable(const FigureSources& sources, const FigureTable& shared, const CorpusLearning* learning)
    : sources_(sources), shared_(&shared), learning_(learning) {}

void TermTable::forget() {
  places_.clear();
  figures_.clear();
  terms_.clear();
  room_.clear();
}

void TermTable::begin_text() {
  if (room_.bytes() > kMostBytes) forget();
}

const TermFigures& TermTable::add(const TextTerm& term, const Analyzer& analyzer) {
  if (term.stem >= places_.size()) places_.resize(term.stem + std::size_t{1} + term.stem / 2, nullptr);
  const TermFigures* const known = term.term == Vocabulary::kNone ? nullptr : shared_->find(term.term);
  figures_.push_back(known != nullptr ? *known
                                      : sources_.work_out(analyzer.stem(term.stem), term.term, room_));
  terms_.push_back(term.term);
  add_learning(term.term, figures_.back());
  measure(figures_.back());
  places_[term.stem] = &figures_.back();
  return figures_.back();
}

void TermTable::complete(StemId stem) {
  TermFigures& figures = *places_[stem];
  if (figures.is_complete()) return;
  sources_.add_meaning(figures, room_);
  measure(figures, static_cast<std::size_t>(Channel::meaning));
}

void TermTable::learn(const CorpusLearning* learning) {
  learning_ = learning;
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    add_learning(terms_[i], figures_[i]);
    measure(figures_[i]);
  }
}

void TermTable::measure(TermFigures& figures) const {
  for (std::size_t c = 0; c < kTermChannels; ++c) measure(figures, c);
}

void TermTable::measure(TermFigures& figures, std::size_t channel) const {
  const std::size_t m = sources_.space->outcomes();
  if (m < 2 || figures.channels[channel] == nullptr) return;
  const Spread spread = measure_spread({figures.channels[channel], m});
  figures.highest[channel] = spread.highest;
  figures.means[channel] = spread.sum / static_cast<float>(m);
}

void TermTable::add_learning(TermId term, TermFigures& figures) const {
  const std::size_t row = learning_ == nullptr ? CorpusLearning::kNoRow : learning_->row_of(term);
  const bool learned = row != CorpusLearning::kNoRow;
  figures.channels[static_cast<std::size_t>(Channel::self_trained)] =
      learned ? learning_->log_odds_of(row).data() : nullptr;
  figures.channels[static_cast<std::size_t>(Channel::smoothed)] =
      learned ? learning_->attraction_of(row).data() : nullptr;
}

}  // namespace bearout::models
