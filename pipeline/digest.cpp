#include "pipeline/digest.hpp"

#include <vector>

#include "corpus/stored_file.hpp"

namespace bearout::pipeline {

std::string sha256_of_file(const std::filesystem::path& path) {
  corpus::StoredFile file(path, corpus::Digest::sha256);
  std::vector<char> buffer(std::size_t{1} << 16);
  while (file.read(buffer) > 0) {
  }
  return file.sha256();
}

}  // namespace bearout::pipeline
