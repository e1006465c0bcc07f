#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/error.hpp"
#include "sync/base/file_system.hpp"
#include "sync/publish/findings.hpp"

namespace bildungskiosk::publish {

/// Hands a file to a JSON lexer byte by byte and knows the line. It ends early on a read error and when one token
/// grows past a course's limit, because the lexer would collect it whole.
class JsonFeed {
 public:
  explicit JsonFeed(base::ReadableFile& file);

  [[nodiscard]] bool at_end() const { return at_end_; }
  [[nodiscard]] char current() const { return static_cast<char>(chunk_[at_]); }
  void advance() {
    if (at_end_) return;
    step();
    if (at_ == length_) fill();
  }

  /// The rest of the object whose '{' has been read, up to its '}' and without it; nullopt when it is longer than
  /// kRecordBytesMax or the file ends before. Only braces and strings are looked at. Nothing is passed over yet, and
  /// the view holds until the next call of anything.
  [[nodiscard]] std::optional<std::string_view> rest_of_object();
  /// Passes over it.
  void skip(std::size_t bytes);

  /// A token has been seen: the budget for the next begins.
  void token_seen() { since_token_ = 0; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] TextPosition position() const { return {line_, column_}; }
  [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }

 private:
  void fill();
  void step();
  bool read_more();

  base::ReadableFile& file_;
  std::vector<std::uint8_t> chunk_;
  std::size_t at_ = 0;
  std::size_t length_ = 0;
  bool at_end_ = false;
  std::uint64_t bytes_read_ = 0;
  std::size_t since_token_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
  std::optional<base::Error> read_error_;  // met behind what is in the chunk
  std::optional<base::Error> error_;
};

/// What nlohmann's lexer pulls from. Copies share the feed; one without a feed is the end.
class JsonFeedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  JsonFeedIterator() = default;
  explicit JsonFeedIterator(JsonFeed* feed) : feed_(feed) {}
  char operator*() const { return feed_->current(); }
  JsonFeedIterator& operator++() {
    feed_->advance();
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(const JsonFeedIterator& other) const { return ended() == other.ended(); }

 private:
  [[nodiscard]] bool ended() const { return feed_ == nullptr || feed_->at_end(); }
  JsonFeed* feed_ = nullptr;
};

}  // namespace bildungskiosk::publish
