#pragma once

#include <stdexcept>

namespace bearout::pipeline {

/// What ends a run: a results folder that is not whole, an unwritable place. One line: what, remedy.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The work was asked to stop, and did.
class Stopped : public Error {
 public:
  Stopped() : Error("stopped") {}
};

}  // namespace bearout::pipeline
