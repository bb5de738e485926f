#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace bearout::pipeline {

/// Takes inputs one after the other from `produce()` (std::optional, empty at the end), turns each into an
/// output with `work(worker, input)` on `threads` threads (worker: 0 .. threads - 1, each on one thread at a
/// time), and hands the outputs to `consume(output)` on the calling thread in the order of the inputs: so the
/// number of threads can't be seen in what comes out. At most a few inputs per thread are under way at once,
/// so memory is bounded. The exception of the earliest input that failed is thrown on, after all threads have
/// ended. produce() and consume() need not be thread-safe.
template <typename Produce, typename Work, typename Consume>
void run_ordered(std::size_t threads, Produce produce, Work work, Consume consume) {
  using Input = typename decltype(produce())::value_type;
  using Output = decltype(work(std::size_t{0}, std::declval<Input>()));
  if (threads <= 1) {
    while (std::optional<Input> input = produce()) consume(work(0, std::move(*input)));
    return;
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::uint64_t, Output> finished;
  std::map<std::uint64_t, std::exception_ptr> failed;
  std::uint64_t taken = 0;     // inputs handed out
  std::uint64_t consumed = 0;  // outputs handed on
  std::size_t running = threads;
  bool stop = false;
  const std::uint64_t most_under_way = 4 * threads;

  const auto loop = [&](std::size_t worker) {
    while (true) {
      std::uint64_t number = 0;
      std::optional<Input> input;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || taken < consumed + most_under_way; });
        if (stop) break;
        number = taken++;
        try {
          input = produce();
        } catch (...) {
          failed.emplace(number, std::current_exception());
        }
        if (!input) {
          stop = true;
          break;
        }
      }
      try {
        Output output = work(worker, std::move(*input));
        const std::scoped_lock lock(mutex);
        finished.emplace(number, std::move(output));
      } catch (...) {
        const std::scoped_lock lock(mutex);
        failed.emplace(number, std::current_exception());
        stop = true;
      }
      changed.notify_all();
    }
    const std::scoped_lock lock(mutex);
    --running;
    changed.notify_all();
  };

  std::vector<std::jthread> workers;
  workers.reserve(threads);
  for (std::size_t worker = 0; worker < threads; ++worker) workers.emplace_back(loop, worker);
  std::exception_ptr broken;  // consume() failed
  while (true) {
    std::optional<Output> next;
    {
      std::unique_lock lock(mutex);
      changed.wait(
          lock, [&] { return running == 0 || (!finished.empty() && finished.begin()->first == consumed); });
      if (finished.empty() || finished.begin()->first != consumed)
        break;  // all have ended, nothing more in order
      next.emplace(std::move(finished.extract(finished.begin()).mapped()));
      ++consumed;
    }
    changed.notify_all();
    try {
      consume(std::move(*next));
    } catch (...) {
      broken = std::current_exception();
      const std::scoped_lock lock(mutex);
      stop = true;
      break;
    }
  }
  changed.notify_all();
  workers.clear();  // joins
  if (broken) std::rethrow_exception(broken);
  if (!failed.empty()) std::rethrow_exception(failed.begin()->second);
}

}  // namespace bearout::pipeline
