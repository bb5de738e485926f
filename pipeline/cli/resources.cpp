#include "pipeline/cli/resources.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/error.hpp"
#include "pipeline/cli/console.hpp"
#include "pipeline/error.hpp"
#include "pipeline/knowledge_file.hpp"

namespace bearout::cli {

namespace {

constexpr const char* kMatcher = "matcher.weights";
constexpr const char* kFraming = "framing.tsv";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw pipeline::Error(path.string() + ": can't be read; may you read it?");
  return text.str();
}

}  // namespace

models::WeightTable Resources::weights() const {
  if (weights_folder.empty()) return models::default_weights();
  const std::filesystem::path folder = weights_folder;
  if (exists(folder / kMatcher))
    return models::parse_weights(read_text(folder / kMatcher), (folder / kMatcher).string());
  if (!exists(folder / kFraming)) {
    throw pipeline::Error(weights_folder + ": holds neither " + kMatcher + " nor " + kFraming +
                          "; make them with scripts/calibrate or scripts/train_framing");
  }
  return models::default_weights();
}

std::shared_ptr<const models::FramingWeights> Resources::framing() const {
  const std::filesystem::path path = std::filesystem::path(weights_folder) / kFraming;
  if (weights_folder.empty() || !exists(path)) return nullptr;
  try {
    return std::make_shared<const models::FramingWeights>(models::parse_framing_weights(read_text(path)));
  } catch (const models::Error& error) {
    throw pipeline::Error(path.string() + ": " + error.what());
  }
}

std::shared_ptr<const models::Knowledge> open_knowledge() {
  const auto path = pipeline::find_knowledge_file();
  return path ? std::make_shared<const models::Knowledge>(*path) : nullptr;
}

void warn_without_knowledge(const models::Knowledge* knowledge, const std::string& language) {
  if (language != "en") {
    log_warning("related words are recognised in English only; for \"" + language +
                "\" the knowledge channel is off");
  } else if (knowledge == nullptr) {
    log_warning(
        "this bearout was built without WordNet: the knowledge channel is off, related words are not "
        "recognised");
  }
}

}  // namespace bearout::cli
