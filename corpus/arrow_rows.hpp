#pragma once

#include <memory>

#include "corpus/arrow_abi.hpp"
#include "corpus/byte_source.hpp"
#include "corpus/table_rows.hpp"

namespace bearout::corpus {

/// Whether rows of a table get their number, from 0, as a first column `id`.
enum class NumberRows : bool { no, yes };

/// The rows of an Arrow stream, read where they are: the first row holds the names of the columns, texts are
/// views into Arrow's buffers, numbers are written as Python writes them, booleans as `True` and `False`,
/// dates and times as ISO 8601 (those with a time zone in UTC, with Z; outside of the years 1 to 9998 as the
/// number they are), nulls are empty, and so are all cells of a row that is null. Dictionaries are looked up.
/// A stream of plain arrays instead of record batches is a table of one column, `text`. Takes the stream over
/// (`stream` is left released) and asks it for one batch after the other. Throws Error for a column of any
/// other type, if the stream fails, and for a column that points outside of its own data, as far as the
/// interface lets one see it. `source` has the name for messages and takes the notes.
[[nodiscard]] std::unique_ptr<TableRows> read_arrow(ArrowArrayStream& stream, NumberRows number_rows,
                                                    ByteSource source);

}  // namespace bearout::corpus
