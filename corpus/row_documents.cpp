#include "corpus/row_documents.hpp"

#include <utility>

#include "corpus/record_fields.hpp"

namespace bearout::corpus {

RowDocuments::RowDocuments(std::string file_name, std::string file_label, bool require_ids)
    : file_name_(std::move(file_name)), file_label_(std::move(file_label)), require_ids_(require_ids) {}

void RowDocuments::put(Document row, std::vector<Answer> answers, std::uint64_t record, std::uint64_t line) {
  row_ = std::move(row);
  answers_ = std::move(answers);
  next_ = 0;
  if (!row_.id.empty()) return;
  if (require_ids_) {
    skipped_ = Diagnostic{file_name_, line, "the id is missing"};
    answers_.clear();
  } else {
    row_.id = record_id(file_label_, record);
  }
}

std::optional<Record> RowDocuments::take() {
  if (skipped_) return std::exchange(skipped_, std::nullopt);
  while (next_ < answers_.size()) {
    Answer& answer = answers_[next_++];
    if (is_blank(answer.text)) continue;
    Document document = row_;
    document.id += "/" + answer.column;
    document.question = std::move(answer.question);
    document.text = std::move(answer.text);
    return document;
  }
  return std::nullopt;
}

std::string record_id(const std::string& file_label, std::uint64_t record) {
  return file_label + ":" + std::to_string(record);
}

}  // namespace bearout::corpus
