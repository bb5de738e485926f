#include "corpus/refi_project.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <map>
#include <optional>

#include "corpus/error.hpp"
#include "corpus/name_guid.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/text_encoding.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kMostText = std::size_t{512} << 20;
constexpr std::size_t kLargestSource = std::size_t{256} << 20;

bool is_source(std::string_view element) {
  return element == "TextSource" || element == "Representation" || element == "Transcript" ||
         element == "TextDescription";
}

std::uint64_t position(const XmlElement& element, std::string_view name) {
  const auto text = attribute_of(element, name);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct Case {
  std::vector<std::pair<std::string, std::string>> variables;
  std::vector<std::string> sources;
};

/// Takes a project apart as its elements come by. Element names are unique enough that, with what encloses
/// them, they say what they are.
class RefiHandler final : public XmlHandler {
 public:
  RefiHandler(std::string name, RefiProject& project) : name_(std::move(name)), project_(project) {}

  void open(const XmlElement& element) override {
    const std::string name(element.name);
    if (path_.empty() && name != "Project" && name != "CodeBook") {
      throw Error(name_ + ":" + std::to_string(element.line) +
                  ": is neither a REFI-QDA project nor a codebook (root element \"" + name + "\")");
    }
    const std::string parent = path_.empty() ? std::string() : path_.back();
    path_.push_back(name);
    if (name == "User") {
      project_.users.emplace_back(attribute_of(element, "guid"), attribute_of(element, "name"));
    } else if (name == "Code") {
      open_code(element);
    } else if (name == "Variable") {
      variables_[attribute_of(element, "guid")] = attribute_of(element, "name");
    } else if (name == "Case") {
      cases_.emplace_back();
    } else if (name == "SourceRef" && in("Case")) {
      cases_.back().sources.push_back(attribute_of(element, "targetGUID"));
    } else if (name == "Note" && in("Notes")) {
      project_.notes.push_back({attribute_of(element, "guid"), attribute_of(element, "name"), {}});
    } else if (name.ends_with("Source") || is_source(name)) {
      open_source(element);
    } else {
      open_part(element, parent);
    }
    text_ = wanted_text(parent);
  }

  void text(std::string_view text) override {
    if (text_ == nullptr) return;
    bytes_ += text.size();
    if (bytes_ > kMostText) throw Error(name_ + ": holds more than 512 MB of text; split it");
    *text_ += text;
  }

  void close() override {
    const std::string name = path_.back();
    path_.pop_back();
    text_ = nullptr;
    if (name == "Code") open_codes_.pop_back();
    if (name == "VariableValue") close_variable();
    if (name == "Coding") in_coding_ = false;
    if (name == "PlainTextSelection") in_selection_ = false;
    if (is_source(name)) in_source_ = false;
  }

  /// Gives the sources what their cases say.
  void finish() {
    std::map<std::string, RefiSource*, std::less<>> by_guid;
    for (auto& source : project_.sources) by_guid.emplace(source.guid, &source);
    for (const Case& each : cases_) {
      for (const auto& guid : each.sources) {
        const auto found = by_guid.find(guid);
        if (found == by_guid.end()) continue;
        auto& variables = found->second->variables;
        variables.insert(variables.end(), each.variables.begin(), each.variables.end());
      }
    }
  }

 private:
  [[nodiscard]] bool in(std::string_view element) const {
    return std::find(path_.begin(), path_.end(), element) != path_.end();
  }

  void open_code(const XmlElement& element) {
    open_codes_.push_back(project_.codes.size());
    const auto codable = attribute_of(element, "isCodable");
    project_.codes.push_back({attribute_of(element, "guid"),
                              attribute_of(element, "name"),
                              {},
                              codable != "false" && codable != "0"});
  }

  /// What has a text of its own; a PDF's or recording's is within it, and takes its name.
  void open_source(const XmlElement& element) {
    auto name = attribute_of(element, "name");
    if (!is_source(element.name)) {
      enclosing_ = {attribute_of(element, "guid"), std::move(name)};
      return;
    }
    const bool enclosed = element.name != "TextSource";
    if (enclosed && name.empty()) name = enclosing_.second;
    const auto path = attribute_of(element, "plainTextPath");
    if (name.empty()) name = path.substr(path.rfind('/') + 1);
    project_.sources.push_back({attribute_of(element, "guid"), std::move(name), path, {}, {}, {}, {}});
    in_source_ = true;
    // Where one stands within a selection or coding, against the schema, these have come to their end.
    in_selection_ = false;
    in_coding_ = false;
  }

  void open_part(const XmlElement& element, const std::string& parent) {
    if (element.name == "PlainTextSelection" && in_source_) {
      project_.sources.back().selections.push_back({attribute_of(element, "name"),
                                                    position(element, "startPosition"),
                                                    position(element, "endPosition"),
                                                    {},
                                                    {},
                                                    {}});
      in_selection_ = true;
      in_coding_ = false;
    } else if (element.name == "Coding" && in_source_) {
      in_coding_ = in_selection_ || is_source(parent);
      if (in_coding_) {
        codings().push_back(
            {{}, attribute_of(element, "creatingUser"), attribute_of(element, "creationDateTime"), {}});
      }
    } else if (element.name == "CodeRef" && in_coding_) {
      codings().back().code = attribute_of(element, "targetGUID");
    } else if (element.name == "NoteRef" && in_coding_) {
      codings().back().notes.push_back(attribute_of(element, "targetGUID"));
    } else if (element.name == "NoteRef" && in_selection_) {
      project_.sources.back().selections.back().notes.push_back(attribute_of(element, "targetGUID"));
    } else if (element.name == "VariableRef") {
      variable_ = attribute_of(element, "targetGUID");
    } else if (element.name == "VariableValue") {
      variable_.clear();
      value_.clear();
    }
  }

  [[nodiscard]] std::vector<RefiCoding>& codings() {
    auto& source = project_.sources.back();
    return in_selection_ ? source.selections.back().codings : source.codings;
  }

  [[nodiscard]] std::string* wanted_text(const std::string& parent) {
    const auto& name = path_.back();
    if (name == "Description" && parent == "Code") return &project_.codes[open_codes_.back()].description;
    if (name == "Description" && parent == "PlainTextSelection" && in_selection_)
      return &project_.sources.back().selections.back().description;
    if (parent == "VariableValue" && name.ends_with("Value")) return &value_;
    if (name != "PlainTextContent") return nullptr;
    if (in_source_) return &project_.sources.back().text;
    return parent == "Note" && !project_.notes.empty() ? &project_.notes.back().text : nullptr;
  }

  void close_variable() {
    const auto found = variables_.find(variable_);
    if (found == variables_.end() || is_blank(value_)) return;
    if (in_source_) {
      project_.sources.back().variables.emplace_back(found->second, value_);
    } else if (in("Case")) {
      cases_.back().variables.emplace_back(found->second, value_);
    }
  }

  std::string name_;
  RefiProject& project_;
  std::vector<std::string> path_;  ///< names of the open elements
  std::vector<std::size_t> open_codes_;
  std::map<std::string, std::string, std::less<>> variables_;  ///< guid to name
  std::vector<Case> cases_;
  std::pair<std::string, std::string> enclosing_;  ///< the PDF, picture or recording that is open
  std::string variable_;
  std::string value_;
  std::string* text_ = nullptr;
  std::size_t bytes_ = 0;
  bool in_source_ = false;
  bool in_selection_ = false;
  bool in_coding_ = false;
};

constexpr std::array<std::string_view, 5> kMarks = {"contrary", "rejected", "unsure", "starred", "supports"};

/// The id that Bearout wrote before the name of an outcome's code ("3. Keeps in touch"), if it did.
std::optional<std::string> written_id(const RefiCode& code) {
  for (auto at = code.name.find(". "); at != std::string::npos; at = code.name.find(". ", at + 1)) {
    if (same_guid(name_guid(kRefiOutcome, code.name.substr(0, at)), code.guid))
      return code.name.substr(0, at);
  }
  return {};
}

/// A title is none where it only repeats how the text begins.
bool repeats_beginning(std::string_view title, std::string_view text) {
  for (const std::string_view more : {"…", "\u00a0"}) {
    if (title.ends_with(more)) title.remove_suffix(more.size());
  }
  return trimmed(text).starts_with(trimmed(title));
}

Outcome outcome_of(const RefiCode& code) {
  Outcome outcome;
  std::string name(trimmed(code.name));
  if (auto id = written_id(code)) {
    name = trimmed(std::string_view(code.name).substr(id->size() + 2));
    outcome.id = std::move(*id);
  }
  outcome.text = trimmed(code.description);
  if (outcome.text.empty()) {
    outcome.text = name;
  } else if (!repeats_beginning(name, outcome.text)) {
    outcome.title = name;
  }
  return outcome;
}

bool is_outcome(const RefiCode& code) {
  return code.codable && !is_refi_mark(code.guid) && !is_blank(code.name);
}

}  // namespace

RefiProject read_refi(ByteSource xml) {
  RefiProject project;
  RefiHandler handler(xml.name(), project);
  read_xml(std::move(xml), handler);
  handler.finish();
  return project;
}

RefiProject read_refi_project(const Archive& archive) {
  const auto member = archive.find("project.qde");
  if (!member) throw Error(archive.name() + ": is no REFI-QDA project: there is no project.qde in it");
  return read_refi(archive.open(*member));
}

std::string refi_text(const Archive& archive, const RefiSource& source) {
  if (source.path.empty()) return source.text;
  constexpr std::string_view kInternal = "internal://";
  constexpr std::string_view kScheme = "://";
  const auto fail = [&](const std::string& what) {
    return Error(archive.name() + ": source \"" + source.name + "\" " + what);
  };
  // Some programs leave the scheme out.
  const bool internal = source.path.starts_with(kInternal);
  if (!internal && source.path.find(kScheme) != std::string::npos) {
    throw fail("lies outside the project (" + source.path + ")");
  }
  const auto member = archive.find("sources/" + source.path.substr(internal ? kInternal.size() : 0));
  if (!member) throw fail("is missing from the project (" + source.path + ")");
  auto bytes = archive.open(*member);
  std::string text;
  std::array<char, std::size_t{1} << 16> piece;
  while (const auto count = bytes.read(piece)) {
    text.append(piece.data(), count);
    if (text.size() > kLargestSource) throw fail("is larger than 256 MB");
  }
  return decode_text(text, "", nullptr);
}

bool is_refi_mark(std::string_view guid) {
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return same_guid(name_guid(kRefiMark, mark), guid); });
}

std::vector<OutcomeEntry> outcomes_of(const std::vector<RefiCode>& codes) {
  std::vector<OutcomeEntry> entries;
  for (const RefiCode& code : codes) {
    if (is_outcome(code)) entries.push_back({outcome_of(code), 0});
  }
  return entries;
}

std::vector<std::string> outcome_guids(const std::vector<RefiCode>& codes) {
  std::vector<std::string> guids;
  for (const RefiCode& code : codes) {
    if (is_outcome(code)) guids.push_back(code.guid);
  }
  return guids;
}

std::vector<OutcomeEntry> read_outcome_codes(const std::filesystem::path& path, ByteSource source) {
  if (path.extension() == ".qdc") return outcomes_of(read_refi(std::move(source)).codes);
  return outcomes_of(read_refi_project(Archive(path)).codes);
}

}  // namespace bearout::corpus
