// Compiles WordNet's database into the file that models::Knowledge maps. Runs when bearout is built.
//
// usage: bearout_compile_wordnet FOLDER OUT

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "models/wordnet/compile.hpp"

namespace {

namespace fs = std::filesystem;
using namespace bearout;

void compile(const fs::path& folder, const fs::path& out) {
  models::wordnet::CompileOptions options;
  options.svd.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 2U);
  const auto content = models::wordnet::compile(folder, options);
  std::ofstream file(out, std::ios::binary | std::ios::trunc);
  models::wordnet::write_knowledge(content, file);
  file.close();
  if (!file) throw std::runtime_error(out.string() + ": can't be written");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bearout_compile_wordnet FOLDER OUT\n";
    return 2;
  }
  try {
    compile(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
