#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace bearout::models {

/// Keeps the bytes of many short strings; views stay valid for the arena's life or until clear().
class StringArena {
 public:
  std::string_view store(std::string_view text) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
      blocks_.emplace_back().reserve(std::max(kBlockBytes, text.size()));
    }
    std::string& block = blocks_.back();  // never beyond its capacity, so views into it stay valid
    const std::size_t begin = block.size();
    block.append(text);
    return std::string_view(block).substr(begin);
  }
  void clear() { blocks_.clear(); }

 private:
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 16;

  std::deque<std::string> blocks_;  // deque: blocks never move
};

}  // namespace bearout::models
