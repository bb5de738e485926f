#include "pipeline/mapping_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace bearout;
using pipeline::mapping_table_row;
using pipeline::MappingRow;

namespace {

MappingRow row(const std::string& document, const std::string& text) {
  MappingRow mapping;
  mapping.place = {document, 3, 10, 20};
  mapping.text = text;
  mapping.outcome = "8";
  mapping.band = models::Band::likely;
  mapping.framing = models::Verdict::contrary;
  mapping.score = 0.75;
  mapping.framing_score = -0.5;
  return mapping;
}

}  // namespace

TEST_CASE("a row has as many cells as the header") {
  const std::string header = pipeline::mapping_table_header();
  const std::string line = mapping_table_row(row("c1", "Beans"), 0.25);
  CHECK(line == "c1,3,10,20,Beans,8,0.750000,likely,contrary,-0.500000,0.250000\r\n");
  CHECK(std::count(line.begin(), line.end(), ',') == std::count(header.begin(), header.end(), ','));
}

TEST_CASE("commas, quotes and line ends are quoted") {
  CHECK(mapping_table_row(row("a,b", "say \"hi\"\nthere"), 0) ==
        "\"a,b\",3,10,20,\"say \"\"hi\"\"\nthere\",8,0.750000,likely,contrary,-0.500000,0.000000\r\n");
  CHECK(mapping_table_row(row("c1", "cr\rhere"), 0).find("\"cr\rhere\"") != std::string::npos);
}

TEST_CASE("no priority is an empty cell, and an empty first cell keeps its comma") {
  CHECK(mapping_table_row(row("c1", "x"), -1) == "c1,3,10,20,x,8,0.750000,likely,contrary,-0.500000,\r\n");
  CHECK(mapping_table_row(row("", "x"), 0.5).substr(0, 4) == ",3,1");
}
