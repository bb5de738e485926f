// What happens to a run when the world fails: signals, full disks, files that go away.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/file_size_limit.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A pipe with a name, into which comments run as fast as they are read until it is closed, or no reader is
/// left. With `count`, as many and then nothing, though the pipe stays open.
class EndlessComments {
 public:
  explicit EndlessComments(fs::path place, std::size_t count = SIZE_MAX) : path_(std::move(place)) {
    REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
    end_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    REQUIRE(end_ >= 0);
    writing_ = std::thread([this, count] { write(count); });
  }
  EndlessComments(const EndlessComments&) = delete;
  EndlessComments& operator=(const EndlessComments&) = delete;
  ~EndlessComments() { close(); }

  /// What is in the pipe is still read.
  void close() {
    closed_ = true;
    if (!writing_.joinable()) return;
    writing_.join();
    ::close(end_);
  }
  [[nodiscard]] std::string path() const { return path_; }
  /// All that there was is read, or more than a pipe holds: somebody is reading.
  [[nodiscard]] bool is_read() const {
    constexpr std::size_t kMoreThanAPipeHolds = 1'000'000;
    int waiting = 1;
    ::ioctl(end_, FIONREAD, &waiting);
    return written_ > kMoreThanAPipeHolds || (written_ > 0 && waiting == 0);
  }

 private:
  void write(std::size_t count) {
    for (std::size_t i = 0; i < count && !closed_; ++i) {
      const std::string line = "{\"id\":\"c" + std::to_string(i) +
                               "\",\"text\":\"I keep in touch with my family and friends.\"}\n";
      // Short lines go into a pipe whole or not at all.
      while (!closed_ && ::write(end_, line.data(), line.size()) < 0) std::this_thread::sleep_for(1ms);
      written_ += line.size();
    }
  }

  fs::path path_;
  int end_ = -1;
  std::atomic<std::size_t> written_ = 0;
  std::atomic<bool> closed_ = false;
  std::thread writing_;
};

class Faults {
 public:
  [[nodiscard]] fs::path path(const char* name) const { return scratch_.path() / name; }
  [[nodiscard]] std::string here(const std::string& text) const { return scratch_.here(text); }
  [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const {
    return scratch_.write(name, bytes);
  }

  [[nodiscard]] std::vector<std::string> run_on(const std::string& comments) const {
    return {"run",   "--outcomes", sample("outcomes.md"), "--comments", comments,
            "--out", path("out"),  "--no-candidates",     "--force"};
  }
  void make_earlier_run() const {
    REQUIRE(run_program(run_on(sample("comments.csv"))).code == 0);
    fs::copy(path("out"), path("earlier"), fs::copy_options::recursive);
  }
  /// The run of make_earlier_run() is in its place, and nothing else is.
  void check_earlier_run() const {
    CHECK(differences(path("out"), path("earlier")).empty());
    CHECK(false_claims(path("out")).empty());
    CHECK(names_in(path("out")) == names_in(path("earlier")));
  }
  /// The run has begun to write.
  void wait_for_staging(Program& run) const {
    const auto staged = [&] {
      std::error_code error;
      for (auto entry = fs::directory_iterator(path("out"), error);
           !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (entry->path().filename().string().starts_with(".staged-") && !fs::is_empty(entry->path(), error))
          return true;
      }
      return false;
    };
    while (run.is_running() && !staged()) std::this_thread::sleep_for(2ms);
    REQUIRE(run.is_running());
  }

 private:
  ScratchFolder scratch_;
};

/// Within double quotes of a shell.
std::string escaped(const std::string& script) {
  std::string text;
  for (const char c : script) {
    if (c == '$' || c == '"' || c == '\\' || c == '`') text += '\\';
    text += c;
  }
  return text;
}

}  // namespace

TEST_CASE("Ctrl-C stops a run: nothing staged is left, the earlier run is as it was") {
  const Faults faults;
  faults.make_earlier_run();
  EndlessComments comments(faults.path("c.jsonl"));
  Program run(faults.run_on(comments.path()));
  faults.wait_for_staging(run);
  run.send(SIGINT);
  const Finished finished = run.wait();
  CHECK(finished.code == 130);
  CHECK(finished.out.empty());
  CHECK(faults.here(finished.err) == "stopped (Ctrl-C): out still holds the earlier run\n");
  faults.check_earlier_run();
}

TEST_CASE("SIGTERM stops a run that waits for input, and its folder is gone with it") {
  const Faults faults;
  EndlessComments comments(faults.path("c.jsonl"), 10);
  Program run(faults.run_on(comments.path()));
  faults.wait_for_staging(run);
  while (run.is_running() && !comments.is_read()) std::this_thread::sleep_for(2ms);
  run.send(SIGTERM);
  const Finished finished = run.wait();
  CHECK(finished.code == 143);
  CHECK(faults.here(finished.err) == "stopped (SIGTERM): nothing was written to out\n");
  CHECK_FALSE(fs::exists(faults.path("out")));
}

TEST_CASE("a shard that is stopped leaves no half file") {
  const Faults faults;
  const std::string out = faults.write("rows.jsonl", "old\n");
  EndlessComments comments(faults.path("c.jsonl"));
  Program score(
      {"score", "--model", sample_results() / "model.bearout", "--comments", comments.path(), "--out", out});
  while (score.is_running() && names_in(out.substr(0, out.rfind('/'))).size() < 3)
    std::this_thread::sleep_for(2ms);
  score.send(SIGINT);
  const Finished finished = score.wait();
  CHECK(finished.code == 130);
  CHECK(finished.err == "stopped (Ctrl-C): no file was changed\n");
  CHECK(read_text(out) == "old\n");
  CHECK(names_in(out.substr(0, out.rfind('/'))).size() == 2);
}

TEST_CASE("Ctrl-C ends a review at once") {
  const Faults faults;
  faults.make_earlier_run();
  Program review({"review", faults.path("out"), "--no-browser", "--port", "18421"});
  while (review.is_running() && !fs::exists(faults.path("out") / "review" / "decisions.jsonl"))
    std::this_thread::sleep_for(2ms);
  review.send(SIGINT);
  const Finished finished = review.wait();
  CHECK(finished.code == 0);
  CHECK(finished.err.empty());
}

TEST_CASE("a reader that goes away ends what writes to it, without a word") {
  const std::string command = "'" + program_path() + "' export '" + sample_results().string() +
                              "' --to csv 2>&1 >/dev/full | cat; '" + program_path() + "' export '" +
                              sample_results().string() + "' --to tsv | head -c 10 > /dev/null";
  std::FILE* const shell = ::popen(command.c_str(), "r");
  REQUIRE(shell != nullptr);
  std::string said(2000, '\0');
  said.resize(std::fread(said.data(), 1, said.size(), shell));
  CHECK(::pclose(shell) == 0);
  // The first one's disk was full.
  CHECK(said ==
        "-: can't be written to: No space left on device; is there room, and may this folder be written?\n");
}

TEST_CASE("without room a run says so and leaves the earlier one as it was") {
  const Faults faults;
  faults.make_earlier_run();
  for (const rlim_t bytes : {4096U, 30'000U}) {
    CAPTURE(bytes);
    const Finished run = [&] {
      const FileSizeLimit limit(bytes);
      return run_program(faults.run_on(sample("comments.csv")));
    }();
    CHECK(run.code == 2);
    CHECK(lines_of(run.err).size() == 1);
    CHECK(run.err.find("can't be written to: File too large; is there room") != std::string::npos);
    faults.check_earlier_run();
  }
}

TEST_CASE("a disk that is full ends a run in one line, and what was on it stays whole") {
  if (std::system("unshare -rm true 2> /dev/null") != 0) {
    MESSAGE("this machine lets nobody mount a small disk");
    return;
  }
  const Faults faults;
  faults.make_earlier_run();
  fs::create_directory(faults.path("disk"));
  // A disk in memory with room for the earlier run and a little more; the mount ends with the shell.
  const std::string script =
      "cd '" + faults.path("").string() + "' && size=$(($(du -sk out | cut -f1) + 40)) && " +
      "mount -t tmpfs -o size=${size}k none disk && cp -r out disk/out && '" + program_path() +
      "' run --force --no-candidates --outcomes '" + fs::absolute(sample("outcomes.md")).string() +
      "' --comments '" + fs::absolute(sample("comments.csv")).string() +
      "' --out disk/out > /dev/null 2> err; echo $? > code; diff -r out disk/out > differences; ls -A "
      "disk/out > names; ls -A out > names.before";
  REQUIRE(std::system(("unshare -rm sh -c \"" + escaped(script) + "\"").c_str()) == 0);
  CHECK(read_text(faults.path("code")) == "2\n");
  const std::string said = read_text(faults.path("err"));
  CHECK(lines_of(said).size() == 1);
  CHECK(said.find("can't be written to: No space left on device; is there room") != std::string::npos);
  CHECK(read_text(faults.path("differences")).empty());
  CHECK(read_text(faults.path("names")) == read_text(faults.path("names.before")));
}

TEST_CASE("without room no command leaves half a file, and a device is never replaced") {
  const Faults faults;
  const std::string results = sample_results();
  for (const std::string format : {"csv", "xlsx", "markdown", "qdc", "qdpx", "label-studio"}) {
    CAPTURE(format);
    const std::string out = faults.write("out." + format, "old");
    const Finished limited = [&] {
      const FileSizeLimit limit(1000);
      return run_program({"export", results, "--to", format, "--out", out});
    }();
    CHECK(limited.code == 2);
    CHECK(lines_of(limited.err).size() == 1);
    CHECK(read_text(out) == "old");
    fs::remove(out);
    const Finished full = run_program({"export", results, "--to", format, "--out", "/dev/full"});
    CHECK(full.code == 2);
    CHECK(full.err.find("No space left on device") != std::string::npos);
    CHECK(fs::is_character_file("/dev/full"));
  }
  CHECK(names_in(faults.path(".")).empty());
  const Finished observed =
      run_program({"observe", "--comments", sample("comments.csv"), "--out", "/dev/full"});
  CHECK(observed.code == 2);
  CHECK(observed.err == "/dev/full: can't be written; is there room, and may this folder be written?\n");
}

TEST_CASE("a results folder that is removed under way ends the run in one line") {
  const Faults faults;
  EndlessComments comments(faults.path("c.jsonl"));
  Program run(faults.run_on(comments.path()));
  faults.wait_for_staging(run);
  while (run.is_running() && !comments.is_read()) std::this_thread::sleep_for(2ms);
  fs::remove_all(faults.path("out"));
  comments.close();
  const Finished finished = run.wait();
  CHECK(finished.code == 2);
  CHECK(lines_of(finished.err).size() == 1);
  CHECK(finished.err.find("No such file or directory") != std::string::npos);
}

TEST_CASE("input that can't be read to its end ends the run in one line") {
  const Faults faults;
  fs::create_symlink("/proc/self/mem", faults.path("c.jsonl"));  // its first byte can't be read
  const Finished run = run_program(faults.run_on(faults.path("c.jsonl")));
  CHECK(run.code == 2);
  CHECK(faults.here(run.err) == "c.jsonl: can't be read: Input/output error\n");
  CHECK_FALSE(fs::exists(faults.path("out")));
}

TEST_CASE("a file that loses its end while it is read is read as far as it goes") {
  const Faults faults;
  const auto file = faults.path("c.jsonl");
  {
    std::ofstream out(file);
    for (int i = 0; i < 2'000; ++i) {
      out << "{\"id\":\"c" << i << "\",\"text\":\"" << std::string(500, 'x') << " I keep in touch.\"}\n";
    }
  }
  Program run(faults.run_on(file));
  faults.wait_for_staging(run);
  fs::resize_file(file, 500'000);
  const Finished finished = run.wait();
  CHECK(finished.code >= 0);
  CHECK(finished.code <= 1);  // 1: the line that was cut is skipped
  CHECK(false_claims(faults.path("out")).empty());
}
