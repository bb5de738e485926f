#include "pipeline/version.hpp"

namespace bearout::pipeline {

std::string_view version() { return BEAROUT_VERSION; }

}  // namespace bearout::pipeline
