#include "pipeline/review/api.hpp"
#include "tests/fuzz/fuzzed_input.hpp"
#include "tests/pipeline/review/desk_fixture.hpp"

using bearout::fuzz::view;

// First line: "GET path?query" or "POST path"; the rest is the body. Whatever it is, the desk answers, and
// still knows its state.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bearout;
  static review::Desk* const desk = [] {
    const auto folder =
        std::filesystem::temp_directory_path() / ("bearout-fuzz-desk-" + std::to_string(::getpid()));
    tests::make_reviewable(folder);
    return new review::Desk({folder, "ana", {}, nullptr});  // lives as long as the process
  }();
  std::string_view rest = view(data, size);
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  const bool post = line.substr(0, 5) == "POST ";
  line.remove_prefix(std::min<std::size_t>(post ? 5 : 4, line.size()));
  const std::size_t mark = std::min(line.find('?'), line.size());
  review::Request request;
  request.body = rest;
  for (std::string_view query = line.substr(std::min(mark + 1, line.size())); !query.empty();) {
    const std::size_t next = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, next);
    const std::size_t equal = std::min(pair.find('='), pair.size());
    request.query[std::string(pair.substr(0, equal))] = pair.substr(std::min(equal + 1, pair.size()));
    query.remove_prefix(std::min(next + 1, query.size()));
  }
  const review::Reply reply = review::answer(*desk, post ? "POST" : "GET", line.substr(0, mark), request);
  if (reply.json.empty() || reply.json.front() != '{') __builtin_trap();
  if (review::answer(*desk, "GET", "state", {}).status != 200) __builtin_trap();
  return 0;
}
