#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pipeline/html_writer.hpp"
#include "pipeline/report.hpp"

namespace bearout::pipeline {

/// From an outcome's id to its place in the list, for links within the page.
using OutcomeIndex = std::map<std::string, std::size_t, std::less<>>;

/// "outcome-3": an anchor by place, for ids may hold any character.
[[nodiscard]] std::string anchor_of(std::size_t place);
/// A link "outcome 4" where the list holds that id, else the same as text.
void write_outcome_link(HtmlWriter& html, const OutcomeIndex& index, std::string_view id);

enum class QuoteStyle : std::uint8_t { full, compact };
void write_quote(HtmlWriter& html, const Quote& quote, std::string_view language, QuoteStyle style);

void write_outcome_sections(HtmlWriter& html, const Report& report);
/// Counts by the values of a column, where the run was asked for them.
void write_groups(HtmlWriter& html, const Report& report, const OutcomeIndex& index);
void write_candidates(HtmlWriter& html, const Report& report, const OutcomeIndex& index);
void write_negative_framing(HtmlWriter& html, const Report& report, const OutcomeIndex& index);
void write_method(HtmlWriter& html, const Report& report);

}  // namespace bearout::pipeline
