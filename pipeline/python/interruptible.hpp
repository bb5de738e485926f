#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <exception>
#include <future>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "pipeline/one_line.hpp"

namespace bearout::python {

/// What ends a run, in the one line that the command line says. Becomes bearout.Error.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Calls `work()`; its exceptions, but for Python's own and for lack of memory, become RunError.
template <class Work>
auto with_run_errors(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const pybind11::error_already_set&) {
    throw;
  } catch (const pybind11::builtin_exception&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw RunError(pipeline::one_line(error.what()));
  }
}

/// Calls `work(stop_token)` on a thread of its own, without the GIL, while the calling thread waits for
/// signals: on Ctrl-C the work is asked to stop, and when it has, KeyboardInterrupt is raised. Needs the GIL.
template <class Work>
auto run_interruptible(Work work) {
  using Result = decltype(work(std::stop_token()));
  constexpr std::chrono::milliseconds kBetweenLooks{50};
  std::stop_source stop;
  std::packaged_task<Result()> task([&] { return work(stop.get_token()); });
  std::future<Result> result = task.get_future();
  std::optional<pybind11::error_already_set> interrupt;
  {
    const pybind11::gil_scoped_release release;
    std::jthread thread(std::move(task));
    while (result.wait_for(kBetweenLooks) != std::future_status::ready) {
      const pybind11::gil_scoped_acquire acquire;
      if (interrupt || PyErr_CheckSignals() == 0) continue;
      interrupt.emplace();
      stop.request_stop();
    }
  }
  if (interrupt) throw std::move(*interrupt);
  return with_run_errors([&] { return result.get(); });
}

}  // namespace bearout::python
