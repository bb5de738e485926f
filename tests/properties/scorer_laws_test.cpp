#include <doctest/doctest.h>

#include <sstream>

#include "models/scorer.hpp"
#include "pipeline/rows.hpp"
#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using models::DocumentResult;
using models::Model;
using models::Scorer;
using models::Unit;
using tests::RandomCorpus;

namespace {

constexpr models::ScoreOptions kAll = {.all_pairs = true};

/// A random corpus and a model of it; every other one scores whole documents.
struct Fitted {
  explicit Fitted(std::uint64_t seed)
      : random(seed),
        documents(random.documents(30)),
        model(models::fit(
            tests::counted(documents, {{}, seed % 2 == 0 ? Unit::document : Unit::passage, 50'000}),
            random.outcomes(1 + random.below(6)), {.question = random.text(6), .candidate_count = 2})) {}

  RandomCorpus random;
  std::vector<corpus::Document> documents;
  Model model;
};

/// All bits of what a document's scores say, but for the spelling of rows.
std::string written(const Model& model, const corpus::Document& document, const DocumentResult& result) {
  pipeline::JsonText rows;
  pipeline::append_result_rows(rows, model, document, result);
  std::ostringstream bits;
  bits << rows.text() << std::hexfloat;
  for (const auto& mapping : result.mappings) {
    bits << mapping.passage << ' ' << mapping.outcome << ' ' << mapping.score << ' '
         << mapping.channels[0].value << ' ' << mapping.base << ' ' << mapping.framing.score << '\n';
    for (const auto& evidence : mapping.evidence) bits << evidence.term << ' ' << evidence.weight << '\n';
  }
  for (const auto& member : result.members)
    bits << member.passage << ' ' << member.membership.theme << ' ' << member.membership.score << '\n';
  return bits.str();
}

template <class Check>
void for_each_fit(Check check) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    Fitted fitted(seed);
    check(fitted);
  }
}

}  // namespace

TEST_CASE("evidence adds up to the logit of every score and names what it cuts") {
  for_each_fit([](const Fitted& fitted) {
    Scorer scorer(fitted.model);
    for (const auto& document : fitted.documents) {
      for (const auto& mapping : scorer.score(document, kAll).mappings) {
        CHECK(tests::adds_up(mapping));
        CHECK(tests::names_what_it_cuts(mapping, document.text));
      }
    }
  });
}

TEST_CASE("every span begins and ends between characters") {
  for_each_fit([](const Fitted& fitted) {
    Scorer scorer(fitted.model);
    for (const auto& document : fitted.documents) {
      const DocumentResult result = scorer.score(document, kAll);
      const auto clean = [&](corpus::Span span) { return tests::is_clean(document.text, span); };
      for (const auto& passage : result.passages) CHECK(clean(passage.span));
      for (const auto& mapping : result.mappings) {
        CHECK(mapping.passage < result.passages.size());
        for (const auto& cue : mapping.framing.cues) CHECK(clean(cue.span));
      }
      for (const auto& negative : result.negative) {
        for (const auto& cue : negative.cues) CHECK(clean(cue.span));
      }
      for (const auto& request : result.requests) CHECK(clean(request.span));
      for (const auto& proposal : result.proposals) {
        CHECK(clean(proposal.cue));
        CHECK(clean(proposal.wording));
      }
      for (const auto& acceptance : result.acceptances) CHECK(clean(acceptance.piece));
    }
  });
}

TEST_CASE("a model that was saved and read scores bit for bit alike") {
  for_each_fit([](const Fitted& fitted) {
    std::stringstream file;
    models::save(fitted.model, file);
    const Model loaded = models::load(file, "m.bearout");
    CHECK(models::fingerprint(loaded) == models::fingerprint(fitted.model));
    Scorer scorer(fitted.model);
    Scorer other(loaded);
    for (const auto& document : fitted.documents) {
      CHECK(written(loaded, document, other.score(document, kAll)) ==
            written(fitted.model, document, scorer.score(document, kAll)));
    }
  });
}

TEST_CASE("what a scorer read before can't be seen in its scores") {
  for_each_fit([](Fitted& fitted) {
    Scorer used(fitted.model);
    for (const auto& document : fitted.random.documents(20)) (void)used.score(document, {});
    for (std::size_t i = fitted.documents.size(); i-- > 0;) {
      const auto& document = fitted.documents[i];
      Scorer fresh(fitted.model);
      CHECK(written(fitted.model, document, used.score(document, kAll)) ==
            written(fitted.model, document, fresh.score(document, kAll)));
    }
  });
}

TEST_CASE("a model depends on the statistics' sum, not on how it came about") {
  for_each_fit([](Fitted& fitted) {
    const models::StatisticsOptions options{{}, fitted.model.unit, 50'000};
    const auto documents = std::span<const corpus::Document>(fitted.documents);
    const std::size_t cut = fitted.random.below(documents.size() + 1);
    auto sum = tests::counted(documents.subspan(cut), options);
    sum += tests::counted(documents.first(cut), options);
    CHECK(models::fingerprint(models::fit(sum, fitted.model.outcomes, fitted.model.options)) ==
          models::fingerprint(fitted.model));
  });
}
