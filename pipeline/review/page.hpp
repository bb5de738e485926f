#pragma once

#include <span>
#include <string_view>

namespace bearout::review {

/// A file of the page, as the browser gets it. All are part of the program: nothing is read when it runs.
struct PageFile {
  std::string_view name;  ///< "index.html", "style.css", …
  std::string_view type;  ///< media type
  std::string_view content;
};

[[nodiscard]] std::span<const PageFile> page_files();

}  // namespace bearout::review
