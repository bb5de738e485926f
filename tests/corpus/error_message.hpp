#pragma once

#include <string>

#include "corpus/error.hpp"

namespace bearout::tests {

/// The message of the Error that `act` throws; empty if it throws none.
template <class Act>
std::string error_message(Act act) {
  try {
    act();
  } catch (const corpus::Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace bearout::tests
