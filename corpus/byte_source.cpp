#include "corpus/byte_source.hpp"

#include <utility>

#include "corpus/decoder.hpp"
#include "corpus/error.hpp"
#include "corpus/stored_file.hpp"

namespace bearout::corpus {
namespace {

// Text packs 3:1 to 30:1, a corpus of copies more; a file made to fill a disk 1,000:1 (gzip) or any (zstd).
constexpr std::uint64_t kMostUnpacking = 500;
constexpr std::uint64_t kFreeOfSuspicion = std::uint64_t{256} << 20;

}  // namespace

struct ByteSource::State {
  std::string name;
  std::unique_ptr<StoredFile> file;  ///< none: the bytes are pulled
  std::unique_ptr<Decoder> decoder;  ///< none: the stored bytes are the bytes
  Pull pull;
  std::vector<std::string> notes;
  Unpacking unpacking = Unpacking::bounded;
  std::uint64_t unpacked = 0;  ///< bytes that the decoder gave

  [[nodiscard]] bool is_suspect() const {
    return unpacking == Unpacking::bounded && unpacked > kFreeOfSuspicion &&
           unpacked / kMostUnpacking > file->bytes_read();
  }
};

ByteSource::ByteSource(const std::filesystem::path& path, Unpacking unpacking, Digest digest)
    : state_(std::make_shared<State>()) {
  state_->unpacking = unpacking;
  state_->file = std::make_unique<StoredFile>(path, digest);
  state_->name = state_->file->name();
  state_->decoder = make_decoder(path == "-" ? Compression::none : compression_of(path));
}
ByteSource::ByteSource(std::string name, Pull pull) : state_(std::make_shared<State>()) {
  state_->name = std::move(name);
  state_->pull = std::move(pull);
}
ByteSource::ByteSource(std::shared_ptr<State> state) : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> buffer) {
  if (!state_->file) return state_->pull(buffer);
  if (!state_->decoder) return state_->file->read(buffer);
  const auto count = state_->decoder->read(*state_->file, buffer);
  state_->unpacked += count;
  if (state_->is_suspect()) {
    throw Error(state_->name +
                ": unpacks to more than 500 times its size (a \"bomb\"?); unpack it yourself if it is not");
  }
  return count;
}

ByteSource ByteSource::share() const {
  return ByteSource(state_);
}
const std::string& ByteSource::name() const {
  return state_->name;
}
std::uint64_t ByteSource::stored_bytes_read() const {
  return state_->file ? state_->file->bytes_read() : 0;
}
std::string ByteSource::sha256() const {
  return state_->file ? state_->file->sha256() : std::string();
}
void ByteSource::note(std::string what) {
  state_->notes.push_back(std::move(what));
}
const std::vector<std::string>& ByteSource::notes() const {
  return state_->notes;
}

}  // namespace bearout::corpus
