#include "pipeline/results_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/byte_source.hpp"
#include "corpus/utf8_source.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/error.hpp"
#include "pipeline/parse_json.hpp"

namespace bearout::pipeline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRunFile = "run.json";
constexpr std::string_view kStagingPrefix = ".staged-";
// Everything that a run may write; whatever else lies in a folder is somebody's and is left alone.
constexpr std::array<std::string_view, 11> kGenerated{
    "candidates.json", "documents.jsonl.zst", "framing.jsonl",     "groups.csv",
    "mappings.csv",    "mappings.jsonl",      "memberships.jsonl", "model.bearout",
    "outcomes.json",   "report.html",         "run.json"};

bool is_generated(const std::string& name) {
  return std::find(kGenerated.begin(), kGenerated.end(), name) != kGenerated.end();
}

bool is_leftover(const std::string& name) {
  return name.rfind(kStagingPrefix, 0) == 0;
}

/// The staging folder of a run that is still at work (on this machine).
bool belongs_to_living(const std::string& staging) {
  const long process = std::strtol(staging.c_str() + kStagingPrefix.size(), nullptr, 10);
  return process > 0 && process != ::getpid() &&
         (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

/// Reaches the disk before what follows does: a rename must never survive a power cut that its content did
/// not. Some file systems say only now that there is no room; others know no fsync, which is their affair.
void sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const bool failed = ::fsync(file) != 0 && (errno == EIO || errno == ENOSPC || errno == EDQUOT);
  const int reason = errno;
  ::close(file);
  if (failed) throw fs::filesystem_error("fsync", path, std::error_code(reason, std::generic_category()));
}

/// A run is in the folder, or one was killed while it replaced another: what else lies there is somebody's,
/// and stays.
bool holds_run(const fs::path& folder) {
  if (fs::exists(folder / kRunFile)) return true;
  return std::any_of(fs::directory_iterator(folder), fs::directory_iterator(),
                     [](const auto& entry) { return is_leftover(entry.path().filename().string()); });
}

void write_file(const fs::path& path, std::string_view content) {
  FileWriter writer(path);
  writer.write(content);
  writer.finish();
}

/// An entry of "files" in run.json: name, size and digest.
bool is_file_entry(const nlohmann::ordered_json& entry) {
  return entry.is_object() && entry.contains("name") && entry["name"].is_string() &&
         entry.contains("bytes") && entry["bytes"].is_number_unsigned() && entry.contains("sha256") &&
         entry["sha256"].is_string();
}

nlohmann::ordered_json read_run(const fs::path& folder) {
  const fs::path path = folder / kRunFile;
  if (!fs::exists(path)) {
    throw Error(folder.string() +
                ": there is no run.json, so this is no whole results folder; run `bearout run` (again, with "
                "--force)");
  }
  auto run = parse_json<nlohmann::ordered_json>(corpus::read_text(corpus::ByteSource(path)));
  if (run.is_discarded() || !run.is_object() || !run.contains("files") || !run["files"].is_array() ||
      !std::all_of(run["files"].begin(), run["files"].end(), is_file_entry)) {
    throw Error(path.string() + ": is damaged; run `bearout run` again with --force");
  }
  return run;
}

}  // namespace

void check_free(const fs::path& folder, bool force) {
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder)) throw Error(folder.string() + ": is a file; give a folder with --out");
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (is_leftover(name) || name == "review") continue;
    if (!is_generated(name)) {
      if (force && holds_run(folder)) continue;
      throw Error(folder.string() + ": holds \"" + name +
                  "\", which is no result of a run; give an empty folder with --out");
    }
    if (!force) {
      throw Error(folder.string() +
                  ": holds another run; give another folder with --out, or --force to replace it");
    }
  }
}

ResultsFolder::ResultsFolder(fs::path folder, bool force, const std::stop_token& stop)
    : folder_(std::move(folder)), stop_(stop) {
  check_free(folder_, force);
  std::error_code error;
  made_ = fs::create_directories(folder_, error);
  if (error) {
    throw Error(folder_.string() + ": can't be made: " + error.message() +
                "; give another folder with --out");
  }
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (!is_leftover(name)) continue;
    if (belongs_to_living(name)) {
      throw Error(folder_.string() +
                  ": another run is writing into it; wait for it, or give another folder with --out");
    }
    fs::remove_all(entry.path(), error);
  }
  staging_ = folder_ / (std::string(kStagingPrefix) + std::to_string(::getpid()));
  if (!fs::create_directory(staging_, error)) {
    throw Error(folder_.string() + ": can't be written: " + error.message() +
                "; give another folder with --out");
  }
  commit_.emplace(stop, [this] { discard(); });
}

void ResultsFolder::discard() const {
  std::error_code error;
  fs::remove_all(staging_, error);
  if (made_) fs::remove(folder_, error);  // only where it is empty: nothing was put into place
}

FileWriter ResultsFolder::create(std::string_view name) {
  if (stop_.stop_requested()) throw Stopped();
  names_.emplace_back(name);
  auto written = std::make_shared<WrittenFile>();
  written_[names_.back()] = written;
  return FileWriter(staged(name), std::move(written));
}

void ResultsFolder::take(std::string_view name, const fs::path& file) {
  if (stop_.stop_requested()) throw Stopped();
  names_.emplace_back(name);
  std::error_code error;
  fs::copy_file(file, staged(name), error);
  if (error) throw Error(file.string() + ": can't be copied to " + folder_.string() + ": " + error.message());
}

fs::path ResultsFolder::staged(std::string_view name) const {
  return staging_ / name;
}

std::vector<ResultFile> ResultsFolder::files() const {
  std::vector<std::string> names = names_;
  std::sort(names.begin(), names.end());
  std::vector<ResultFile> files;
  for (const std::string& name : names) {
    std::error_code error;
    const auto bytes = fs::file_size(staged(name), error);
    if (error) {
      throw Error(folder_.string() + ": \"" + name +
                  "\" is gone; something removed it during the run, run it again");
    }
    const auto written = written_.find(name);
    if (written == written_.end()) {
      files.push_back({name, bytes, sha256_of_file(staged(name))});
      continue;
    }
    assert(!written->second->sha256.empty());  // its writer has finished
    if (bytes != written->second->bytes) {
      throw Error(folder_.string() + ": \"" + name +
                  "\" is not as it was written; something changed it during the run, run it again");
    }
    files.push_back({name, bytes, written->second->sha256});
  }
  return files;
}

void ResultsFolder::commit(std::string_view run_json) {
  commit_->commit([&] { put_into_place(run_json); });
}

void ResultsFolder::put_into_place(std::string_view run_json) const {
  try {
    write_file(staged(kRunFile), run_json);
    for (const std::string& name : names_) sync(staged(name));
    sync(staged(kRunFile));
    fs::remove(folder_ / kRunFile);  // from here on the old run is no longer whole
    sync(folder_);
    for (const std::string_view name : kGenerated) {
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) fs::remove(folder_ / name);
    }
    for (const std::string& name : names_) fs::rename(staged(name), folder_ / name);
    sync(folder_);
    fs::rename(staged(kRunFile), folder_ / kRunFile);
    sync(folder_);
    std::error_code ignored;  // the results are whole; what is left is removed by the next run
    fs::remove_all(staging_, ignored);
  } catch (const fs::filesystem_error& error) {
    throw Error(folder_.string() + ": results can't be put into place: " + error.code().message());
  }
}

void check_results(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(folder.string() + ": no such results folder");
  const auto run = read_run(folder);
  for (const auto& file : run["files"]) {
    const std::string name = file.value("name", "");
    std::error_code error;
    if (fs::file_size(folder / name, error) != file.value("bytes", std::uint64_t{0}) || error) {
      throw Error(folder.string() + ": " + name +
                  " is not the file that run.json names; run `bearout run` again with --force");
    }
  }
}

fs::path checked_result(const fs::path& folder, std::string_view name) {
  const auto run = read_run(folder);
  for (const auto& file : run["files"]) {
    if (file.value("name", "") != name) continue;
    if (sha256_of_file(folder / name) != file.value("sha256", "")) {
      throw Error((folder / name).string() +
                  ": was changed after the run; run `bearout run` again with --force");
    }
    return folder / name;
  }
  throw Error(folder.string() + ": the run kept no " + std::string(name));
}

void copy_results(const fs::path& from, const fs::path& to, bool force, const std::stop_token& stop) {
  check_results(from);
  std::error_code error;
  if (fs::equivalent(from, to, error) && !error)
    throw Error(to.string() + ": is the folder that is to be copied; give another one");
  ResultsFolder folder(to, force, stop);
  const auto run = read_run(from);
  for (const auto& file : run["files"]) {
    const std::string name = file.value("name", "");
    if (name.empty() || fs::path(name).filename() != name) {
      throw Error((from / kRunFile).string() + ": names a file that is not in this folder (\"" + name +
                  "\"); run again");
    }
    folder.take(name, from / name);
  }
  folder.commit(corpus::read_text(corpus::ByteSource(from / kRunFile)));
}

void replace_result(const fs::path& folder, std::string_view name, std::string_view content) {
  auto run = read_run(folder);
  const fs::path fresh = folder / (std::string(kStagingPrefix) + std::string(name));
  const fs::path fresh_run = folder / (std::string(kStagingPrefix) + std::string(kRunFile));
  write_file(fresh, content);
  for (auto& file : run["files"]) {
    if (file.value("name", "") != name) continue;
    file["bytes"] = content.size();
    file["sha256"] = sha256_of_file(fresh);
  }
  write_file(fresh_run, run.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  sync(fresh);
  sync(fresh_run);
  fs::remove(folder / kRunFile);
  fs::rename(fresh, folder / name);
  fs::rename(fresh_run, folder / kRunFile);
  sync(folder);
}

}  // namespace bearout::pipeline
