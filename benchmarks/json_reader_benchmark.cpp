// Documents out of JSON lines: the reader (simdjson, checks of every record, SHA-256 of the file) against
// nlohmann_json's trees.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "benchmarks/comment_texts.hpp"
#include "corpus/document_stream.hpp"

namespace {

using namespace bearout;

/// The comments as a file, removed at the end.
class CommentFile {
 public:
  CommentFile()
      : path_(std::filesystem::temp_directory_path() /
              ("bearout-benchmark-" + std::to_string(::getpid()) + ".jsonl")) {
    std::ofstream out(path_);
    for (const std::string& line : benchmarks::comment_lines()) out << line << '\n';
  }
  CommentFile(const CommentFile&) = delete;
  CommentFile& operator=(const CommentFile&) = delete;
  ~CommentFile() {
    std::error_code error;
    std::filesystem::remove(path_, error);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

template <typename Look>
void read_documents(const std::filesystem::path& path, Look look) {
  auto stream = corpus::open_documents({{path, corpus::Input::Kind::comments}});
  while (const auto batch = stream.next()) {
    for (const corpus::Document& document : batch->documents) look(document);
  }
}

void read_json_lines(benchmark::State& state) {
  const CommentFile file;
  std::size_t bytes = 0;
  read_documents(file.path(), [&](const corpus::Document& document) { bytes += document.text.size(); });
  // Line ends and NULs are normalised: the texts may be a little shorter, never longer.
  if (bytes == 0 || bytes > benchmarks::bytes_of(benchmarks::comment_texts()))
    return state.SkipWithError("other texts");
  for ([[maybe_unused]] const auto iteration : state) {
    read_documents(file.path(), [](const corpus::Document& document) {
      const auto* text = document.text.data();
      benchmark::DoNotOptimize(text);
    });
  }
  benchmarks::count_bytes(state, benchmarks::comment_lines());
}

void read_json_trees(benchmark::State& state) {
  const CommentFile file;
  for ([[maybe_unused]] const auto iteration : state) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      const auto tree = nlohmann::json::parse(line);
      const auto* text = tree.at("text").get_ref<const std::string&>().data();
      benchmark::DoNotOptimize(text);
    }
  }
  benchmarks::count_bytes(state, benchmarks::comment_lines());
}

BENCHMARK(read_json_lines)->Unit(benchmark::kMillisecond);
BENCHMARK(read_json_trees)->Unit(benchmark::kMillisecond);

}  // namespace
