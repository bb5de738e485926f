// The file of what is known of words, damaged behind its checksum: it is mapped and used as it lies, so all
// that it says of itself must be looked at before it leads anywhere.

#include "models/knowledge.hpp"

#include <cstddef>
#include <cstring>

#include "models/error.hpp"
#include "models/knowledge_format.hpp"
#include "tests/fuzz/fuzzed_input.hpp"
#include "tests/models/small_knowledge.hpp"

using bearout::fuzz::view;
namespace models = bearout::models;

namespace {

/// The first byte says how many of the next are counts of the header; the rest damages what lies behind it.
std::string damaged(std::string bytes, std::string_view input) {
  models::KnowledgeHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t counts =
      input.empty()
          ? 0
          : std::min({static_cast<std::size_t>(input[0] & 63), sizeof header.counts, input.size() - 1});
  if (counts > 0) std::memcpy(&header.counts, input.data() + 1, counts);
  bytes = bearout::fuzz::damaged_behind(sizeof header, std::move(bytes),
                                        input.substr(std::min(input.size(), counts + 1)));
  header.file_bytes = bytes.size();
  header.checksum = models::header_checksum(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

void use(const models::Knowledge& knowledge) {
  for (const char* stem : {"bank", "child", "children", "river", "zebra"}) {
    const auto row = knowledge.find(stem);
    if (row == models::Knowledge::kNone) continue;
    (void)knowledge.stem(row);
    (void)knowledge.similarity(row, 0);
    (void)knowledge.gloss_share(row);
    float sum = 0;
    for (const auto x : knowledge.vector(row)) sum += knowledge.scale(row) * static_cast<float>(x);
    if (!(sum >= 0 || sum <= 0)) __builtin_trap();  // no weight of ours is "not a number"
  }
  for (const char* word : {"arid", "dry", "excludes", "include", "wet"}) {
    for (const models::Antonym& antonym : knowledge.antonyms(word)) (void)std::string(antonym.word);
  }
  (void)std::string(knowledge.notice());
  knowledge.verify();
}

void take_or_refuse(const std::string& bytes) {
  try {
    use(models::Knowledge(bearout::fuzz::file_of(bytes, ".knowledge")));
  } catch (const models::Error&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = bearout::tests::small_knowledge();
  take_or_refuse(std::string(view(data, size)));
  take_or_refuse(damaged(whole, view(data, size)));
  return 0;
}
