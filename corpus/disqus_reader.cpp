#include "corpus/disqus_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "corpus/ascii.hpp"
#include "corpus/html_text.hpp"

namespace bearout::corpus {
namespace {

/// The number of a post or thread, `dsq:id` by whatever prefix. (The element <id> is something else, the
/// site's own name for it.)
std::string id_of(const XmlElement& element) {
  const auto is_id = [](const XmlAttribute& attribute) {
    return attribute.name == "id" && attribute.space.ends_with("disqus.com/disqus-internals");
  };
  const auto found = std::find_if(element.attributes.begin(), element.attributes.end(), is_id);
  return found == element.attributes.end() ? std::string() : std::string(trimmed(found->value));
}

/// Disqus writes "@name:disqus" where people see "@name".
std::string without_mention_suffix(std::string text) {
  constexpr std::string_view kSuffix = ":disqus";
  for (auto at = text.find(kSuffix); at != std::string::npos; at = text.find(kSuffix, at)) {
    auto name = at;
    while (name > 0 && is_ascii_name(text[name - 1])) --name;
    const bool mention = name > 0 && name < at && text[name - 1] == '@';
    const bool ends = at + kSuffix.size() == text.size() || !is_ascii_name(text[at + kSuffix.size()]);
    if (mention && ends) {
      text.erase(at, kSuffix.size());
    } else {
      at += kSuffix.size();
    }
  }
  return text;
}

}  // namespace

bool is_disqus_root(const XmlElement& root) {
  return root.name == "disqus";
}

DisqusReader::DisqusReader(std::string source, bool include_unapproved, FoundRecords& records)
    : source_(std::move(source)), include_unapproved_(include_unapproved), records_(records) {}

// disqus/{thread,post}/…, post/author/…: depth says which level an element is on, `part_` under what.
void DisqusReader::open(const XmlElement& element) {
  ++depth_;
  if (depth_ == 2) return open_part(element);
  if (depth_ == 3) in_author_ = element.name == "author";
  if (depth_ == 3 && part_ == Part::post && element.name == "thread") post_.thread = id_of(element);
  if (depth_ == 3 && part_ == Part::post && element.name == "parent") post_.parent = id_of(element);
  if (field_depth_ != 0) return;
  if (auto* field = wanted_field(element)) {
    field_text_.begin(field);
    field_depth_ = depth_;
  }
}

void DisqusReader::open_part(const XmlElement& element) {
  if (element.name == "thread") {
    thread_ = {};
    thread_.id = id_of(element);
    part_ = Part::thread;
  } else if (element.name == "post") {
    post_ = {};
    post_.id = id_of(element);
    post_.line = element.line;
    part_ = Part::post;
  }
}

std::string* DisqusReader::wanted_field(const XmlElement& element) {
  if (part_ == Part::root) return nullptr;
  if (depth_ == 4 && in_author_) {
    auto& author = part_ == Part::thread ? thread_.author : post_.author;
    if (element.name == "name") return &author.name;
    return element.name == "username" ? &author.username : nullptr;
  }
  static constexpr XmlField<Thread> kThreadFields[] = {{"title", &Thread::title}, {"link", &Thread::link}};
  static constexpr XmlField<Post> kPostFields[] = {{"message", &Post::message},
                                                   {"createdAt", &Post::created_at},
                                                   {"isDeleted", &Post::is_deleted},
                                                   {"isSpam", &Post::is_spam},
                                                   {"isApproved", &Post::is_approved}};
  if (depth_ != 3) return nullptr;
  return part_ == Part::thread ? find_field<Thread>(thread_, kThreadFields, element.name)
                               : find_field<Post>(post_, kPostFields, element.name);
}

void DisqusReader::text(std::string_view text) {
  if (!field_text_.append(text)) post_.too_large = true;
}

void DisqusReader::close() {
  if (depth_ == field_depth_) {
    field_text_.end();
    field_depth_ = 0;
  }
  if (depth_ == 3) in_author_ = false;
  if (depth_ == 2) {
    if (part_ == Part::thread) finish_thread();
    if (part_ == Part::post) finish_post();
    part_ = Part::root;
  }
  --depth_;
}

void DisqusReader::finish_thread() {
  thread_.title = html_to_text(thread_.title);
  thread_.link = trimmed(thread_.link);
  thread_.author.name = trimmed(thread_.author.name);
  thread_.author.username = trimmed(thread_.author.username);
  auto id = thread_.id;
  threads_.insert_or_assign(std::move(id), std::move(thread_));
}

bool DisqusReader::is_wanted(const Post& post) const {
  if (trimmed(post.is_deleted) == "true" || trimmed(post.is_spam) == "true") return false;
  return include_unapproved_ || trimmed(post.is_approved) != "false";
}

void DisqusReader::finish_post() {
  if (!is_wanted(post_)) {
    ++records_.left_out;
    return;
  }
  const auto skip = [&](const std::string& why) {
    const auto name = post_.id.empty() ? std::string("a comment") : "comment " + post_.id;
    records_.waiting.push_back({Diagnostic{source_, post_.line, name + why}, post_.line});
  };
  if (post_.too_large) return skip(" is larger than 64 MB");
  auto text = without_mention_suffix(comment_html_to_text(post_.message));
  if (text.empty()) return skip(" has no text");
  records_.waiting.push_back({to_document(std::move(text)), post_.line});
}

Document DisqusReader::to_document(std::string text) const {
  Document document;
  if (!post_.id.empty()) document.id = "c" + post_.id;
  document.text = std::move(text);
  document.author = trimmed(post_.author.name);
  document.date = trimmed(post_.created_at);
  if (!post_.parent.empty()) document.parent = "c" + post_.parent;
  document.source = std::filesystem::path(source_).filename().string();
  const auto found = threads_.find(post_.thread);
  if (found == threads_.end()) return document;
  const auto& thread = found->second;
  const auto username = trimmed(post_.author.username);
  const bool both_known = !username.empty() && !thread.author.username.empty();
  const bool by_author = both_known ? username == thread.author.username
                                    : !document.author.empty() && document.author == thread.author.name;
  if (by_author) document.role = Role::author;
  if (!thread.link.empty()) {
    document.url = post_.id.empty() ? thread.link : thread.link + "#comment-" + post_.id;
  }
  if (!thread.title.empty()) document.attributes.emplace_back("post", thread.title);
  return document;
}

}  // namespace bearout::corpus
