// Tables as Arrow's C data interface hands them over. Buffers are as long as their lengths say, for nobody
// tells their sizes and the address sanitizer shall find whoever reads on; what stands in them is wild:
// offsets, validity, counts of nulls, dictionaries' places, dates.

#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "corpus/arrow_rows.hpp"
#include "corpus/table_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

namespace corpus = bearout::corpus;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::array<const char*, 24> kFormats{"u",   "U",    "vu",      "b",    "c",    "C",  "s",  "S",
                                               "i",   "I",    "l",       "L",    "f",    "g",  "n",  "tdD",
                                               "tdm", "tss:", "tsm:UTC", "tsu:", "tsn:", "ts", "+l", ""};
constexpr std::array<const char*, 7> kNames{"text", "id", "date", "author", "comment", "stars", ""};

std::size_t width_of(const std::string& format) {
  if (format == "b" || format == "n") return 0;
  if (format == "c" || format == "C") return 1;
  if (format == "s" || format == "S") return 2;
  if (format == "vu") return 16;
  return format == "i" || format == "I" || format == "f" || format == "tdD" ? 4 : 8;
}

/// A column (or a struct of columns) and all that it points at; addresses stay as they are.
struct Made {
  std::string format;
  std::string name;
  std::vector<std::unique_ptr<Bytes>> held;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<Made>> children;
  std::unique_ptr<Made> dictionary;
  std::vector<ArrowSchema*> child_schemas;
  std::vector<ArrowArray*> child_arrays;
  ArrowSchema schema{};
  ArrowArray array{};

  const void* hold(Bytes bytes) {
    bytes.shrink_to_fit();
    held.push_back(std::make_unique<Bytes>(std::move(bytes)));
    return held.back()->data();
  }

  void link(std::int64_t length, std::int64_t offset, std::int64_t nulls) {
    for (const auto& child : children) {
      child_schemas.push_back(&child->schema);
      child_arrays.push_back(&child->array);
    }
    const auto count = static_cast<std::int64_t>(children.size());
    schema = {format.c_str(),       name.c_str(), nullptr, 0,      count,
              child_schemas.data(), nullptr,      nullptr, nullptr};
    array = {length,
             nulls,
             offset,
             static_cast<std::int64_t>(buffers.size()),
             count,
             buffers.data(),
             child_arrays.data(),
             nullptr,
             nullptr,
             nullptr};
    if (dictionary) {
      schema.dictionary = &dictionary->schema;
      array.dictionary = &dictionary->array;
    }
  }
};

Bytes bytes_of(FuzzedDataProvider& data, std::size_t size) {
  auto bytes = data.ConsumeBytes<std::uint8_t>(size);
  bytes.resize(size);
  return bytes;
}

template <class Offset>
void add_text(Made& made, FuzzedDataProvider& data, std::size_t cells) {
  Bytes offsets = bytes_of(data, (cells + 1) * sizeof(Offset));
  const auto text = bytes_of(data, data.ConsumeIntegralInRange<std::size_t>(0, 40));
  const auto size = static_cast<Offset>(text.size());
  if (data.ConsumeBool()) {  // mostly sound: every offset within the data
    for (std::size_t i = 0; i < cells; ++i) {
      const auto offset = static_cast<Offset>(offsets[i * sizeof(Offset)] % (text.size() + 1));
      std::copy_n(reinterpret_cast<const std::uint8_t*>(&offset), sizeof offset,
                  offsets.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Offset)));
    }
  }
  std::copy_n(reinterpret_cast<const std::uint8_t*>(&size), sizeof size,
              offsets.end() - static_cast<std::ptrdiff_t>(sizeof size));
  made.buffers.push_back(made.hold(std::move(offsets)));
  made.buffers.push_back(made.hold(text));
}

void add_views(Made& made, FuzzedDataProvider& data, std::size_t cells) {
  made.buffers.push_back(made.hold(bytes_of(data, cells * 16)));
  const auto count = data.ConsumeIntegralInRange<std::size_t>(0, 2);
  Bytes sizes(count * sizeof(std::int64_t));
  for (std::size_t i = 0; i < count; ++i) {
    Bytes text = bytes_of(data, data.ConsumeIntegralInRange<std::size_t>(0, 40));
    const auto size = static_cast<std::int64_t>(text.size());
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&size), sizeof size,
                sizes.begin() + static_cast<std::ptrdiff_t>(i * sizeof size));
    made.buffers.push_back(made.hold(std::move(text)));
  }
  made.buffers.push_back(made.hold(std::move(sizes)));
}

std::unique_ptr<Made> column(FuzzedDataProvider& data, std::int64_t rows, int depth) {
  auto made = std::make_unique<Made>();
  made->format = kFormats[data.ConsumeIntegralInRange<std::size_t>(0, kFormats.size() - 1)];
  made->name = kNames[data.ConsumeIntegralInRange<std::size_t>(0, kNames.size() - 1)];
  const auto offset = data.ConsumeIntegralInRange<std::int64_t>(0, 9);
  const auto length = data.ConsumeBool() ? rows : data.ConsumeIntegralInRange<std::int64_t>(0, 20);
  const auto cells = static_cast<std::size_t>(offset + length);
  const bool validity = data.ConsumeBool();
  if (made->format != "n")
    made->buffers.push_back(validity ? made->hold(bytes_of(data, (cells + 7) / 8)) : nullptr);
  if (made->format == "u") {
    add_text<std::int32_t>(*made, data, cells);
  } else if (made->format == "U") {
    add_text<std::int64_t>(*made, data, cells);
  } else if (made->format == "vu") {
    add_views(*made, data, cells);
  } else if (made->format == "b") {
    made->buffers.push_back(made->hold(bytes_of(data, (cells + 7) / 8)));
  } else if (made->format != "n") {
    made->buffers.push_back(made->hold(bytes_of(data, cells * width_of(made->format))));
    const bool integer = made->format.size() == 1 && made->format != "f" && made->format != "g";
    if (integer && depth < 2 && data.ConsumeBool()) {
      made->dictionary = column(data, data.ConsumeIntegralInRange<std::int64_t>(0, 9), depth + 1);
    }
  }
  // Now and then fewer buffers than there must be.
  if (data.ConsumeIntegralInRange<int>(0, 30) == 7) made->buffers.resize(made->buffers.size() / 2);
  made->link(length, offset, data.ConsumeIntegralInRange<std::int64_t>(-1, 2));
  return made;
}

std::unique_ptr<Made> table(FuzzedDataProvider& data) {
  auto made = std::make_unique<Made>();
  made->format = "+s";
  const auto offset = data.ConsumeIntegralInRange<std::int64_t>(0, 5);
  const auto length = data.ConsumeIntegralInRange<std::int64_t>(0, 15);
  const auto columns = data.ConsumeIntegralInRange<std::size_t>(0, 4);
  for (std::size_t i = 0; i < columns; ++i) made->children.push_back(column(data, offset + length, 0));
  const auto bits = static_cast<std::size_t>(offset + length + 7) / 8;
  made->buffers.push_back(data.ConsumeBool() ? made->hold(bytes_of(data, bits)) : nullptr);
  made->link(data.ConsumeIntegralInRange<int>(0, 30) == 7 ? -1 : length, offset,
             data.ConsumeIntegralInRange<std::int64_t>(-1, 2));
  return made;
}

/// Hands the same batch over twice.
struct Stream {
  const Made& made;
  int batches = 2;

  ArrowArrayStream open() {
    return {[](ArrowArrayStream* from, ArrowSchema* out) {
              *out = self(from).made.schema;
              out->release = [](ArrowSchema* released) { released->release = nullptr; };
              return 0;
            },
            [](ArrowArrayStream* from, ArrowArray* out) {
              *out = {};
              if (self(from).batches-- <= 0) return 0;
              *out = self(from).made.array;
              out->release = [](ArrowArray* released) { released->release = nullptr; };
              return 0;
            },
            [](ArrowArrayStream*) -> const char* { return nullptr; },
            [](ArrowArrayStream* released) { released->release = nullptr; }, this};
  }
  static Stream& self(ArrowArrayStream* stream) { return *static_cast<Stream*>(stream->private_data); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  const auto number = data.ConsumeBool() ? corpus::NumberRows::yes : corpus::NumberRows::no;
  const auto made =
      data.ConsumeBool() ? table(data) : column(data, data.ConsumeIntegralInRange<std::int64_t>(0, 15), 0);
  Stream batches{*made};
  ArrowArrayStream stream = batches.open();
  bearout::fuzz::read_all([&] {
    corpus::ByteSource source("comments", [](std::span<char>) { return std::size_t{0}; });
    return corpus::read_table(corpus::read_arrow(stream, number, std::move(source)), {}, "comments");
  });
  return 0;
}
