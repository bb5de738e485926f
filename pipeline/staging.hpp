#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

namespace bearout::pipeline {

/// What is written aside ends in one of two ways: it is put into place, or thrown away. A stop that is asked
/// for throws it away at once, on the thread that asks, whatever its own thread is doing; but a commit that
/// has begun is carried through first.
class Staging {
 public:
  /// `discard` must not throw; it is called at most once.
  Staging(const std::stop_token& stop, std::function<void()> discard);
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  /// Throws away what was not committed.
  ~Staging();

  /// Throws Stopped if a stop came first. If `put_into_place` throws, what is staged is still to be thrown
  /// away.
  void commit(const std::function<void()>& put_into_place);

 private:
  void discard_once();

  std::mutex mutex_;
  std::function<void()> discard_;  ///< empty: committed, or thrown away
  std::optional<std::stop_callback<std::function<void()>>> on_stop_;
};

/// Whether a regular file is there or could be: not standard output "-", a device, a pipe, a folder.
[[nodiscard]] bool is_place_of_file(const std::filesystem::path& place);

/// A file that is whole or not there: written beside its place under another name, then renamed. What is no
/// regular file (standard output "-", a device, a pipe) is written to as it is.
class StagedFile {
 public:
  explicit StagedFile(std::filesystem::path place, const std::stop_token& stop = {});

  /// Where to write until commit(). Has the place's ending.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Throws Error if it can't be put into place.
  void commit();

 private:
  std::filesystem::path place_;
  std::filesystem::path path_;
  Staging staging_;
};

}  // namespace bearout::pipeline
