#pragma once

#include <cstdint>
#include <string>

#include "pipeline/review/desk.hpp"

namespace bearout::review {

/// What the page shows, as JSON (ARCHITECTURE.md describes each).

/// Outcomes with their counts, progress, reviewers and how they agree, what could be taken back, what filters
/// can choose from.
[[nodiscard]] std::string state_json(Desk& desk);
/// `count` rows of a view from number `from` on.
[[nodiscard]] std::string rows_json(Desk& desk, const View& view, std::uint64_t from, std::uint64_t count);
/// A new view: its id and size, and where in it the pair with key `near` stands (null: not in it).
[[nodiscard]] std::string view_json(Desk& desk, const View& view, const std::string& near);
[[nodiscard]] std::string candidates_json(Desk& desk);
/// The whole document in which a pair stands.
[[nodiscard]] std::string document_json(Desk& desk, List list, std::uint32_t number);

}  // namespace bearout::review
