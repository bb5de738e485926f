#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/file_writer.hpp"
#include "pipeline/staging.hpp"

namespace bearout::pipeline {

/// A generated file of a results folder, as run.json names it.
struct ResultFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits
};

/// A results folder in the making. Files are written into a hidden folder inside it (so that renaming never
/// crosses a file system); commit() takes the old run.json away, renames every file into place and run.json
/// last. Killed at any moment, the folder is either the old run whole, or without run.json (then every reader
/// refuses it), or the new run whole. `review/` is never touched. Without commit() the destructor removes
/// what was staged, and a stop that is asked for does so at once.
class ResultsFolder {
 public:
  /// Throws Error if the folder can't be made or written, if it holds something that is no run, or another
  /// run and not `force`.
  ResultsFolder(std::filesystem::path folder, bool force, const std::stop_token& stop = {});

  /// Opens a file that will be part of the results. Its writer must be finished before commit(). Throws
  /// Stopped if a stop was asked for.
  [[nodiscard]] FileWriter create(std::string_view name);
  /// Makes a copy of a file, as it is, part of the results. Throws like create(), and Error if it can't be
  /// copied.
  void take(std::string_view name, const std::filesystem::path& file);
  /// Where a file of create() is until commit(), or a name for a scratch file that commit() throws away.
  [[nodiscard]] std::filesystem::path staged(std::string_view name) const;
  [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

  /// Sizes and digests of all files created so far, in the order of names.
  [[nodiscard]] std::vector<ResultFile> files() const;
  /// Moves everything into place; `run_json` is the content of run.json. Throws Stopped as create() does.
  void commit(std::string_view run_json);

 private:
  void put_into_place(std::string_view run_json) const;
  void discard() const;

  std::filesystem::path folder_;
  std::filesystem::path staging_;
  std::vector<std::string> names_;
  std::map<std::string, std::shared_ptr<WrittenFile>> written_;  ///< those of create()
  bool made_ = false;                                            ///< the folder was not there before
  std::stop_token stop_;
  std::optional<Staging> commit_;
};

/// Throws Error if ResultsFolder would for what lies in the folder: to be heard before the work, not after
/// it.
void check_free(const std::filesystem::path& folder, bool force);

/// Throws Error unless the folder holds a whole run: run.json is there and every file that it names has the
/// size it names.
void check_results(const std::filesystem::path& folder);
/// The same, and compares SHA-256 of `name` too: for readers of that file. Returns its path.
[[nodiscard]] std::filesystem::path checked_result(const std::filesystem::path& folder,
                                                   std::string_view name);

/// Copies a whole run, but for its `review/`, to another folder. Throws Error like ResultsFolder and
/// check_results(), and if the folders are one.
void copy_results(const std::filesystem::path& from, const std::filesystem::path& to, bool force,
                  const std::stop_token& stop = {});

/// Replaces one generated file of a whole run (report.html) and its line in run.json.
void replace_result(const std::filesystem::path& folder, std::string_view name, std::string_view content);

}  // namespace bearout::pipeline
