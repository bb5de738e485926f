#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/document_check.hpp"
#include "corpus/error.hpp"
#include "corpus/record_reader.hpp"
#include "tests/corpus/zip_file.hpp"

namespace bearout::fuzz {

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The bytes as a file that is called `name`.
inline corpus::ByteSource source_of(std::string_view bytes, std::string name) {
  auto rest = std::make_shared<std::string_view>(bytes);
  return {std::move(name), [rest](std::span<char> buffer) {
            const auto count = std::min(buffer.size(), rest->size());
            std::copy_n(rest->data(), count, buffer.data());
            rest->remove_prefix(count);
            return count;
          }};
}

/// The bytes in a file of this process, for what is opened by its path.
inline std::filesystem::path file_of(std::string_view bytes, const std::string& ending) {
  const auto path =
      std::filesystem::temp_directory_path() / ("bearout-fuzz-" + std::to_string(::getpid()) + ending);
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

/// An archive in a file of this process, in which the input is what the members hold, one after the other,
/// with record separators (byte 1E) between them: so that no size or checksum has to be guessed. `fixed`:
/// further members. An input that is an archive itself is taken as it is.
inline std::filesystem::path archive_of(std::string_view bytes, const std::string& ending,
                                        std::span<const std::string> names,
                                        std::vector<std::pair<std::string, std::string>> fixed = {}) {
  if (bytes.starts_with("PK")) return file_of(bytes, ending);
  for (const auto& name : names) {
    const std::size_t end = std::min(bytes.find('\x1e'), bytes.size());
    fixed.emplace_back(name, bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (bytes.empty()) break;
  }
  return tests::write_zip(file_of({}, ending), fixed);
}

inline void put_integer(std::string& bytes, std::size_t at, std::uint64_t value) {
  for (std::size_t i = 0; i < 8; ++i) bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xffU);
}

/// A whole file, damaged behind its header in places that the input chooses: whoever then sets the checksums
/// right has what a fuzzer would never guess, and what keeps a damaged disk out but nobody's ill will. Five
/// bytes of input are one damage: what, where, with.
inline std::string damaged_behind(std::size_t header, std::string bytes, std::string_view input) {
  for (; input.size() >= 5 && bytes.size() > header + 8; input.remove_prefix(5)) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(input[i]));
    };
    const std::size_t at =
        header + (byte(1) + (byte(2) << 8) + ((byte(0) >> 4) << 16)) % (bytes.size() - header - 8);
    switch (byte(0) % 6) {
      case 0:
        bytes[at] = input[3];
        break;
      case 1:
        put_integer(bytes, at, byte(3) == 0 ? ~std::uint64_t{0} : byte(3) << (byte(4) % 56));
        break;
      case 2:
        bytes.erase(at, 1 + byte(3));
        break;
      case 3:
        bytes.insert(at, byte(3), input[4]);
        break;
      case 4:
        bytes.resize(at);
        break;
      default:
        put_integer(bytes, at, byte(3));
    }
  }
  return bytes;
}

/// Reads all records as DocumentStream does. Whatever the bytes, the only thing thrown is an Error.
template <typename Open>
void read_all(Open open) {
  try {
    const auto reader = open();
    while (auto record = reader->next()) {
      (void)reader->line();
      if (auto* document = std::get_if<corpus::Document>(&*record)) {
        corpus::normalize_text(document->text);
        (void)corpus::find_fault(*document);
      }
    }
  } catch (const corpus::Error&) {
    return;  // refused, as it may be
  }
}

}  // namespace bearout::fuzz
