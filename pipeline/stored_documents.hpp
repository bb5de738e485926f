#pragma once

#include <cstddef>
#include <filesystem>

#include "corpus/document_stream.hpp"

namespace bearout::pipeline {

/// How documents.jsonl.zst is read: it may hold none, and packs as well as it packs.
[[nodiscard]] corpus::ReadOptions stored_documents_options();

/// A run's documents, one after the other, from documents.jsonl.zst. Rows of results stand in their order.
class StoredDocuments {
 public:
  explicit StoredDocuments(const std::filesystem::path& file);

  /// The next document, or null at the end; valid until the next call.
  [[nodiscard]] const corpus::Document* next();

 private:
  corpus::DocumentStream stream_;
  corpus::DocumentBatch batch_;
  std::size_t at_ = 0;
};

}  // namespace bearout::pipeline
