#include "pipeline/review/document_texts.hpp"

namespace bearout::review {

DocumentTexts::Place DocumentTexts::add(std::string_view text) {
  const Place place{file_.size(), text.size()};
  file_.append(text);
  return place;
}

std::string DocumentTexts::read(Place place) const {
  std::string text(place.bytes, '\0');
  file_.read(place.offset, text);
  return text;
}

void DocumentTexts::expect(Place place) const {
  file_.expect(place.offset, place.bytes);
}

}  // namespace bearout::review
