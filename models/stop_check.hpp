#pragma once

#include <stop_token>

#include "models/error.hpp"

namespace bearout::models {

/// A long calculation was asked to stop, and did.
class Stopped : public Error {
 public:
  Stopped() : Error("stopped") {}
};

/// Stands between the parts of a long calculation.
inline void throw_if_stopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped();
}

}  // namespace bearout::models
