#pragma once

#include <cstdint>

#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// A record that has been found and waits to be asked for.
struct LocatedRecord {
  Record record;
  std::uint64_t line = 0;  ///< where it begins
};

}  // namespace bearout::corpus
