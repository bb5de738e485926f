#include "models/text_reader.hpp"

namespace bearout::models {

const ReadText& TextReader::read(std::string_view text) {
  segmenter_.segment(text, read_.passages);
  read_.tokens.clear();
  read_.first_token.clear();
  for (const corpus::Passage& passage : read_.passages) {
    read_.first_token.push_back(read_.tokens.size());
    analyzer_.find_words(text, passage.span, read_.tokens);
  }
  read_.first_token.push_back(read_.tokens.size());
  analyzer_.find_forms(text, read_.tokens);
  return read_;
}

}  // namespace bearout::models
