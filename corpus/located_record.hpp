#pragma once

#include <cstdint>
#include <deque>

#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// A record that has been found and waits to be asked for.
struct LocatedRecord {
  Record record;
  std::uint64_t line = 0;  ///< where it begins
};

/// What a reader of XML has found so far.
struct FoundRecords {
  std::deque<LocatedRecord> waiting;  ///< not yet asked for
  std::uint64_t left_out = 0;         ///< see RecordReader::left_out
};

}  // namespace bearout::corpus
