#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "pipeline/review/desk.hpp"

namespace bearout::review {

/// What an address is asked for: the query's values by name, and the body of a POST.
struct Request {
  std::map<std::string, std::string, std::less<>> query;
  std::string body;
};

struct Reply {
  int status = 200;
  std::string json;
};

/// The desk's interface, all of it JSON (ARCHITECTURE.md, "The desk"): `path` is what comes behind "/api/".
/// Never throws: what can't be done is a reply with a status of 400 or more and {"error": sentence}.
///
/// GET state, candidates; rows?view&from&count; document?list&n; explain?list&n
/// POST view {filter…, near?}; decide {label, acts}; clear {list, numbers}; bulk {view, expected, decision};
///      reopen {statement}; undo; redo; learn
[[nodiscard]] Reply answer(Desk& desk, std::string_view method, std::string_view path,
                           const Request& request);

}  // namespace bearout::review
