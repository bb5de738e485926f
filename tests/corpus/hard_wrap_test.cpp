#include "corpus/hard_wrap.hpp"

#include <doctest/doctest.h>

using bearout::corpus::unwrapped;

namespace {

constexpr std::string_view kWrapped =
    "Introduction\n"
    "The council asked everybody who lives near the river what they would\n"
    "like to see there, and more than four hundred people wrote back in\n"
    "three weeks. Most of them want paths and benches, some want a bridge.\n"
    "\n"
    "Of those who wrote, one in five had never answered a consulta-\n"
    "tion before. They asked for these things above all, in this order:\n"
    "- a bridge for people on foot and on bicycles at the old mill\n"
    "- benches\n";

}  // namespace

TEST_CASE("lines of hard-wrapped paragraphs are joined") {
  CHECK(unwrapped(kWrapped) ==
        "Introduction\n"
        "The council asked everybody who lives near the river what they would like to see there, and more "
        "than four "
        "hundred people wrote back in three weeks. Most of them want paths and benches, some want a bridge.\n"
        "\n"
        "Of those who wrote, one in five had never answered a consulta-tion before. They asked for these "
        "things "
        "above all, in this order:\n"
        "- a bridge for people on foot and on bicycles at the old mill\n"
        "- benches\n");
}

TEST_CASE("poems, lists and one paragraph a line stay as they are") {
  for (const std::string_view text :
       {"Roses are red\nviolets are blue\nsugar is sweet\nand so are you\nthe end", "one line", "",
        "a\n\nb\n\nc\n"}) {
    CHECK(unwrapped(text) == text);
  }
  const auto paragraph = std::string(150, 'x') + " end.\n";
  const auto paragraphs = paragraph + paragraph + paragraph + paragraph + paragraph + paragraph;
  CHECK(unwrapped(paragraphs) == paragraphs);
}
