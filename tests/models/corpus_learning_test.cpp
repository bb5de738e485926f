#include "models/corpus_learning.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/landmarks.hpp"
#include "models/random_stream.hpp"
#include "models/row_sums.hpp"

using namespace bearout;
using models::CorpusLearning;
using models::LearningPassage;
using models::TextTerm;

namespace {

/// Passages of four terms each, drawn from the first ten terms or the last ten two by two: plain topics.
struct Topics {
  explicit Topics(std::size_t passages, bool topical = true) {
    models::RandomStream random(7);
    for (std::size_t i = 0; i < passages; ++i) {
      std::vector<TextTerm> own;
      for (std::uint32_t k = 0; k < 4; ++k) {
        const auto drawn = static_cast<std::uint32_t>(random.next() % 10);
        const std::size_t topic = topical ? i / 2 % 2 : random.next() % 2;
        const auto term = static_cast<std::uint32_t>(drawn + 10 * topic);
        own.push_back({term, term, 1, k, false, 1.0, 0.5});
      }
      terms.push_back(own);
    }
    for (std::size_t i = 0; i < passages; ++i) {
      sample.push_back({terms[i], random.next()});
      probabilities.push_back(i / 2 % 2 == 0 ? 0.6F : 0.4F);
      probabilities.push_back(i / 2 % 2 == 0 ? 0.4F : 0.6F);
    }
  }
  [[nodiscard]] CorpusLearning learned(std::size_t landmarks = 3) const {
    return models::learn_from_corpus(
        sample, probabilities,
        models::to_matrix(std::vector<models::SparseVector>{{{0, 1.0}}, {{10, 1.0}}}, 20), landmarks);
  }
  std::vector<std::vector<TextTerm>> terms;
  std::vector<LearningPassage> sample;
  std::vector<float> probabilities;
};

}  // namespace

TEST_CASE("where passages have topics, half the words tell what the others say: trust is high") {
  CHECK(Topics(200).learned().trust > 0.5);
  CHECK(Topics(200, false).learned().trust < 0.1);
}

TEST_CASE("log odds point at the topic that holds the term, and add up to nothing") {
  const CorpusLearning learning = Topics(200).learned();
  REQUIRE(learning.terms.size() == 20);
  for (std::size_t row = 0; row < 20; ++row) {
    const auto odds = learning.log_odds_of(row);
    CHECK((row < 10 ? odds[0] > odds[1] : odds[1] > odds[0]));
    CHECK(odds[0] + odds[1] == doctest::Approx(0).epsilon(1e-5));
    const auto attraction = learning.attraction_of(row);
    CHECK((row < 10 ? attraction[0] > attraction[1] : attraction[1] > attraction[0]));
  }
}

TEST_CASE("few passages teach no odds, and unknown terms have no row") {
  const CorpusLearning learning = Topics(19).learned();
  CHECK(learning.trust == 0);
  for (const float odds : learning.log_odds) CHECK(odds == 0);
  CHECK(learning.row_of(99) == CorpusLearning::kNoRow);
  CHECK(models::learn_from_corpus({}, {}, models::to_matrix({}, 0), 0).terms.empty());
}

TEST_CASE("landmarks keep their root probabilities") {
  const CorpusLearning learning = Topics(40).learned(2);
  REQUIRE(learning.landmark_roots.size() == 4);
  CHECK(learning.landmark_roots[0] == doctest::Approx(std::sqrt(0.6)));
  CHECK(learning.mean_roots[0] == doctest::Approx((std::sqrt(0.6) + std::sqrt(0.4)) / 2));
}

TEST_CASE("neighbours are the most alike landmarks, but for the passage itself") {
  std::vector<models::Neighbour> chosen;
  std::vector<float> likeness;
  for (int l = 0; l < 30; ++l) likeness.push_back(static_cast<float>((l * 7) % 30) / 30.0F);
  likeness.push_back(1.0F);
  likeness.push_back(-0.5F);
  const auto choose = [&](const std::vector<float>& all) {
    std::vector<float> highest((all.size() + models::kHighestBlock - 1) / models::kHighestBlock);
    models::highest_by_block(all, highest);
    models::choose_neighbours(all, highest, 1.0F, chosen);
  };
  choose(likeness);
  REQUIRE(chosen.size() == models::kNeighbours);
  CHECK(chosen.front().likeness == doctest::Approx(29.0 / 30));
  for (std::size_t k = 1; k < chosen.size(); ++k) CHECK(chosen[k].likeness < chosen[k - 1].likeness);
  choose({0.0F, -1.0F});
  CHECK(chosen.empty());
}
