#pragma once

#include <memory>
#include <string>

#include "corpus/byte_source.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// Comments of a WordPress export (WXR 1.0 to 1.2) or a Disqus export, told apart by the root element.
/// Streaming: memory is bounded by the largest comment, not by the file. Throws Error (file:line) for a
/// DOCTYPE, broken XML, or another root.
///
/// Document id: the comment's own id (`wp:comment_id`, Disqus post id), prefixed `c`; parent likewise. HTML
/// becomes text. Source: file name. Attribute `post`: title of the page the comment stands under. Role
/// `author`: by the post's creator (WordPress: user id or name equal to the item's creator as login, resolved
/// through `wp:author`; Disqus: the thread's author).
[[nodiscard]] std::unique_ptr<RecordReader> read_xml_comments(ByteSource source, bool include_unapproved);

}  // namespace bearout::corpus
