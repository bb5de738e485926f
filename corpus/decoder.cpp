#include "corpus/decoder.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <new>
#include <string>
#include <vector>

#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kStoredChunk = std::size_t{1} << 18;

[[noreturn]] void throw_truncated(const StoredFile& file, const char* format) {
  throw Error(file.name() + ": the " + format + " data ends too early (truncated?); copy the file again");
}

[[noreturn]] void throw_broken(const StoredFile& file, const char* format, const char* reason) {
  throw Error(file.name() + ": broken " + format + " data (" + reason + "); copy the file again");
}

/// One member after the other, as `cat a.gz b.gz` and `pigz` write them; zero bytes behind the last (tapes,
/// block devices) are padding.
class GzipDecoder : public Decoder {
 public:
  GzipDecoder() : stored_(kStoredChunk) {
    constexpr int kGzipOnly = 15 + 16;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipDecoder() override { inflateEnd(&stream_); }

  std::size_t read(StoredFile& file, std::span<char> buffer) override {
    const auto wanted = static_cast<uInt>(std::min<std::size_t>(buffer.size(), kStoredChunk * 64));
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = wanted;
    while (stream_.avail_out == wanted && wanted > 0) {
      if (!in_member_ && !find_member(file)) return 0;
      if (stream_.avail_in == 0 && !refill(file)) throw_truncated(file, "gzip");
      inflate_some(file);
    }
    return wanted - stream_.avail_out;
  }

 private:
  bool refill(StoredFile& file) {
    stream_.next_in = reinterpret_cast<Bytef*>(stored_.data());
    stream_.avail_in = static_cast<uInt>(file.read(stored_));
    return stream_.avail_in > 0;
  }

  bool find_member(StoredFile& file) {
    for (;;) {
      if (stream_.avail_in == 0 && !refill(file)) return false;
      if (*stream_.next_in != 0) break;
      ++stream_.next_in;
      --stream_.avail_in;
    }
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }

  void inflate_some(const StoredFile& file) {
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      in_member_ = false;
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      throw_broken(file, "gzip", stream_.msg != nullptr ? stream_.msg : "unknown reason");
    }
  }

  z_stream stream_{};
  std::vector<char> stored_;
  bool in_member_ = true;  // an empty file is no gzip file
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : stored_(kStoredChunk), stream_(ZSTD_createDStream()) {
    if (!stream_) throw std::bad_alloc();
  }

  std::size_t read(StoredFile& file, std::span<char> buffer) override {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    while (out.pos == 0 && out.size > 0) {
      if (input_.pos == input_.size && !holds_output_ && !refill(file)) {
        if (in_frame_) throw_truncated(file, "zstd");
        return 0;
      }
      const auto result = ZSTD_decompressStream(stream_.get(), &out, &input_);
      if (ZSTD_isError(result) != 0) throw_broken(file, "zstd", ZSTD_getErrorName(result));
      in_frame_ = result != 0;
      // A full buffer may have left output inside the decoder; it comes with the next call, even without new
      // input.
      holds_output_ = in_frame_ && out.pos == out.size;
    }
    return out.pos;
  }

 private:
  struct FreeStream {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  bool refill(StoredFile& file) {
    input_ = {stored_.data(), file.read(stored_), 0};
    return input_.size > 0;
  }

  std::vector<char> stored_;
  std::unique_ptr<ZSTD_DStream, FreeStream> stream_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool in_frame_ = true;  // an empty file is no zstd file
  bool holds_output_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(Compression compression) {
  switch (compression) {
    case Compression::gzip:
      return std::make_unique<GzipDecoder>();
    case Compression::zstd:
      return std::make_unique<ZstdDecoder>();
    case Compression::none:
      break;
  }
  return nullptr;
}

}  // namespace bearout::corpus
