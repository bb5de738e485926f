#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/document_stream.hpp"

namespace bearout::python {

/// What _comments.py makes of whatever it was given: tuples of a kind and its parts. Files are ("comments",
/// path) and ("case_study", path); memory is ("jsonl", name, bytes), ("csv", name, bytes) and
/// ("arrow", name, capsule of an ArrowArrayStream, whether to number its rows). Needs the GIL; what it gives
/// may be read without, but must be destroyed with it.
[[nodiscard]] std::vector<corpus::Input> inputs_of(const pybind11::list& inputs);

/// Bytes as a source, where they are: they must outlive it.
[[nodiscard]] corpus::ByteSource source_of(std::string name, std::string_view bytes);

}  // namespace bearout::python
