#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "corpus/located_record.hpp"
#include "corpus/xml_fields.hpp"
#include "corpus/xml_stream.hpp"

namespace bearout::corpus {

/// Whether a root element is that of a WordPress export: an <rss> that declares WordPress's export namespace,
/// by any prefix. (`wp:wxr_version` comes later in the file; exports cut down by hand often lack it, and say
/// no less without it.)
[[nodiscard]] bool is_wxr_root(const XmlElement& root);

/// Comments of a WordPress export, as they come by. Posts are skipped over; of commenters only the name is
/// kept.
class WxrReader final : public XmlHandler {
 public:
  /// `source`: name for messages; `records`: where comments are put.
  WxrReader(std::string source, bool include_unapproved, FoundRecords& records);

  void open(const XmlElement& element) override;
  void text(std::string_view text) override;
  void close() override;

 private:
  /// <wp:author>: someone with a log-in.
  struct Author {
    std::string id;
    std::string login;
    std::string display_name;
  };
  /// <item>: a post or page.
  struct Item {
    std::string title;
    std::string link;
    std::string creator;  // a log-in
  };
  /// <wp:comment>; neither address nor e-mail.
  struct Comment {
    std::string id;
    std::string author;
    std::string date;
    std::string date_gmt;
    std::string content;
    std::string approved;
    std::string type;
    std::string parent;
    std::string user_id;
    std::uint64_t line = 0;
    bool too_large = false;
  };
  enum class Part : std::uint8_t { channel, author, item, comment };

  [[nodiscard]] std::string* wanted_field(const XmlElement& element, bool of_wordpress);
  [[nodiscard]] bool is_wanted(const Comment& comment) const;
  [[nodiscard]] bool is_by_creator(const std::string& author, std::string_view user_id) const;
  void finish_comment();
  [[nodiscard]] Document to_document(std::string text) const;

  std::string source_;
  bool include_unapproved_;
  FoundRecords& records_;
  std::map<std::string, Author, std::less<>> authors_;  // by log-in
  Author author_;
  Item item_;
  Comment comment_;
  Part part_ = Part::channel;
  int depth_ = 0;
  int field_depth_ = 0;
  XmlFieldText field_text_;
};

}  // namespace bearout::corpus
