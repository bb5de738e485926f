#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/list_item.hpp"
#include "corpus/outcome_entry.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {
namespace {

/// Collects the items of the first list, line by line.
class ListCollector {
 public:
  /// False when the list has ended.
  bool add(const Line& line) {
    if (is_blank(line.text)) {
      after_blank_ = true;
      return true;
    }
    const auto item = parse_list_item(line.text);
    const bool ok = entries_.empty() ? !item || begin_list(*item, line.number) : go_on(item, line);
    after_blank_ = false;
    return ok;
  }

  std::vector<OutcomeEntry> finish() && {
    if (wraps_) append(std::exchange(loose_, {}));
    for (OutcomeEntry& entry : entries_) entry.outcome.text = without_marks(entry.outcome.text);
    count_up();
    return std::move(entries_);
  }

 private:
  bool begin_list(const ListItem& item, std::uint64_t line) {
    indent_ = item.indent;
    numbered_ = !item.number.empty();
    open(item, line);
    return true;
  }

  bool go_on(const std::optional<ListItem>& item, const Line& line) {
    const bool indented = indent_of(line.text) > indent_ + (item ? 1 : 0);
    if (indented) {
      // An item of a list within the item is part of what it says.
      append(item && !item->text.empty() ? item->text : trimmed(line.text));
      return true;
    }
    if (item && numbered_ == !item->number.empty()) {
      if (!loose_.empty()) wraps_ = true;
      append(std::exchange(loose_, {}));
      open(*item, line.number);
      return true;
    }
    return !item && keep_loose(line);
  }

  /// A line right below an item, not indented: wrapped text if the list goes on behind it, else the paragraph
  /// that ends the list.
  bool keep_loose(const Line& line) {
    const auto text = trimmed(line.text);
    if (after_blank_ || text.starts_with('#')) return false;
    if (!loose_.empty()) loose_ += ' ';
    loose_ += text;
    return true;
  }

  void open(const ListItem& item, std::uint64_t line) {
    entries_.push_back({{std::string(item.number), std::string(item.text), {}, {}}, line});
  }

  void append(std::string_view text) {
    auto& whole = entries_.back().outcome.text;
    if (!text.empty() && !whole.empty()) whole += ' ';
    whole += text;
  }

  /// Markdown lets people write "1." before every item and counts for them.
  void count_up() {
    if (entries_.size() < 2 || !numbered_) return;
    const auto number = entries_.front().outcome.id;
    const auto same = [&](const OutcomeEntry& entry) { return entry.outcome.id == number; };
    if (!std::ranges::all_of(entries_, same)) return;
    std::uint64_t next = 0;
    std::from_chars(number.data(), number.data() + number.size(), next);
    for (OutcomeEntry& entry : entries_) entry.outcome.id = std::to_string(next++);
  }

  std::vector<OutcomeEntry> entries_;
  std::size_t indent_ = 0;  ///< of the list's first marker
  bool numbered_ = false;
  bool after_blank_ = false;
  std::string loose_;   ///< see keep_loose
  bool wraps_ = false;  ///< the list is known to wrap its lines that way
};

/// Front matter and code of a Markdown file hold no list that a reader would see.
class MarkdownFrame {
 public:
  bool hides(const Line& line) {
    const auto text = trimmed(line.text);
    const bool fence = text.starts_with("```") || text.starts_with("~~~");
    if (line.number == 1 && text == "---") {
      end_ = "---";
    } else if (end_.empty() && fence) {
      end_ = text.substr(0, 3);
    } else if (!end_.empty() && text.starts_with(end_)) {
      end_.clear();
    } else {
      return !end_.empty();
    }
    return true;
  }

 private:
  std::string end_;  ///< what ends the stretch that we are in; empty: none
};

}  // namespace

std::vector<OutcomeEntry> read_outcome_list(ByteSource source) {
  LineReader lines(std::move(source), std::size_t{1} << 16, LineReader::kLongestLine, Encodings::any);
  ListCollector list;
  MarkdownFrame frame;
  const bool markdown = format_ending(lines.name()) == ".md";
  bool any_text = false;
  while (const auto line = lines.next()) {
    any_text = any_text || !is_blank(line->text);
    if (markdown && frame.hides(*line)) continue;
    if (!list.add(*line)) break;
  }
  auto entries = std::move(list).finish();
  if (entries.empty() && any_text) throw Error(lines.name() + ": no numbered or bulleted list found");
  return entries;
}

std::vector<OutcomeEntry> read_outcome_text(std::string text, std::string name) {
  std::size_t given = 0;
  const auto pull = [&](std::span<char> buffer) {
    const auto count = std::min(buffer.size(), text.size() - given);
    std::copy_n(text.data() + given, count, buffer.data());
    given += count;
    return count;
  };
  return read_outcome_list(ByteSource(std::move(name), pull));
}

}  // namespace bearout::corpus
