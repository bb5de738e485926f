#include "corpus/byte_source.hpp"

#include <utility>

#include "corpus/decoder.hpp"
#include "corpus/stored_file.hpp"

namespace bearout::corpus {

struct ByteSource::State {
  explicit State(const std::filesystem::path& path)
      : file(path), decoder(make_decoder(path == "-" ? Compression::none : compression_of(path))) {}

  StoredFile file;
  std::unique_ptr<Decoder> decoder;  ///< none: the stored bytes are the bytes
};

ByteSource::ByteSource(const std::filesystem::path& path) : state_(std::make_shared<State>(path)) {}
ByteSource::ByteSource(std::shared_ptr<State> state) : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> buffer) {
  return state_->decoder ? state_->decoder->read(state_->file, buffer) : state_->file.read(buffer);
}

ByteSource ByteSource::share() const {
  return ByteSource(state_);
}
const std::string& ByteSource::name() const {
  return state_->file.name();
}
std::uint64_t ByteSource::stored_bytes_read() const {
  return state_->file.bytes_read();
}
std::string ByteSource::sha256() const {
  return state_->file.sha256();
}

}  // namespace bearout::corpus
