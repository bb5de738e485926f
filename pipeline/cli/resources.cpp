#include "pipeline/cli/resources.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/error.hpp"
#include "pipeline/cli/console.hpp"
#include "pipeline/error.hpp"
#include "pipeline/knowledge_file.hpp"
#include "pipeline/run.hpp"

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

void Resources::put_weights(models::FitOptions& fit) const {
  if (weights_folder.empty()) return;
  const std::filesystem::path matcher = std::filesystem::path(weights_folder) / kMatcher;
  const std::filesystem::path framing = std::filesystem::path(weights_folder) / kFraming;
  if (exists(matcher)) {
    fit.weights = models::parse_weights(read_text(matcher), matcher.string());
    fit.weight_files.push_back(pipeline::describe_list(matcher));
  }
  if (exists(framing)) {
    fit.framing_weights = read_text(framing);
    fit.weight_files.push_back(pipeline::describe_list(framing));
    try {
      (void)models::parse_framing_weights(fit.framing_weights);
    } catch (const models::Error& error) {
      throw pipeline::Error(framing.string() + ": " + error.what());
    }
  }
  if (fit.weight_files.empty()) {
    throw pipeline::Error(weights_folder + ": holds neither " + kMatcher + " nor " + kFraming +
                          "; make them with scripts/calibrate or scripts/train_framing");
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
