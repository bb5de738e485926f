#include <xxhash.h>

#include <sstream>
#include <stdexcept>

#include "models/model.hpp"
#include "models/scorer.hpp"
#include "models/statistics.hpp"
#include "tests/fuzz/fuzzed_input.hpp"
#include "tests/models/small_corpus.hpp"

using bearout::fuzz::view;
namespace models = bearout::models;
namespace tests = bearout::tests;

namespace {

const std::vector<bearout::corpus::Document>& documents() {
  static const auto list = tests::comments(
      {"The nurse was kind and gentle with me.", "I waited four hours in a cold corridor.",
       "Something along the lines of \"a car park that is large enough\".",
       "We sat in the corridor for three hours.", "The receptionist never rang me back.",
       "Waiting in that corridor was awful.", "They rang twice to explain.", "The car park is too small.",
       "Point 2 is not what I saw.", "A gentle, patient team."});
  return list;
}

/// A whole file of either kind.
std::string valid_file(bool statistics) {
  const models::Statistics counted = tests::counted(documents());
  std::ostringstream out;
  if (statistics) {
    counted.save(out);
    return out.str();
  }
  models::DecidedFacts facts;
  facts.pairs = {{{"c1", "The nurse was kind and gentle with me.", {}}, "1", models::Decision::accept, {}},
                 {{"c2", "I waited four hours in a cold corridor.", {}}, "1", models::Decision::reject, {}}};
  const auto outcomes =
      tests::outcomes({"Staff treat people with respect.", "People are seen without delay."});
  models::save(
      models::fit(counted, outcomes, {.question = {}, .candidate_count = 2}, nullptr, std::move(facts)), out);
  return out.str();
}

/// Damages a whole file in places that the input chooses, then sets size and checksum right.
std::string damaged(const std::string& whole, std::string_view input) {
  constexpr std::size_t kHeader = 48;  // magic, kind, version, size, checksum: see models/archive.cpp
  std::string bytes = bearout::fuzz::damaged_behind(kHeader, whole, input);
  bearout::fuzz::put_integer(bytes, kHeader - 16, bytes.size() - kHeader);
  bearout::fuzz::put_integer(bytes, kHeader - 8, XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader));
  return bytes;
}

/// A model that was taken scores and is saved, whatever it says.
void use_model(std::istream& in) {
  const models::Model model = models::load(in, "f.bearout");
  models::Scorer scorer(model);
  for (const auto& document : documents()) (void)scorer.score(document, {.all_pairs = true});
  std::ostringstream out;
  models::save(model, out);
}

void use_statistics(std::istream& in) {
  models::Statistics statistics = models::Statistics::load(in, "f.statistics");
  (void)statistics.sample();
  (void)statistics.terms();
  std::ostringstream out;
  models::save(models::fit(statistics, tests::outcomes({"The nurse was kind."}),
                           {.question = {}, .candidates = false}),
               out);
  statistics.observe(documents().front());
}

template <typename Use>
void taken_or_refused(const std::string& bytes, Use use) {
  try {
    std::istringstream in(bytes);
    use(in);
  } catch (const std::runtime_error&) {
    return;  // models::Error
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string model = valid_file(false);
  static const std::string statistics = valid_file(true);
  const std::string_view input = view(data, size);
  taken_or_refused(std::string(input), use_model);
  taken_or_refused(std::string(input), use_statistics);
  taken_or_refused(damaged(model, input), use_model);
  taken_or_refused(damaged(statistics, input), use_statistics);
  return 0;
}
