#pragma once

#include <filesystem>
#include <fstream>
#include <ios>
#include <ostream>
#include <stop_token>
#include <utility>

#include "models/statistics.hpp"
#include "pipeline/error.hpp"
#include "pipeline/staging.hpp"

namespace bearout::pipeline {

/// Saves statistics or a model to a stream.
template <typename Value>
void save_to(const Value& value, std::ostream& out) {
  if constexpr (requires { value.save(out); }) {
    value.save(out);
  } else {
    save(value, out);
  }
}

/// … as a file, whole or not at all. Throws Error if it can't be written, Stopped if asked to stop.
template <typename Value>
void save_as(const Value& value, const std::filesystem::path& path, const std::stop_token& stop = {}) {
  StagedFile file(path, stop);
  {
    std::ofstream out(file.path(), std::ios::binary | std::ios::trunc);
    save_to(value, out);
    if (!out.flush())
      throw Error(path.string() + ": can't be written; is there room, and may this folder be written?");
  }
  file.commit();
}

/// Throws Error if the file can't be read, models::Error if it holds no statistics.
[[nodiscard]] inline models::Statistics read_statistics(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path.string() + ": can't be read; make it with `bearout observe`");
  return models::Statistics::load(in, path.string());
}

}  // namespace bearout::pipeline
