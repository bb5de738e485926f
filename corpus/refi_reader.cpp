#include "corpus/refi_reader.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/refi_project.hpp"

namespace bearout::corpus {
namespace {

class RefiDocuments final : public RecordReader {
 public:
  RefiDocuments(const std::filesystem::path& path, ByteSource source)
      : source_(std::move(source)), archive_(path), project_(read_refi_project(archive_)) {
    for (const auto& each : project_.sources) ++names_[each.name];
  }

  std::optional<Record> next() override {
    while (at_ < project_.sources.size()) {
      const RefiSource& source = project_.sources[at_++];
      if (source.path.empty() && is_blank(source.text)) {
        ++left_out_;
        continue;
      }
      try {
        return to_document(source);
      } catch (const Error& error) {
        const std::string message = error.what();
        const auto prefix = archive_.name() + ": ";
        return Diagnostic{archive_.name(), 0,
                          message.starts_with(prefix) ? message.substr(prefix.size()) : message};
      }
    }
    return std::nullopt;
  }

  std::uint64_t left_out() const override { return left_out_; }

 private:
  Record to_document(const RefiSource& source) {
    Document document;
    document.text = refi_text(archive_, source);
    document.id = source.name;
    if (document.id.empty() || names_[source.name] > 1)
      document.id += (document.id.empty() ? "" : " ") + source.guid;
    for (const auto& [name, value] : source.variables) {
      const auto field = fields_.match(name).field;
      const bool known = field != Field::id && field != Field::text && field != Field::attributes;
      assign(document, known ? field : Field::other, name, value);
    }
    if (is_blank(document.text)) {
      return Diagnostic{archive_.name(), 0, "source \"" + source.name + "\" has no text"};
    }
    return document;
  }

  ByteSource source_;
  Archive archive_;
  RefiProject project_;
  FieldNames fields_{ColumnNames{}};
  std::map<std::string, std::size_t> names_;
  std::size_t at_ = 0;
  std::uint64_t left_out_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> read_refi_documents(const std::filesystem::path& path, ByteSource source) {
  return std::make_unique<RefiDocuments>(path, std::move(source));
}

}  // namespace bearout::corpus
