#pragma once

#include <memory>

#include "corpus/byte_source.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// Comments of a WordPress export (WXR 1.0 to 1.2) or a Disqus export, told apart by the root element.
/// Streaming: memory is bounded by the largest comment, not by the file (Disqus: and by title and link of
/// each page). Throws Error (file:line) for a DOCTYPE, broken XML, or another root.
///
/// Document id: the comment's own id (`wp:comment_id`, Disqus post id), prefixed `c`; parent likewise. HTML
/// becomes text. Source: file name. Url: the page's, with `#comment-ID`. Date: UTC as `2012-05-01T10:00:00Z`
/// where the export has it. Attribute `post`: title of the page the comment stands under. Role `author`: by
/// the post's creator (WordPress: user id or name equal to the item's creator as login, resolved through
/// `wp:author`; Disqus: the thread's author, by user name where both have one, else by name). E-mail and IP
/// addresses are never kept.
///
/// Spam, deleted comments and pingbacks are left out, comments awaiting moderation unless
/// `include_unapproved`; that is no Diagnostic. A comment without text is one.
[[nodiscard]] std::unique_ptr<RecordReader> read_xml_comments(ByteSource source, bool include_unapproved);

}  // namespace bearout::corpus
