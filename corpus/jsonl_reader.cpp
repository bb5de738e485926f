#include "corpus/jsonl_reader.hpp"

#include <utility>

#include "corpus/json_documents.hpp"
#include "corpus/line_reader.hpp"

namespace bearout::corpus {
namespace {

static_assert(LineReader::kPadding >= JsonObject::kPadding);

class JsonLines {
 public:
  static constexpr bool kBrokenEndsRun = false;

  explicit JsonLines(ByteSource source) : lines_(std::move(source)) {}

  std::optional<JsonObject> next() {
    while (const auto line = lines_.next()) {
      if (!is_blank(line->text)) return JsonObject{line->text, line->number};
    }
    return std::nullopt;
  }

  const std::string& name() const { return lines_.name(); }

 private:
  LineReader lines_;
};

}  // namespace

std::unique_ptr<RecordReader> read_jsonl(ByteSource source, const ReadOptions& options,
                                         std::string file_label) {
  return std::make_unique<JsonDocuments<JsonLines>>(JsonLines(std::move(source)), options,
                                                    std::move(file_label));
}

}  // namespace bearout::corpus
