#pragma once

#include <stdexcept>

namespace bearout::models {

/// What ends a run: a damaged or foreign file, statistics that were counted in different ways. One line:
/// what, remedy.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace bearout::models
