#include "pipeline/knowledge_file.hpp"

#include <cstdlib>
#include <system_error>

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

// The same name in the build folder and where it is installed (models/wordnet/CMakeLists.txt).
constexpr const char* kName = "bearout/wordnet.knowledge";

}  // namespace

KnowledgePlaces KnowledgePlaces::of_this_process() {
  KnowledgePlaces places;
  if (const char* named = std::getenv("BEAROUT_KNOWLEDGE"); named != nullptr) places.named = named;
  std::error_code unknown;
  places.program = fs::read_symlink("/proc/self/exe", unknown);
  return places;
}

std::optional<fs::path> find_knowledge_file(const KnowledgePlaces& places) {
  if (places.named) return places.named->empty() ? std::nullopt : places.named;
  const fs::path beside = places.program.parent_path();
  for (const fs::path& folder :
       {beside / "share", beside / BEAROUT_DATA_FROM_PROGRAM, fs::path(BEAROUT_DATA_DIR)}) {
    fs::path file = (folder / kName).lexically_normal();
    std::error_code ignored;  // what can't be looked at is not there
    if (file.is_absolute() && fs::is_regular_file(file, ignored)) return file;
  }
  return std::nullopt;
}

}  // namespace bearout::pipeline
