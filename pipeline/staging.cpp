#include "pipeline/staging.hpp"

#include <unistd.h>

#include <string>
#include <utility>

#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& place) {
  if (!is_place_of_file(place)) return place;
  return place.parent_path() / (".staged-" + std::to_string(::getpid()) + "-" + place.filename().string());
}

}  // namespace

bool is_place_of_file(const fs::path& place) {
  std::error_code error;
  return place != "-" && (!fs::exists(place, error) || fs::is_regular_file(place, error));
}

Staging::Staging(const std::stop_token& stop, std::function<void()> discard) : discard_(std::move(discard)) {
  on_stop_.emplace(stop, [this] { discard_once(); });
}

Staging::~Staging() {
  on_stop_.reset();  // waits for a callback under way
  discard_once();
}

void Staging::discard_once() {
  const std::lock_guard lock(mutex_);
  if (const auto discard = std::exchange(discard_, nullptr)) discard();
}

void Staging::commit(const std::function<void()>& put_into_place) {
  const std::lock_guard lock(mutex_);
  if (!discard_) throw Stopped();
  put_into_place();
  discard_ = nullptr;
}

StagedFile::StagedFile(fs::path place, const std::stop_token& stop)
    : place_(std::move(place)), path_(beside(place_)), staging_(stop, [this] {
        std::error_code ignored;
        if (path_ != place_) fs::remove(path_, ignored);
      }) {}

void StagedFile::commit() {
  staging_.commit([this] {
    std::error_code error;
    if (path_ != place_) fs::rename(path_, place_, error);
    if (error) throw Error(place_.string() + ": can't be written: " + error.message());
  });
}

}  // namespace bearout::pipeline
