#include "pipeline/file_writer.hpp"

#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/sha256.hpp"
#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

// Pieces of one size go into the compressor whatever the caller's pieces were: its output may depend on how
// it is fed.
constexpr std::size_t kPiece = std::size_t{1} << 20;
// Documents are written once and seldom read whole: three times as fast as level 1 counts for more than a
// file a third to two fifths smaller.
constexpr int kLevel = -2;

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdout) std::fclose(file);
  }
};

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

struct FileWriter::State {
  State(const std::filesystem::path& given, std::shared_ptr<WrittenFile> told)
      : name(given.string()), written(std::move(told)) {
    if (written) digest.emplace();
    file.reset(name == "-" ? stdout : std::fopen(name.c_str(), "wb"));
    if (!file) fail("can't be written");
    if (given.extension() == ".zst") {
      compressor.reset(ZSTD_createCCtx());
      compressed.resize(ZSTD_CStreamOutSize());
      ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, kLevel);
      ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_checksumFlag, 1);
    }
  }

  [[noreturn]] void fail(const char* what) const {
    throw Error(name + ": " + what + ": " + std::strerror(errno) +
                "; is there room, and may this folder be written?");
  }

  void put(const char* bytes, std::size_t count) {
    if (count > 0 && std::fwrite(bytes, 1, count, file.get()) != count) fail("can't be written to");
    if (!digest) return;
    digest->update({bytes, count});
    size += count;
  }

  void flush(bool last) {
    if (!compressor) {
      put(pending.data(), pending.size());
      pending.clear();
      return;
    }
    ZSTD_inBuffer in{pending.data(), pending.size(), 0};
    std::size_t left = 1;
    while (last ? left != 0 : in.pos < in.size) {
      ZSTD_outBuffer out{compressed.data(), compressed.size(), 0};
      left = ZSTD_compressStream2(compressor.get(), &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left) != 0) throw Error(name + ": can't be compressed: " + ZSTD_getErrorName(left));
      put(compressed.data(), out.pos);
    }
    pending.clear();
  }

  std::string name;
  std::unique_ptr<std::FILE, CloseFile> file;
  std::unique_ptr<ZSTD_CCtx, FreeContext> compressor;
  std::vector<char> compressed;
  std::string pending;
  std::shared_ptr<WrittenFile> written;
  std::optional<corpus::Sha256> digest;
  std::uint64_t size = 0;
};

FileWriter::FileWriter(const std::filesystem::path& path, std::shared_ptr<WrittenFile> written)
    : state_(std::make_unique<State>(path, std::move(written))) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

void FileWriter::write(std::string_view bytes) {
  if (!state_->compressor && bytes.size() >= kPiece) {  // as large as it would be made
    state_->flush(false);
    state_->put(bytes.data(), bytes.size());
    return;
  }
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), kPiece - state_->pending.size());
    state_->pending.append(bytes.substr(0, count));
    bytes.remove_prefix(count);
    if (state_->pending.size() == kPiece) state_->flush(false);
  }
}

void FileWriter::flush() {
  if (state_->compressor) return;
  state_->flush(false);
  if (std::fflush(state_->file.get()) != 0) state_->fail("can't be written to");
}

void FileWriter::finish() {
  state_->flush(true);
  if (std::fflush(state_->file.get()) != 0) state_->fail("can't be written to");
  state_->file.reset();
  if (state_->written) *state_->written = {state_->size, state_->digest->finish()};
}

}  // namespace bearout::pipeline
