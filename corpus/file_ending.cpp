#include "corpus/file_ending.hpp"

#include "corpus/ascii.hpp"

namespace bearout::corpus {
namespace {

std::string lower_extension(const std::filesystem::path& path) {
  return ascii_lower(path.extension().string());
}

}  // namespace

Compression compression_of(const std::filesystem::path& path) {
  const auto ending = lower_extension(path);
  if (ending == ".gz") return Compression::gzip;
  if (ending == ".zst") return Compression::zstd;
  return Compression::none;
}

std::string format_ending(const std::filesystem::path& path) {
  return lower_extension(compression_of(path) == Compression::none ? path : path.stem());
}

}  // namespace bearout::corpus
