// review.sqlite, damaged: the store says so in one line or goes on, and never touches what it can't read.

#include "pipeline/decisions_store.hpp"

#include <unistd.h>

#include <fstream>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

namespace fs = std::filesystem;
namespace pipeline = bearout::pipeline;

namespace {

pipeline::StoredAct decided(const std::string& outcome, pipeline::Decision decision) {
  pipeline::MappingDecision act{
      .document = "c1", .place = pipeline::Place{0, 5}, .text = "Hello", .outcome = outcome, .signature = {}};
  act.decision = decision;
  act.signature.by = "ana";
  return stored(act);
}

/// The bytes of a store in which steps were made, taken back and done again.
std::string whole_store(const fs::path& results) {
  {
    pipeline::DecisionsStore store(results);
    store.apply("ana", "accept", {decided("1", pipeline::Decision::accept)});
    store.apply("ana", "both",
                {decided("1", pipeline::Decision::reject), decided("2", pipeline::Decision::accept)});
    store.undo("ana");
    store.redo("ana");
    store.undo("ana");
  }
  return bearout::tests::content_of(results / "review" / "review.sqlite");
}

void use(pipeline::DecisionsStore& store) {
  (void)store.current();
  (void)store.history("ana");
  (void)store.recent("ana", 3600);
  store.redo("ana");
  store.apply("ben", "accept", {decided("3", pipeline::Decision::accept)});
  store.undo("ana");
  store.write_lines();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fs::path results =
      fs::temp_directory_path() / ("bearout-fuzz-store-" + std::to_string(::getpid()));
  static const std::string whole = whole_store(results);
  const fs::path review = results / "review";
  fs::remove_all(review);
  fs::create_directories(review);
  // Behind the name of the format: a file of another kind is refused at once.
  constexpr std::size_t kName = 16;
  const std::string bytes = bearout::fuzz::damaged_behind(kName, whole, bearout::fuzz::view(data, size));
  std::ofstream(review / "review.sqlite", std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  try {
    pipeline::DecisionsStore store(results);
    use(store);
  } catch (const pipeline::Error&) {
    return 0;
  }
  return 0;
}
