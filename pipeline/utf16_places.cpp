#include "pipeline/utf16_places.hpp"

#include "corpus/characters.hpp"
#include "corpus/folded.hpp"

namespace bearout::pipeline {

namespace {

/// Code points before UTF-16 unit `unit`; at most all.
std::uint64_t code_points_before(std::string_view text, std::uint64_t unit) {
  std::uint64_t units = 0;
  std::uint64_t points = 0;
  for (std::size_t at = 0; at < text.size() && units < unit; ++points) {
    const auto character = corpus::character_at(text, at);
    units += character.code > 0xFFFF ? 2 : 1;
    at = character.span.end;
  }
  return points;
}

bool begins_like(const CodePoints& text, Place place, std::string_view words) {
  const auto begin = text.byte_at(place.start);
  const auto end = text.byte_at(place.end);
  if (begin >= end) return false;
  return corpus::fold_white_space(text.text().substr(begin, end - begin))
      .starts_with(corpus::fold_white_space(words));
}

}  // namespace

Place place_in_code_points(const CodePoints& text, Place place, std::string_view words) {
  if (words.empty() || begins_like(text, place, words)) return place;
  const Place converted{code_points_before(text.text(), place.start),
                        code_points_before(text.text(), place.end)};
  return begins_like(text, converted, words) ? converted : place;
}

}  // namespace bearout::pipeline
