#include "corpus/archive.hpp"

#include <zip.h>

#include <map>
#include <span>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseMember {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string in_lower_case(std::string_view name) {
  return ascii_lower(std::string(name));
}

/// One member while it is read.
class Member {
 public:
  Member(zip_t* archive, zip_uint64_t index, std::string name) : name_(std::move(name)) {
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_stat_index(archive, index, 0, &status) == 0 && (status.valid & ZIP_STAT_COMP_SIZE) != 0) {
      packed_ = status.comp_size;
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
      throw Error(name_ + ": is protected by a password; save it without one");
    }
    file_.reset(zip_fopen_index(archive, index, 0));
    if (!file_) throw Error(name_ + ": can't be unpacked: " + zip_strerror(archive));
  }

  std::size_t read(std::span<char> buffer) {
    const auto count = zip_fread(file_.get(), buffer.data(), buffer.size());
    if (count < 0)
      throw Error(name_ + ": is damaged: " + zip_file_strerror(file_.get()) + "; copy the file again");
    unpacked_ += static_cast<std::uint64_t>(count);
    if (unpacked_ > Archive::kLargestMember) throw Error(name_ + ": unpacks to more than 2 GiB; split it");
    if (unpacked_ > Archive::kFreeOfSuspicion && unpacked_ / Archive::kMostUnpacking > packed_) {
      throw Error(name_ + ": unpacks to more than 300 times its size (a \"zip bomb\"?); it is not read");
    }
    return static_cast<std::size_t>(count);
  }

 private:
  std::string name_;
  std::unique_ptr<zip_file_t, CloseMember> file_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

struct Archive::State {
  std::unique_ptr<zip_t, CloseArchive> archive;
  std::map<std::string, zip_uint64_t, std::less<>> by_name;       ///< as written
  std::map<std::string, std::string, std::less<>> by_lower_case;  ///< to the name as written
};

Archive::Archive(const std::filesystem::path& path)
    : name_(path.string()), state_(std::make_unique<State>()) {
  int error = 0;
  state_->archive.reset(zip_open(name_.c_str(), ZIP_RDONLY, &error));
  if (!state_->archive) {
    if (error == ZIP_ER_NOENT) throw Error(name_ + ": no such file");
    throw Error(name_ + ": is no ZIP archive, as a file with this ending should be, or is damaged");
  }
  const auto count = zip_get_num_entries(state_->archive.get(), 0);
  if (static_cast<std::uint64_t>(count) > kMostMembers) {
    throw Error(name_ + ": holds more than 200,000 files; it is not read");
  }
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* const name = zip_get_name(state_->archive.get(), index, ZIP_FL_ENC_GUESS);
    if (name == nullptr) continue;
    state_->by_name.try_emplace(name, index);
    state_->by_lower_case.try_emplace(in_lower_case(name), name);
  }
}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

std::optional<std::string> Archive::find(std::string_view name) const {
  if (state_->by_name.contains(name)) return std::string(name);
  const auto found = state_->by_lower_case.find(in_lower_case(name));
  if (found == state_->by_lower_case.end()) return {};
  return found->second;
}

ByteSource Archive::open(const std::string& member) const {
  const auto found = state_->by_name.find(member);
  if (found == state_->by_name.end()) throw Error(name_ + ": has no part \"" + member + "\"; is it damaged?");
  const auto shown = name_ + "/" + member;
  auto file = std::make_shared<Member>(state_->archive.get(), found->second, shown);
  return {shown, [file](std::span<char> buffer) { return file->read(buffer); }};
}

}  // namespace bearout::corpus
