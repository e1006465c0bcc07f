#include "sync/publish/importers/json_feed.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/byte_set.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

using base::Error;
using base::ErrorCode;

namespace {

/// Looks for the '}' that ends an object, in as many pieces as it comes.
class EndSearch {
 public:
  /// Where it stands; npos: not in `text` yet, which begins as the last one did and is longer.
  std::size_t find_in(std::string_view text) {
    constexpr base::ByteSet kInString("\"\\");
    constexpr base::ByteSet kOutside("\"{}");
    while (at_ < text.size()) {
      const std::size_t found = (in_string_ ? kInString : kOutside).find_in(text, at_);
      if (found == std::string_view::npos) {
        at_ = text.size();
        break;
      }
      at_ = found + 1;
      const char c = text[found];
      if (c == '\\') ++at_;  // what is escaped ends nothing
      if (c == '"') in_string_ = !in_string_;
      if (c == '{') ++open_;
      if (c == '}' && open_-- == 0) return found;
    }
    return std::string_view::npos;
  }

 private:
  std::size_t at_ = 0;
  std::size_t open_ = 0;
  bool in_string_ = false;
};

}  // namespace

JsonFeed::JsonFeed(base::ReadableFile& file) : file_(file), chunk_(kReadChunkBytes) { fill(); }

void JsonFeed::step() {
  ++bytes_read_;
  ++since_token_;
  ++column_;
  if (chunk_[at_] == '\n') {
    ++line_;
    column_ = 1;
  }
  ++at_;
  if (since_token_ > kRecordBytesMax || bytes_read_ > kExportBytesMax) {
    error_ = Error{ErrorCode::kTooLarge, "more than a value or a file may hold"};
    at_end_ = true;
  }
}

void JsonFeed::fill() {
  if (at_end_ || read_more()) return;
  if (read_error_) error_ = read_error_;
  at_end_ = true;
}

/// Behind what has not been read yet; false at the end of the file.
bool JsonFeed::read_more() {
  std::move(chunk_.begin() + static_cast<std::ptrdiff_t>(at_), chunk_.begin() + static_cast<std::ptrdiff_t>(length_),
            chunk_.begin());
  length_ -= std::exchange(at_, 0);
  if (read_error_) return false;
  if (chunk_.size() - length_ < kReadChunkBytes) chunk_.resize(length_ + kReadChunkBytes);
  const auto read = file_.read(std::span(chunk_).subspan(length_, kReadChunkBytes));
  if (!read) read_error_ = read.error();
  if (read) length_ += *read;
  return read && *read > 0;
}

std::optional<std::string_view> JsonFeed::rest_of_object() {
  EndSearch search;
  while (!at_end_) {
    const std::string_view rest = base::as_text(base::ByteView(chunk_).subspan(at_, length_ - at_));
    const std::size_t end = search.find_in(rest);
    if (end != std::string_view::npos)
      return end <= kRecordBytesMax ? std::optional(rest.substr(0, end)) : std::nullopt;
    if (rest.size() > kRecordBytesMax || !read_more()) break;
  }
  return std::nullopt;
}

void JsonFeed::skip(std::size_t bytes) {
  const std::string_view skipped = base::as_text(base::ByteView(chunk_).subspan(at_, bytes));
  const std::uint64_t breaks = base::count_line_feeds(skipped);
  line_ += breaks;
  column_ = breaks == 0 ? column_ + bytes : bytes - skipped.rfind('\n');
  bytes_read_ += bytes;
  at_ += bytes;
}

}  // namespace bildungskiosk::publish
