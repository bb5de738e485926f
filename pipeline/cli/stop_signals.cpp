#include "pipeline/cli/stop_signals.hpp"

#include <unistd.h>

#include <csignal>
#include <utility>

#include "pipeline/cli/console.hpp"

namespace bearout::cli {

namespace {

// A batch of documents takes a tenth of this; some parts of fitting a large sample, or a terminal that nobody
// types into, more.
constexpr timespec kWindingDown{1, 0};

std::string name_of(int signal) {
  return signal == SIGINT ? "Ctrl-C" : signal == SIGTERM ? "SIGTERM" : "SIGHUP";
}

}  // namespace

StopSignals::StopSignals() {
  ::sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals_, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiting_ = std::thread([this] { wait_for_signals(); });
}

StopSignals::~StopSignals() {
  ending_ = true;
  // Blocked in every thread, so it ends none: that one's sigwait() takes it.
  ::pthread_kill(waiting_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  waiting_.join();
}

void StopSignals::set_kept(std::string kept) {
  const std::lock_guard lock(mutex_);
  kept_ = std::move(kept);
}

int StopSignals::finish_stopped() {
  const std::lock_guard lock(mutex_);
  if (!told_) {
    end_progress();
    log_error("stopped (" + name_of(received_) + "): " + kept_);
  }
  told_ = true;
  return 128 + received_;
}

void StopSignals::wait_for_signals() {
  int signal = 0;
  ::sigwait(&signals_, &signal);
  if (ending_) return;
  received_ = signal;
  source_.request_stop();
  (void)::sigtimedwait(&signals_, nullptr, &kWindingDown);
  if (ending_) return;
  // Nothing that is staged is left, and a commit under way was carried through: the rest is memory.
  ::_exit(finish_stopped());
}

}  // namespace bearout::cli
