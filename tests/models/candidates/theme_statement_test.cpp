#include "models/candidates/theme_statement.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace bearout;

namespace {

/// The statement of the first `members` texts, of two groups in all.
std::string statement(const std::vector<std::string_view>& texts, std::size_t members) {
  const models::StatementFinder finder(texts, 2);
  std::vector<std::size_t> own;
  for (std::size_t i = 0; i < members; ++i) own.push_back(i);
  return finder.find(own);
}

}  // namespace

TEST_CASE("a statement of the theme's own words beats one of the wished length that names it by the way") {
  const std::vector<std::string_view> texts{"Please ban them.",
                                            "Ban them now.",
                                            "A ban is only right.",
                                            "Please ban those.",
                                            "Just ban those.",
                                            "Ban them, please.",
                                            "Ban them now, please.",
                                            "Just ban them now.",
                                            "A ban would kill small clubs in poor and remote towns.",
                                            "The small clubs in poor and remote towns live on a sponsor.",
                                            "Is it only right that poor and remote towns need a club?",
                                            "Small clubs are all that poor and remote towns have.",
                                            "A ticket would kill a small purse in poor times.",
                                            "A game would kill an evening."};
  CHECK(statement(texts, 9) == "A ban is only right.");
}

TEST_CASE("what ties a clause to a question or to the one before is left out, a denial is not") {
  const std::vector<std::string_view> texts{"Yes, the evening buses stop far too early for us.",
                                            "Lovely tea and biscuits.", "Tea was lovely."};
  CHECK(statement(texts, 1) == "The evening buses stop far too early for us.");
  CHECK(statement({"No buses at all after nine in the evening here.", "Lovely tea."}, 1) ==
        "No buses at all after nine in the evening here.");
  CHECK(statement({"No, and so the buses stop too early for us.", "Lovely tea."}, 1) ==
        "The buses stop too early for us.");
}
