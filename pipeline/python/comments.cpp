#include "pipeline/python/comments.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "corpus/arrow_rows.hpp"
#include "corpus/csv.hpp"
#include "corpus/jsonl_reader.hpp"
#include "corpus/table_reader.hpp"

namespace bearout::python {

namespace {

namespace py = pybind11;

/// Bytes that stay where Python has them, for as long as this lives.
class HeldBytes {
 public:
  explicit HeldBytes(py::bytes bytes) : bytes_(std::move(bytes)), view_(bytes_) {}

  [[nodiscard]] std::string_view view() const { return view_; }

 private:
  py::bytes bytes_;
  std::string_view view_;
};

/// A stream that was taken out of its capsule, until its reader takes it over.
struct HeldStream {
  explicit HeldStream(ArrowArrayStream& from) : stream(std::exchange(from, ArrowArrayStream{})) {}
  HeldStream(const HeldStream&) = delete;
  HeldStream& operator=(const HeldStream&) = delete;
  ~HeldStream() {
    if (stream.release != nullptr) stream.release(&stream);
  }

  ArrowArrayStream stream;
};

corpus::OpenRecords open_lines(const py::bytes& bytes) {
  const auto held = std::make_shared<const HeldBytes>(bytes);
  return [held](const corpus::ByteSource& source, const corpus::ReadOptions& options, std::string label) {
    return corpus::read_jsonl(source_of(source.name(), held->view()), options, std::move(label));
  };
}

corpus::OpenRecords open_table(const py::bytes& bytes) {
  const auto held = std::make_shared<const HeldBytes>(bytes);
  return [held](const corpus::ByteSource& source, const corpus::ReadOptions& options, std::string label) {
    auto rows = std::make_unique<corpus::CsvRows>(source_of(source.name(), held->view()), ',');
    return corpus::read_table(std::move(rows), options, std::move(label));
  };
}

corpus::OpenRecords open_arrow(const py::capsule& capsule, bool number_rows) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (stream == nullptr) throw py::error_already_set();
  if (stream->release == nullptr) throw py::value_error("the Arrow stream was read already");
  const auto held = std::make_shared<HeldStream>(*stream);
  const auto number = number_rows ? corpus::NumberRows::yes : corpus::NumberRows::no;
  return [held, number](corpus::ByteSource source, const corpus::ReadOptions& options, std::string label) {
    return corpus::read_table(corpus::read_arrow(held->stream, number, std::move(source)), options,
                              std::move(label));
  };
}

corpus::Input input_of(const py::tuple& input) {
  using Kind = corpus::Input::Kind;
  const auto kind = input[0].cast<std::string>();
  const auto path = input[1].cast<std::string>();
  if (kind == "comments") return {path, Kind::comments};
  if (kind == "case_study") return {path, Kind::case_study};
  if (kind == "jsonl") return {path, Kind::comments, open_lines(input[2].cast<py::bytes>())};
  if (kind == "csv") return {path, Kind::comments, open_table(input[2].cast<py::bytes>())};
  return {path, Kind::comments, open_arrow(input[2].cast<py::capsule>(), input[3].cast<bool>())};
}

}  // namespace

std::vector<corpus::Input> inputs_of(const py::list& inputs) {
  std::vector<corpus::Input> all;
  for (const py::handle& input : inputs) all.push_back(input_of(py::reinterpret_borrow<py::tuple>(input)));
  return all;
}

corpus::ByteSource source_of(std::string name, std::string_view bytes) {
  return {std::move(name), [bytes](std::span<char> buffer) mutable {
            const auto count = std::min(buffer.size(), bytes.size());
            std::copy_n(bytes.data(), count, buffer.data());
            bytes.remove_prefix(count);
            return count;
          }};
}

}  // namespace bearout::python
