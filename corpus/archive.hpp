#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// A ZIP archive, as Word, Excel and programs for qualitative analysis write them. Members are read, never
/// unpacked to disk, so a member's name can lead nowhere.
class Archive {
 public:
  static constexpr std::uint64_t kLargestMember = std::uint64_t{2} << 30;
  // Deflate packs at most 1032:1; what people write packs 3:1 to 30:1, the emptiest of sheets 200:1.
  static constexpr std::uint64_t kMostUnpacking = 300;
  static constexpr std::uint64_t kFreeOfSuspicion = std::uint64_t{16}
                                                    << 20;  ///< smaller members may pack as well as they like
  static constexpr std::uint64_t kMostMembers = 200'000;

  /// Throws Error if the file is no ZIP archive or has too many members.
  explicit Archive(const std::filesystem::path& path);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// The member's own name for one that may be written in another case; nothing if there is none.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;

  /// The bytes of a member; the archive must outlive the source. The source throws Error for what is
  /// encrypted, broken, larger than kLargestMember, or unpacks to far more than its size (a "zip bomb").
  [[nodiscard]] ByteSource open(const std::string& member) const;

  [[nodiscard]] const std::string& name() const { return name_; }  ///< path as given, for messages

 private:
  struct State;
  std::string name_;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::corpus
