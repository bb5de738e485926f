#include "models/statistics.hpp"

#include <xxhash.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "corpus/utf8.hpp"
#include "models/archive.hpp"
#include "models/error.hpp"
#include "models/packed_readings.hpp"

namespace bearout::models {

namespace {

constexpr std::string_view kKind = "statistics";
constexpr std::size_t kLongestSampleText = 20'000;  // bytes; a book in one comment must not fill the memory

// Distinct spellings remembered, as many as a quarter of a million slots take; stems and their counts stay.
constexpr std::size_t kMostForms = 195'000;
constexpr std::size_t kMostStems = 125'000;  // that can be looked up

bool comes_before(const SamplePassage& a, const SamplePassage& b) {
  return std::tie(a.hash, a.document, a.start) < std::tie(b.hash, b.document, b.start);
}

}  // namespace

std::uint64_t sample_hash(std::string_view document, std::uint64_t start) {
  return XXH3_64bits_withSeed(document.data(), document.size(), start);
}

Statistics::Statistics(StatisticsOptions options)
    : options_(std::move(options)), reader_(options_.analyzer) {}

void Statistics::observe(const corpus::Document& document, ReadingPacker* packer) {
  if (document.role == corpus::Role::author) return;
  set_aside_if_full(packer);
  const ReadText& text = reader_.read(document.text);
  if (packer != nullptr) packer->add(text, reader_.analyzer());
  ++documents_;
  const std::size_t count = text.passages.size();
  if (options_.unit == Unit::document) {
    if (count > 0) count_unit(document, 0, count, text);
    return;
  }
  for (std::size_t p = 0; p < count; ++p) count_unit(document, p, p + 1, text);
}

void Statistics::set_aside_if_full(ReadingPacker* packer) {
  Analyzer& analyzer = reader_.analyzer();
  if (analyzer.stem_count() > kMostStems) {
    set_aside(packer);
  } else if (analyzer.form_count() > kMostForms) {
    analyzer.forget_forms();
    if (packer != nullptr) packer->forget_forms();
  }
}

void Statistics::set_aside(ReadingPacker* packer) {
  add_aside(live_terms());
  counts_ = std::vector<Count>();  // not `{}`, which keeps the room
  stems_ = std::vector<StemId>();
  reader_ = TextReader(options_.analyzer);
  if (packer != nullptr) packer->forget_forms();
}

void Statistics::count_unit(const corpus::Document& document, std::size_t first_passage,
                            std::size_t last_passage, const ReadText& text) {
  ++passages_;
  const std::span<const StemId> counted_stems = reader_.analyzer().counted_stems();
  if (counts_.size() < reader_.analyzer().stem_count()) counts_.resize(reader_.analyzer().stem_count());
  // Nothing here branches on what a word is, so that the memory of many is fetched at a time.
  const std::size_t begin = text.first_token[first_passage];
  const std::size_t end = text.first_token[last_passage];
  if (stems_.size() < end - begin) stems_.resize(end - begin);
  std::size_t size = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const StemId stem = counted_stems[text.tokens[i].form];
    stems_[size] = stem;
    size += static_cast<std::size_t>(stem != kNotCounted);
  }
  for (const StemId stem : std::span(stems_).first(size)) {
    Count& count = counts_[stem];
    count.passages += static_cast<std::uint64_t>(count.last_unit != passages_);
    count.last_unit = passages_;
  }
  const corpus::Passage& first = text.passages[first_passage];
  const corpus::Passage& last = text.passages[last_passage - 1];
  keep(sample_hash(document.id, first.start), document.id, first.start, last.end,
       corpus::clip(corpus::cut(document.text, {first.span.begin, last.span.end}), kLongestSampleText));
}

bool Statistics::before(const Place& a, const Place& b) const {
  return a.hash != b.hash ? a.hash < b.hash : comes_before(sample_[a.index], sample_[b.index]);
}

void Statistics::keep(std::uint64_t hash, std::string_view document, std::uint64_t start, std::uint64_t end,
                      std::string_view text) {
  const auto order = [this](const Place& a, const Place& b) { return before(a, b); };
  std::size_t index = sample_.size();
  if (index == options_.sample_size) {
    if (index == 0 || hash > heap_.front().hash) return;
    const SamplePassage& last = sample_[heap_.front().index];
    if (std::tuple(hash, document, start) >=
        std::tuple(last.hash, std::string_view(last.document), last.start))
      return;
    std::pop_heap(heap_.begin(), heap_.end(), order);
    index = heap_.back().index;
    heap_.pop_back();
  } else {
    sample_.emplace_back();
  }
  SamplePassage& passage = sample_[index];  // its strings keep their memory
  passage.hash = hash;
  passage.document.assign(document);
  passage.start = start;
  passage.end = end;
  passage.text.assign(text);
  heap_.push_back({hash, index});
  std::push_heap(heap_.begin(), heap_.end(), order);
}

void Statistics::add_all_but_terms(const Statistics& other) {
  if (!(options_ == other.options_)) {
    throw Error(
        "statistics were counted with different options (language, unit or sample size); observe them alike");
  }
  documents_ += other.documents_;
  passages_ += other.passages_;
  for (const SamplePassage& p : other.sample_) keep(p.hash, p.document, p.start, p.end, p.text);
}

Statistics& Statistics::operator+=(const Statistics& other) {
  add_all_but_terms(other);
  add_aside(other.live_terms());
  for (const TermCounts& terms : other.aside_) add_aside(terms);
  return *this;
}

Statistics& Statistics::operator+=(Statistics&& other) {
  add_all_but_terms(other);
  other.set_aside(nullptr);
  for (TermCounts& terms : other.aside_) add_aside(std::move(terms));
  other = Statistics(options_);
  return *this;
}

/// Those that can be looked up.
TermCounts Statistics::live_terms() const {
  std::vector<TermFrequency> terms;
  for (StemId id = 0; id < counts_.size(); ++id) {
    if (counts_[id].passages > 0) terms.push_back({reader_.analyzer().stem(id), counts_[id].passages});
  }
  std::sort(terms.begin(), terms.end(),
            [](const TermFrequency& a, const TermFrequency& b) { return a.stem < b.stem; });
  return TermCounts(terms);
}

/// As a log-structured merge tree does (O'Neil et al. 1996): a term is merged a logarithmic number of times.
void Statistics::add_aside(TermCounts terms) {
  while (!aside_.empty() && aside_.back().size() < 2 * terms.size()) {
    terms += aside_.back();
    aside_.pop_back();
  }
  if (!terms.empty()) aside_.push_back(std::move(terms));
}

TermCounts Statistics::terms() const {
  TermCounts terms = live_terms();
  for (auto piece = aside_.rbegin(); piece != aside_.rend(); ++piece) terms += *piece;
  return terms;
}

/// Sorts their places: a passage is large, and few are looked at beyond their hash.
std::vector<const SamplePassage*> Statistics::sorted_sample() const {
  std::vector<Place> places = heap_;
  std::sort(places.begin(), places.end(), [this](const Place& a, const Place& b) { return before(a, b); });
  std::vector<const SamplePassage*> sorted;
  sorted.reserve(places.size());
  for (const Place& place : places) sorted.push_back(&sample_[place.index]);
  return sorted;
}

std::vector<SamplePassage> Statistics::sample(std::size_t most) const {
  std::vector<SamplePassage> sample;
  sample.reserve(std::min(most, sample_.size()));
  for (const SamplePassage* passage : sorted_sample()) {
    if (sample.size() == most) break;
    sample.push_back(*passage);
  }
  return sample;
}

bool operator==(const Statistics& a, const Statistics& b) {
  return a.options_ == b.options_ && a.documents_ == b.documents_ && a.passages_ == b.passages_ &&
         a.terms() == b.terms() && a.sample() == b.sample();
}

void Statistics::save(std::ostream& out) const {
  ArchiveWriter archive;
  archive.write_text(options_.analyzer.language);
  archive.write_integer(static_cast<std::uint64_t>(options_.unit));
  archive.write_integer(options_.sample_size);
  archive.write_integer(documents_);
  archive.write_integer(passages_);
  const TermCounts all = terms();
  archive.write_integer(all.size());
  for (TermCounts::Reader term(all); term.next();) {
    archive.write_text(term.term().stem);
    archive.write_integer(term.term().passages);
  }
  archive.write_integer(sample_.size());
  for (const SamplePassage* p : sorted_sample()) {
    archive.write_integer(p->hash);
    archive.write_text(p->document);
    archive.write_integer(p->start);
    archive.write_integer(p->end);
    archive.write_text(p->text);
  }
  const std::string bytes = std::move(archive).finish(kKind);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

Statistics Statistics::load(std::istream& in, std::string_view name) {
  ArchiveReader archive(in, kKind, name);
  StatisticsOptions options;
  options.analyzer.language = archive.read_language();
  options.unit = archive.read_integer() == 0 ? Unit::passage : Unit::document;
  options.sample_size = archive.read_integer();
  Statistics statistics(std::move(options));
  statistics.documents_ = archive.read_integer();
  statistics.passages_ = archive.read_integer();
  // Far beyond use; no sum of as many overflows.
  constexpr std::uint64_t kMostPassages = std::uint64_t{1} << 56U;
  if (statistics.passages_ > kMostPassages)
    throw Error(std::string(name) + ": counts more passages than there are; make it again");
  TermCounts terms;
  std::string last;
  for (std::size_t left = archive.read_count(16); left > 0; --left) {
    std::string stem = archive.read_text();
    if (stem <= last) throw Error(std::string(name) + ": its terms are out of order; make it again");
    const std::uint64_t passages = archive.read_integer();
    if (passages == 0 || passages > statistics.passages_)
      throw Error(std::string(name) + ": a term is in more passages than there are; make it again");
    terms.append({stem, passages});
    last = std::move(stem);
  }
  statistics.add_aside(std::move(terms));
  for (std::size_t left = archive.read_count(40); left > 0; --left) {
    SamplePassage p;
    p.hash = archive.read_integer();
    p.document = archive.read_text();
    p.start = archive.read_integer();
    p.end = archive.read_integer();
    p.text = archive.read_text();
    statistics.keep(p.hash, p.document, p.start, p.end, p.text);
  }
  return statistics;
}

}  // namespace bearout::models
