#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace bearout::pipeline {

/// What is under way between the threads of run_ordered(): inputs that wait for a worker, outputs that wait
/// for their turn. Each function belongs to one kind of thread.
template <typename Input, typename Output>
class OrderedQueue {
 public:
  explicit OrderedQueue(std::uint64_t most_under_way) : most_under_way_(most_under_way) {}

  /// Reads ahead as far as there is room.
  template <typename Produce>
  void produce(Produce& produce_one) {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || produced_ < consumed_ + most_under_way_; });
        if (stop_) return;
      }
      std::optional<Input> input;
      std::exception_ptr failure;
      try {
        // Not at once: g++ 12 drops the empty value of what a call that throws is assigned to (-fipa-modref).
        std::optional<Input> next = produce_one();
        input = std::move(next);
      } catch (...) {
        failure = std::current_exception();
      }
      const std::scoped_lock lock(mutex_);
      if (failure) {
        failed_.emplace(produced_, failure);
        at_end_ = true;
      } else if (input) {
        inputs_.emplace_back(produced_++, std::move(*input));
      } else {
        at_end_ = true;
      }
      changed_.notify_all();
      if (at_end_) return;
    }
  }

  template <typename Work>
  void work(std::size_t worker, Work& work_on) {
    while (auto taken = take()) {
      try {
        Output output = work_on(worker, std::move(taken->second));
        const std::scoped_lock lock(mutex_);
        finished_.emplace(taken->first, std::move(output));
      } catch (...) {
        const std::scoped_lock lock(mutex_);
        failed_.emplace(taken->first, std::current_exception());
        stop_ = true;
      }
      changed_.notify_all();
    }
    const std::scoped_lock lock(mutex_);
    ++ended_workers_;
    changed_.notify_all();
  }

  /// The next output in order; nothing if there will be none.
  [[nodiscard]] std::optional<Output> next(std::size_t workers) {
    std::unique_lock lock(mutex_);
    const auto is_next = [&] { return !finished_.empty() && finished_.begin()->first == consumed_; };
    changed_.wait(lock, [&] { return is_next() || ended_workers_ == workers; });
    if (!is_next()) return std::nullopt;
    std::optional<Output> output(std::move(finished_.extract(finished_.begin()).mapped()));
    ++consumed_;
    changed_.notify_all();
    return output;
  }

  void stop() {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
    changed_.notify_all();
  }

  /// After all threads have ended.
  void throw_failure() const {
    if (!failed_.empty()) std::rethrow_exception(failed_.begin()->second);
  }

 private:
  /// The input that waits longest, with its number.
  std::optional<std::pair<std::uint64_t, Input>> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stop_ || !inputs_.empty() || at_end_; });
    if (stop_ || inputs_.empty()) return std::nullopt;
    std::optional<std::pair<std::uint64_t, Input>> input(std::move(inputs_.front()));
    inputs_.pop_front();
    return input;
  }

  const std::uint64_t most_under_way_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::uint64_t, Input>> inputs_;
  std::map<std::uint64_t, Output> finished_;
  std::map<std::uint64_t, std::exception_ptr> failed_;
  std::uint64_t produced_ = 0;
  std::uint64_t consumed_ = 0;
  std::size_t ended_workers_ = 0;
  bool at_end_ = false;
  bool stop_ = false;
};

/// Takes inputs one after the other from `produce()` (std::optional, empty at the end), turns each into an
/// output with `work(worker, input)` on `threads` threads (worker: 0 .. threads - 1, each on one thread at a
/// time), and hands the outputs to `consume(output)` on the calling thread in the order of the inputs: so the
/// number of threads can't be seen in what comes out. With more threads than one, produce() has another of
/// its own, so that no worker reads. At most a few inputs per thread are under way at once, so memory is
/// bounded. The exception of the earliest input that failed is thrown on; or that of consume(), which ends it
/// at once; or std::system_error if a thread can't be started. All threads have ended then. produce() and
/// consume() need not be thread-safe.
template <typename Produce, typename Work, typename Consume>
void run_ordered(std::size_t threads, Produce produce, Work work, Consume consume) {
  using Input = typename decltype(produce())::value_type;
  using Output = decltype(work(std::size_t{0}, std::declval<Input>()));
  if (threads <= 1) {
    while (std::optional<Input> input = produce()) consume(work(0, std::move(*input)));
    return;
  }
  OrderedQueue<Input, Output> queue(4 * threads);
  std::exception_ptr broken;  // consume() failed, or a thread could not be started
  {
    std::vector<std::jthread> running;  // joined at the end of this block
    running.reserve(threads + 1);
    try {
      running.emplace_back([&] { queue.produce(produce); });
      for (std::size_t worker = 0; worker < threads; ++worker)
        running.emplace_back([&queue, &work, worker] { queue.work(worker, work); });
      while (std::optional<Output> output = queue.next(threads)) consume(std::move(*output));
    } catch (...) {
      broken = std::current_exception();
    }
    queue.stop();
  }
  if (broken) std::rethrow_exception(broken);
  queue.throw_failure();
}

}  // namespace bearout::pipeline
