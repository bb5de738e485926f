#include "corpus/wxr_reader.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include "corpus/html_text.hpp"

namespace bearout::corpus {
namespace {

/// `http(s)://wordpress.org/export/1.N/`
bool is_export_space(std::string_view space) {
  const std::string_view scheme = space.starts_with("https") ? "https" : "http";
  constexpr std::string_view kBeforeVersion = "://wordpress.org/export/1.";
  if (!space.starts_with(scheme) || !space.substr(scheme.size()).starts_with(kBeforeVersion)) return false;
  const auto version = space.substr(scheme.size() + kBeforeVersion.size());
  return version.size() == 2 && version[0] >= '0' && version[0] <= '9' && version[1] == '/';
}

constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";

/// The number that two or four digits make, or -1.
int number(std::string_view digits) {
  int value = -1;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc() && result.ptr == digits.data() + digits.size() && digits[0] != '-' ? value
                                                                                                     : -1;
}

/// "2012-05-01 10:00:00" as "2012-05-01T10:00:00Z"; nothing for what is no date, such as WordPress's
/// "0000-00-00 00:00:00".
std::optional<std::string> to_iso_utc(std::string_view date) {
  constexpr std::string_view kShape = "dddd-dd-dd dd:dd:dd";
  if (date.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < date.size(); ++i) {
    if (kShape[i] != 'd' && date[i] != kShape[i]) return std::nullopt;
  }
  const int month = number(date.substr(5, 2));
  const int day = number(date.substr(8, 2));
  const int year = number(date.substr(0, 4));
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day calendar{std::chrono::year(year),
                                             std::chrono::month(static_cast<unsigned>(month)),
                                             std::chrono::day(static_cast<unsigned>(day))};
  const auto within = [&](std::size_t at, int last) {
    const int value = number(date.substr(at, 2));
    return value >= 0 && value <= last;
  };
  if (!calendar.ok() || !within(11, 23) || !within(14, 59) || !within(17, 60)) return std::nullopt;
  return std::string(date.substr(0, 10)).append("T").append(date.substr(11)).append("Z");
}

/// The local date as it stands, but for the one that says "none".
std::string local_date(std::string_view date) {
  return date.starts_with("0000-00-00") ? std::string() : std::string(date);
}

bool is_id(std::string_view id) {
  return !id.empty() && id != "0";
}

}  // namespace

bool is_wxr_root(const XmlElement& root) {
  return root.name == "rss" &&
         std::any_of(root.declared_spaces.begin(), root.declared_spaces.end(), is_export_space);
}

WxrReader::WxrReader(std::string source, bool include_unapproved, FoundRecords& records)
    : source_(std::move(source)), include_unapproved_(include_unapproved), records_(records) {}

// rss/channel/{wp:author,item}/…, item/wp:comment/…: depth says which level an element is on, `part_` under
// what.
void WxrReader::open(const XmlElement& element) {
  ++depth_;
  const bool of_wordpress = is_export_space(element.space);
  if (depth_ == 3 && of_wordpress && element.name == "author") {
    author_ = {};
    part_ = Part::author;
  } else if (depth_ == 3 && element.space.empty() && element.name == "item") {
    item_ = {};
    part_ = Part::item;
  } else if (depth_ == 4 && part_ == Part::item && of_wordpress && element.name == "comment") {
    comment_ = {};
    comment_.line = element.line;
    part_ = Part::comment;
  } else if (field_depth_ == 0) {
    if (auto* field = wanted_field(element, of_wordpress)) {
      field_text_.begin(field);
      field_depth_ = depth_;
    }
  }
}

std::string* WxrReader::wanted_field(const XmlElement& element, bool of_wordpress) {
  static constexpr XmlField<Author> kAuthorFields[] = {
      {"author_id", &Author::id},
      {"author_login", &Author::login},
      {"author_display_name", &Author::display_name},
  };
  static constexpr XmlField<Comment> kCommentFields[] = {
      {"comment_id", &Comment::id},           {"comment_author", &Comment::author},
      {"comment_date", &Comment::date},       {"comment_date_gmt", &Comment::date_gmt},
      {"comment_content", &Comment::content}, {"comment_approved", &Comment::approved},
      {"comment_type", &Comment::type},       {"comment_parent", &Comment::parent},
      {"comment_user_id", &Comment::user_id},
  };
  if (depth_ == 4 && part_ == Part::author && of_wordpress) {
    return find_field<Author>(author_, kAuthorFields, element.name);
  }
  if (depth_ == 5 && part_ == Part::comment && of_wordpress) {
    return find_field<Comment>(comment_, kCommentFields, element.name);
  }
  if (depth_ != 4 || part_ != Part::item) return nullptr;
  if (element.space == kDublinCore) return element.name == "creator" ? &item_.creator : nullptr;
  if (!element.space.empty()) return nullptr;
  if (element.name == "title") return &item_.title;
  return element.name == "link" ? &item_.link : nullptr;
}

void WxrReader::text(std::string_view text) {
  if (!field_text_.append(text)) comment_.too_large = true;
}

void WxrReader::close() {
  if (depth_ == field_depth_) {
    field_text_.end();
    field_depth_ = 0;
  }
  if (depth_ == 4 && part_ == Part::comment) {
    finish_comment();
    part_ = Part::item;
  } else if (depth_ == 3) {
    if (part_ == Part::author) {
      author_.login = trimmed(author_.login);
      author_.id = trimmed(author_.id);
      author_.display_name = html_to_text(author_.display_name);
      authors_.insert_or_assign(author_.login, author_);
    }
    part_ = Part::channel;
  }
  --depth_;
}

/// People's own comments that a visitor sees; no pingbacks, nothing in the spam or the bin.
bool WxrReader::is_wanted(const Comment& comment) const {
  const auto type = trimmed(comment.type);
  const auto approved = trimmed(comment.approved);
  if (!type.empty() && type != "comment") return false;
  return approved.empty() || approved == "1" || (approved == "0" && include_unapproved_);
}

bool WxrReader::is_by_creator(const std::string& author, std::string_view user_id) const {
  const auto creator = trimmed(item_.creator);
  if (creator.empty()) return false;
  if (author == creator) return true;
  const auto found = authors_.find(creator);
  if (found == authors_.end()) return false;
  const auto& known = found->second;
  return (is_id(user_id) && user_id == known.id) || (!author.empty() && author == known.display_name);
}

void WxrReader::finish_comment() {
  if (!is_wanted(comment_)) {
    ++records_.left_out;
    return;
  }
  const auto skip = [&](const std::string& why) {
    const auto id = trimmed(comment_.id);
    const auto name = id.empty() ? std::string("a comment") : "comment " + std::string(id);
    records_.waiting.push_back({Diagnostic{source_, comment_.line, name + why}, comment_.line});
  };
  if (comment_.too_large) return skip(" is larger than 64 MB");
  auto text = comment_html_to_text(comment_.content);
  if (text.empty()) return skip(" has no text");
  records_.waiting.push_back({to_document(std::move(text)), comment_.line});
}

Document WxrReader::to_document(std::string text) const {
  Document document;
  const auto id = std::string(trimmed(comment_.id));
  const auto parent = trimmed(comment_.parent);
  const auto link = std::string(trimmed(item_.link));
  if (!id.empty()) document.id = "c" + id;
  document.text = std::move(text);
  document.author = html_to_text(comment_.author);  // WordPress keeps names with entities
  document.date = to_iso_utc(trimmed(comment_.date_gmt)).value_or(local_date(trimmed(comment_.date)));
  if (is_id(parent)) document.parent = std::string("c").append(parent);
  if (!link.empty()) document.url = id.empty() ? link : link + "#comment-" + id;
  document.source = std::filesystem::path(source_).filename().string();
  if (is_by_creator(document.author, trimmed(comment_.user_id))) document.role = Role::author;
  if (auto title = html_to_text(item_.title); !title.empty()) document.attributes.emplace_back("post", title);
  return document;
}

}  // namespace bearout::corpus
