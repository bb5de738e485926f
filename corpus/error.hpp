#pragma once

#include <stdexcept>
#include <string>

namespace bearout::corpus {

/// What ends a run: a file that can't be read, a list of outcomes with two equal ids. The message is one line
/// in the form `comments.csv:12: column "text" is missing; name it with --text-column`: file, line, what,
/// remedy.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace bearout::corpus
