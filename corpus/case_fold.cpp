#include "corpus/case_fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>

namespace bearout::corpus {

std::string fold_case(std::string_view text) {
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                         nullptr, error);
  return U_SUCCESS(error) ? folded : std::string(text);
}

}  // namespace bearout::corpus
