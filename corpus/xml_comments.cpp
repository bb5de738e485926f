#include "corpus/xml_comments.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "corpus/disqus_reader.hpp"
#include "corpus/error.hpp"
#include "corpus/located_record.hpp"
#include "corpus/wxr_reader.hpp"
#include "corpus/xml_stream.hpp"

namespace bearout::corpus {
namespace {

/// Looks at the root and leaves the rest to the reader of that format.
class ByRoot final : public XmlHandler {
 public:
  ByRoot(std::string source, bool include_unapproved, FoundRecords& records)
      : source_(std::move(source)), include_unapproved_(include_unapproved), records_(records) {}

  void open(const XmlElement& element) override {
    if (!format_) format_ = format_of(element);
    format_->open(element);
  }
  void text(std::string_view text) override {
    if (format_) format_->text(text);
  }
  void close() override { format_->close(); }

 private:
  [[nodiscard]] std::unique_ptr<XmlHandler> format_of(const XmlElement& root) const {
    if (is_wxr_root(root)) return std::make_unique<WxrReader>(source_, include_unapproved_, records_);
    if (is_disqus_root(root)) return std::make_unique<DisqusReader>(source_, include_unapproved_, records_);
    throw Error(source_ + ":" + std::to_string(root.line) +
                ": neither a WordPress export nor a Disqus export (root element \"" + std::string(root.name) +
                "\")");
  }

  std::string source_;
  bool include_unapproved_;
  FoundRecords& records_;
  std::unique_ptr<XmlHandler> format_;
};

class XmlComments final : public RecordReader {
 public:
  XmlComments(ByteSource source, bool include_unapproved)
      : source_(std::move(source)),
        handler_(source_.name(), include_unapproved, records_),
        stream_(source_, handler_) {}

  std::optional<Record> next() override {
    while (records_.waiting.empty() && more_) more_ = stream_.advance();
    if (records_.waiting.empty()) return std::nullopt;
    auto found = std::move(records_.waiting.front());
    records_.waiting.pop_front();
    line_ = found.line;
    return std::move(found.record);
  }

  std::uint64_t line() const override { return line_; }
  std::uint64_t left_out() const override { return records_.left_out; }

 private:
  ByteSource source_;
  FoundRecords records_;  // found and not yet asked for: those of one piece of the file at most
  ByRoot handler_;
  XmlStream stream_;
  bool more_ = true;
  std::uint64_t line_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> read_xml_comments(ByteSource source, bool include_unapproved) {
  return std::make_unique<XmlComments>(std::move(source), include_unapproved);
}

}  // namespace bearout::corpus
