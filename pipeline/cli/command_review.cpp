#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <stop_token>
#include <thread>

#include "pipeline/cli/console.hpp"
#include "pipeline/cli/options.hpp"
#include "pipeline/cli/resources.hpp"
#include "pipeline/error.hpp"
#include "pipeline/relearn.hpp"
#include "pipeline/review/server.hpp"

namespace bearout::cli {

namespace {

struct ReviewChoice {
  std::string results;
  std::string reviewer;
  std::uint16_t port = 8421;
  bool no_browser = false;
};

/// Asks the desktop to open the address. False if there is none or it doesn't know how.
bool open_browser(const std::string& address) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return false;
  std::string program = "xdg-open";
  std::string argument = address;
  std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes{};  // the browser must not inherit that signals wait here
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const bool started =
      ::posix_spawnp(&child, "xdg-open", &actions, &attributes, arguments.data(), ::environ) == 0;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return started && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Serves until a stop is asked for, or the server ends by itself.
void serve_until(review::Server& server, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool ended = false;
  std::thread serving([&] {
    server.serve();
    const std::lock_guard lock(mutex);
    ended = true;
    changed.notify_all();
  });
  std::unique_lock lock(mutex);
  changed.wait(lock, stop, [&] { return ended; });
  while (!ended) {  // a server that is only just beginning does not hear the first time
    server.stop();
    changed.wait_for(lock, std::chrono::milliseconds(10), [&] { return ended; });
  }
  lock.unlock();
  serving.join();
}

/// "Learn now": scores the folder again with all cores.
review::Relearn relearn_in(const std::string& results,
                           const std::shared_ptr<const models::Knowledge>& knowledge) {
  return [results, knowledge](const std::function<void(const std::string&)>& report,
                              const std::stop_token& stop) {
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    const auto on_progress = [&](const pipeline::Progress& progress) { report(std::string(progress.stage)); };
    (void)pipeline::relearn(results, knowledge, threads, on_progress, stop);
  };
}

int review_command(const ReviewChoice& choice, StopSignals& signals) {
  signals.set_kept("every decision is kept in " + choice.results + "/review/; what was being learned is not");
  const auto knowledge = open_knowledge();
  review::Desk desk({.results = choice.results,
                     .reviewer = choice.reviewer,
                     .relearn = relearn_in(choice.results, knowledge),
                     .knowledge = knowledge});
  review::Server server(desk, choice.port);
  print_line("Review " + choice.results + " at  " + server.address());
  print_line("Every decision is kept at once in " + choice.results + "/review/. Ctrl-C ends the review.");
  std::fflush(stdout);
  if (!choice.no_browser && !open_browser(server.address())) print_line("Open that address in a browser.");
  std::fflush(stdout);
  serve_until(server, signals.token());
  return 0;
}

}  // namespace

void add_review(CLI::App& app, Action& action) {
  auto choice = std::make_shared<ReviewChoice>();
  CLI::App* command = app.add_subcommand(
      "review", "Accept and reject suggestions on a page of your browser, on this machine");
  command->add_option("results", choice->results, "Results folder")->required();
  command->add_option("--as", choice->reviewer, "Who decides: reviewers of one folder have different names")
      ->type_name("NAME");
  command->add_option("--port", choice->port, "Port; if it is in use, the next that is free")
      ->type_name("N")
      ->check(CLI::Range(1, 65535))
      ->capture_default_str();
  command->add_flag("--no-browser", choice->no_browser, "Print the address and open nothing");
  command->callback([choice, &action] {
    action = [choice](StopSignals& signals) { return review_command(*choice, signals); };
  });
}

}  // namespace bearout::cli
