#include "benchmarks/comment_texts.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "corpus/document_stream.hpp"

namespace bearout::benchmarks {

namespace {

constexpr std::size_t kMostBytes = 8'000'000;
constexpr std::size_t kSampleTimes = 50;
constexpr const char* kSample = "corpus/samples/comments.csv";

std::vector<std::string> read_lines(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  for (std::string line; bytes < kMostBytes && std::getline(in, line); lines.push_back(line))
    bytes += line.size();
  if (lines.empty()) throw std::runtime_error(path + ": no lines of JSON to read");
  return lines;
}

std::vector<std::string> sample_lines() {
  std::vector<std::string> lines;
  for (std::size_t time = 0; time < kSampleTimes; ++time) {
    auto stream = corpus::open_documents({{kSample, corpus::Input::Kind::comments}});
    while (const auto batch = stream.next()) {
      for (const corpus::Document& document : batch->documents) {
        const nlohmann::json line{{"id", document.id + "#" + std::to_string(time)}, {"text", document.text}};
        lines.push_back(line.dump());
      }
    }
  }
  return lines;
}

}  // namespace

const std::vector<std::string>& comment_lines() {
  static const std::vector<std::string> lines = [] {
    const char* path = std::getenv("BEAROUT_BENCHMARK_COMMENTS");
    return path != nullptr ? read_lines(path) : sample_lines();
  }();
  return lines;
}

const std::vector<std::string>& comment_texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> list;
    for (const std::string& line : comment_lines()) list.push_back(nlohmann::json::parse(line).at("text"));
    return list;
  }();
  return texts;
}

std::size_t bytes_of(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  return bytes;
}

void count_bytes(benchmark::State& state, const std::vector<std::string>& texts) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes_of(texts)));
}

}  // namespace bearout::benchmarks
