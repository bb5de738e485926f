#include "pipeline/parallel.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace bearout::pipeline {

namespace {

void do_in_parallel(std::size_t threads, std::size_t count, const models::RangeWork& work) {
  const std::size_t ranges = std::min(threads, count);
  if (ranges == 0) return;
  std::vector<std::exception_ptr> failed(ranges);
  const auto do_range = [&](std::size_t range) {
    try {
      work(range * count / ranges, (range + 1) * count / ranges);
    } catch (...) {
      failed[range] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;  // joined at the end of this block
    others.reserve(ranges - 1);
    std::size_t started = 1;
    try {
      for (; started < ranges; ++started) others.emplace_back(do_range, started);
    } catch (const std::system_error&) {  // no more threads are to be had: this one does what is left
    }
    do_range(0);
    for (std::size_t range = started; range < ranges; ++range) do_range(range);
  }
  for (const std::exception_ptr& failure : failed) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace

models::Parallel parallel_on(std::size_t threads) {
  if (threads <= 1) return models::one_after_another;
  return
      [threads](std::size_t count, const models::RangeWork& work) { do_in_parallel(threads, count, work); };
}

}  // namespace bearout::pipeline
