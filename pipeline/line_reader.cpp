#include "pipeline/line_reader.hpp"

#include <zstd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include "corpus/error.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kStoredBytes = std::size_t{1} << 17;

struct FreeStream {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

}  // namespace

struct LineReader::State {
  std::string name;
  std::ifstream file;
  std::unique_ptr<ZSTD_DStream, FreeStream> zstd;  ///< null: the file is plain
  std::vector<char> stored = std::vector<char>(kStoredBytes);
  ZSTD_inBuffer input = {nullptr, 0, 0};
  bool frame_open = false;  ///< a Zstandard frame has begun and not ended
  std::string text;         ///< what was read and not yet given out
  std::size_t at = 0;       ///< where in `text` the next line begins
  std::uint64_t line = 0;

  /// False at the end of the file.
  bool read_stored(std::size_t& count) {
    file.read(stored.data(), static_cast<std::streamsize>(stored.size()));
    if (file.bad()) throw corpus::Error(name + ": can't be read");
    count = static_cast<std::size_t>(file.gcount());
    return count > 0;
  }

  /// Appends more to `text`; false at the end.
  bool fill() {
    text.erase(0, at);
    at = 0;
    std::size_t count = 0;
    if (!zstd) {
      if (!read_stored(count)) return false;
      text.append(stored.data(), count);
      return true;
    }
    if (input.pos == input.size) {
      if (!read_stored(count)) {
        if (frame_open) throw corpus::Error(name + ": ends in the middle");
        return false;
      }
      input = {stored.data(), count, 0};
    }
    const std::size_t old = text.size();
    text.resize(old + ZSTD_DStreamOutSize());
    ZSTD_outBuffer output = {text.data() + old, text.size() - old, 0};
    const std::size_t left = ZSTD_decompressStream(zstd.get(), &output, &input);
    if (ZSTD_isError(left) != 0) throw corpus::Error(name + ": " + ZSTD_getErrorName(left));
    text.resize(old + output.pos);
    frame_open = left != 0;
    return true;
  }
};

LineReader::LineReader(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  state_->name = file.filename().string();
  state_->file.open(file, std::ios::binary);
  if (!state_->file) throw corpus::Error(state_->name + ": can't be opened");
  if (file.extension() == ".zst") {
    state_->zstd.reset(ZSTD_createDStream());
    if (!state_->zstd) throw corpus::Error(state_->name + ": no memory to read it");
  }
}

LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

std::optional<std::string_view> LineReader::next() {
  State& state = *state_;
  std::size_t looked = state.at;
  while (true) {
    const std::size_t end = state.text.find('\n', looked);
    if (end == std::string::npos) {
      looked = state.text.size() - state.at;
      if (state.fill()) continue;
      if (state.at == state.text.size()) return {};
    }
    std::string_view line = std::string_view(state.text).substr(state.at, end - state.at);
    state.at = end == std::string::npos ? state.text.size() : end + 1;
    looked = state.at;
    ++state.line;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) return line;
  }
}

std::string LineReader::position() const {
  return state_->name + ':' + std::to_string(state_->line);
}

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw corpus::Error(file.filename().string() + ": can't be opened");
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) throw corpus::Error(file.filename().string() + ": can't be read");
  return text;
}

}  // namespace bearout::pipeline
