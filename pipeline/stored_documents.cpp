#include "pipeline/stored_documents.hpp"

#include <utility>

namespace bearout::pipeline {

corpus::ReadOptions stored_documents_options() {
  corpus::ReadOptions options;
  options.may_be_empty = true;  // all records may have been skipped
  options.unpacking = corpus::Unpacking::unbounded;
  return options;
}

StoredDocuments::StoredDocuments(const std::filesystem::path& file)
    : stream_(corpus::open_documents({{file, corpus::Input::Kind::comments}}, stored_documents_options())) {}

const corpus::Document* StoredDocuments::next() {
  while (at_ == batch_.documents.size()) {
    auto batch = stream_.next();
    if (!batch) return nullptr;
    batch_ = std::move(*batch);
    at_ = 0;
  }
  return &batch_.documents[at_++];
}

}  // namespace bearout::pipeline
