#include <doctest/doctest.h>

#include "pipeline/report.hpp"

using namespace bearout;

TEST_CASE("an empty report is a whole page") {
  const std::string page = pipeline::to_html({});
  CHECK(page.find("<!DOCTYPE html>") == 0);
  CHECK(page.find("</html>") != std::string::npos);
}
