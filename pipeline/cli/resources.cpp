#include "pipeline/cli/resources.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/cli/console.hpp"
#include "pipeline/error.hpp"
#include "pipeline/knowledge_file.hpp"

namespace bearout::cli {

models::WeightTable Resources::weights() const {
  if (weights_folder.empty()) return models::default_weights();
  const std::filesystem::path path = std::filesystem::path(weights_folder) / "matcher.weights";
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw pipeline::Error(path.string() + ": can't be read; make it with scripts/calibrate");
  return models::parse_weights(text.str(), path.string());
}

std::shared_ptr<const models::Knowledge> open_knowledge() {
  const auto path = pipeline::find_knowledge_file();
  return path ? std::make_shared<const models::Knowledge>(*path) : nullptr;
}

void warn_without_knowledge(const models::Knowledge* knowledge, const std::string& language) {
  if (language != "en") {
    log_warning("related words are recognised in English only; for \"" + language + "\" the knowledge channel is off");
  } else if (knowledge == nullptr) {
    log_warning("this bearout was built without WordNet: the knowledge channel is off, related words are not recognised");
  }
}

}  // namespace bearout::cli
