#pragma once

#include <atomic>
#include <csignal>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace bearout::cli {

/// While it lives, SIGINT (Ctrl-C), SIGTERM and SIGHUP ask for a stop instead of ending the program. What is
/// staged is thrown away at once (pipeline::Staging); a command that has not wound down after a second,
/// or at a second signal, is ended. Make it before the first thread: threads inherit that they leave these
/// signals alone.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  /// What is left of a command that was stopped, half a sentence.
  void set_kept(std::string kept);

  /// Logs that the program was stopped and what is kept, once, whichever thread comes to it first; returns
  /// the exit code: 128 and the signal's number.
  [[nodiscard]] int finish_stopped();

 private:
  void wait_for_signals();

  sigset_t signals_{};
  std::stop_source source_;
  std::mutex mutex_;
  std::string kept_ = "no file was changed";
  bool told_ = false;
  std::atomic<int> received_ = 0;
  std::atomic<bool> ending_ = false;
  std::thread waiting_;
};

}  // namespace bearout::cli
