#pragma once

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bearout::tests {

/// What a call of the built `bearout` came to.
struct Finished {
  int code = 0;  ///< exit code; minus the number of the signal that ended it
  std::string out;
  std::string err;
};

/// A call of `bearout` that goes on while the test does something else.
class Program {
 public:
  /// `environment` holds NAME=VALUE, beside what the test itself was called with.
  explicit Program(const std::vector<std::string>& arguments, std::string_view input = {},
                   const std::vector<std::string>& environment = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  [[nodiscard]] bool is_running();
  /// Ends it with SIGKILL, which it can't catch.
  void kill();
  /// Sends a signal that it can catch.
  void send(int signal);
  [[nodiscard]] Finished wait();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  File in_;
  File out_;
  File err_;
  pid_t process_ = 0;
  bool running_ = false;
  int code_ = 0;
};

/// Where the built `bearout` is, for a shell.
[[nodiscard]] std::string program_path();

/// Calls `bearout` and waits for its end.
[[nodiscard]] Finished run_program(const std::vector<std::string>& arguments, std::string_view input = {},
                                   const std::vector<std::string>& environment = {});

}  // namespace bearout::tests
