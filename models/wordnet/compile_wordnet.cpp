// Compiles WordNet's database into the file that models::Knowledge maps. Runs when bearout is built.
//
// usage: bearout_compile_wordnet FOLDER FILE

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "models/wordnet/compile.hpp"

namespace {

namespace fs = std::filesystem;
using namespace bearout::models;

/// Writes beside the place and renames: the file may be mapped by a program that runs.
void write(const wordnet::KnowledgeContent& content, const fs::path& path) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  fs::path unfinished = path;
  unfinished += ".unfinished";
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  wordnet::write_knowledge(content, file);
  file.close();
  if (!file) throw std::runtime_error(unfinished.string() + ": can't be written");
  fs::rename(unfinished, path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bearout_compile_wordnet FOLDER FILE\n";
    return 2;
  }
  try {
    wordnet::CompileOptions options;
    options.svd.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 2U);
    write(wordnet::compile(argv[1], options), argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
