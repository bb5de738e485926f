#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "corpus/located_record.hpp"
#include "corpus/xml_fields.hpp"
#include "corpus/xml_stream.hpp"

namespace bearout::corpus {

[[nodiscard]] bool is_disqus_root(const XmlElement& root);

/// Comments ("posts") of a Disqus export, as they come by. Holds title, link and author of each thread
/// (page), as posts name only its number; of commenters only the name is kept.
class DisqusReader final : public XmlHandler {
 public:
  /// `source`: name for messages; `records`: where comments are put.
  DisqusReader(std::string source, bool include_unapproved, FoundRecords& records);

  void open(const XmlElement& element) override;
  void text(std::string_view text) override;
  void close() override;

 private:
  struct Author {
    std::string name;
    std::string username;  // empty for guests
  };
  struct Thread {
    std::string id;
    std::string title;
    std::string link;
    Author author;
  };
  struct Post {
    std::string id;
    std::string message;
    std::string created_at;
    std::string is_deleted;
    std::string is_spam;
    std::string is_approved;  // in older exports only
    std::string thread;
    std::string parent;
    Author author;
    std::uint64_t line = 0;
    bool too_large = false;
  };
  enum class Part : std::uint8_t { root, thread, post };

  void open_part(const XmlElement& element);
  [[nodiscard]] std::string* wanted_field(const XmlElement& element);
  [[nodiscard]] bool is_wanted(const Post& post) const;
  void finish_thread();
  void finish_post();
  [[nodiscard]] Document to_document(std::string text) const;

  std::string source_;
  bool include_unapproved_;
  FoundRecords& records_;
  std::map<std::string, Thread, std::less<>> threads_;  // by id
  Thread thread_;
  Post post_;
  Part part_ = Part::root;
  bool in_author_ = false;
  int depth_ = 0;
  int field_depth_ = 0;
  XmlFieldText field_text_;
};

}  // namespace bearout::corpus
