// Plain files only: lets these tests link until corpus/byte_source.cpp is here.
#include <fstream>

#include "corpus/byte_source.hpp"
#include "corpus/error.hpp"

namespace bearout::corpus {

struct ByteSource::State {
  std::string name;
  std::ifstream file;
};

ByteSource::ByteSource(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->name = path.string();
  state_->file.open(path, std::ios::binary);
  if (!state_->file) throw Error(state_->name + ": can't be opened");
}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> buffer) {
  state_->file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  return static_cast<std::size_t>(state_->file.gcount());
}

const std::string& ByteSource::name() const {
  return state_->name;
}

}  // namespace bearout::corpus
