#include "sync/publish/importers/berlin_json.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/publish/importers/course_reader.hpp"
#include "sync/publish/importers/element.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// Hands the file to the JSON lexer byte by byte and knows the line. It ends early on a read error and when one
/// string grows past a course's limit, because the lexer would collect it whole.
class ByteFeed {
 public:
  explicit ByteFeed(base::ReadableFile& file) : file_(file), chunk_(kReadChunkBytes) { advance(); }

  [[nodiscard]] bool at_end() const { return at_end_; }
  [[nodiscard]] char current() const { return static_cast<char>(chunk_[at_]); }
  void advance() {
    if (at_end_) return;
    if (started_) step();
    started_ = true;
    if (at_ < length_) return;
    at_ = 0;
    length_ = 0;
    auto read = file_.read(chunk_);
    if (!read) {
      error_ = std::move(read).error();
    } else {
      length_ = *read;
    }
    at_end_ = length_ == 0;
  }

  /// A token has been seen: the budget for the next begins.
  void token_seen() { since_token_ = 0; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] TextPosition position() const { return {line_, column_}; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  void step() {
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

  base::ReadableFile& file_;
  std::vector<std::uint8_t> chunk_;
  std::size_t at_ = 0;
  std::size_t length_ = 0;
  bool started_ = false;
  bool at_end_ = false;
  std::uint64_t bytes_read_ = 0;
  std::size_t since_token_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
  std::optional<Error> error_;
};

/// What nlohmann's lexer pulls from. Copies share the feed; one without a feed is the end.
class FeedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  FeedIterator() = default;
  explicit FeedIterator(ByteFeed* feed) : feed_(feed) {}
  char operator*() const { return feed_->current(); }
  FeedIterator& operator++() {
    feed_->advance();
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(const FeedIterator& other) const { return ended() == other.ended(); }

 private:
  [[nodiscard]] bool ended() const { return feed_ == nullptr || feed_->at_end(); }
  ByteFeed* feed_ = nullptr;
};

/// Follows the parser's events down to veranstaltungen/veranstaltung and builds each course's tree.
class CourseHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  CourseHandler(const ImportSource& source, RecordSink& sink, ByteFeed& feed)
      : source_(source), sink_(sink), feed_(feed) {}

  bool null() override { return scalar({}); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return scalar(text); }
  bool string(string_t& value) override { return scalar(value); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    if (!may_open()) return false;
    if (builder_.active()) {
      builder_.begin(std::string(key_of_value()));
    } else if (in_course_position()) {
      course_line_ = feed_.position().line;
      builder_.begin("veranstaltung");
    }
    levels_.push_back({Level::kObject, {}});
    return true;
  }
  bool end_object() override {
    feed_.token_seen();
    levels_.pop_back();
    return !builder_.active() || !builder_.end() || take_course();
  }
  bool start_array(std::size_t) override {
    if (!may_open()) return false;
    levels_.push_back({Level::kArray, {}});
    return true;
  }
  bool end_array() override {
    feed_.token_seen();
    levels_.pop_back();
    return true;
  }
  bool key(string_t& value) override {
    feed_.token_seen();
    levels_.back().key = value;
    if (levels_.size() == 1 && value == "veranstaltungen") found_root_ = true;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& exception) override {
    message_ = exception.what();
    return false;
  }

  [[nodiscard]] Result<void> outcome(bool parsed);

 private:
  struct Level {
    enum Kind { kObject, kArray } kind;
    std::string key;  // of an object: the latest
  };

  /// Whether the file may nest one deeper. The builder limits a course; this, what stands around and inside it.
  bool may_open() {
    feed_.token_seen();
    if (levels_.size() < kJsonDepthMax) return true;
    sink_.stopped_at(feed_.position());
    refused_ = Error{ErrorCode::kMalformedExport, source_.name + ": line " + std::to_string(feed_.position().line) +
                                                      ": nested deeper than " + std::to_string(kJsonDepthMax)};
    return false;
  }

  /// The items of an array repeat the key that the array stands for.
  [[nodiscard]] std::string_view key_of_value() const {
    const auto object =
        std::find_if(levels_.rbegin(), levels_.rend(), [](const Level& level) { return level.kind == Level::kObject; });
    return object == levels_.rend() ? std::string_view() : std::string_view(object->key);
  }

  /// {"veranstaltungen": {"veranstaltung": [ * ]}}, or a single one without the array.
  [[nodiscard]] bool in_course_position() const {
    const bool in_array = !levels_.empty() && levels_.back().kind == Level::kArray;
    const std::size_t depth = levels_.size() - (in_array ? 1U : 0U);
    return !levels_.empty() && depth == 2 && levels_[0].kind == Level::kObject && levels_[0].key == "veranstaltungen" &&
           levels_[1].kind == Level::kObject && levels_[1].key == "veranstaltung";
  }

  bool scalar(std::string_view text) {
    feed_.token_seen();
    if (builder_.active()) {
      const std::string_view name = key_of_value();
      if (name == "#text") {
        builder_.text(text);
      } else if (name.starts_with('@')) {
        builder_.attribute(std::string(name.substr(1)), std::string(text));
      } else {
        builder_.begin(std::string(name));
        builder_.text(text);
        builder_.end();  // never the outermost: a course is open
      }
    } else if (in_course_position() && !text.empty()) {
      ++courses_;
      sink_.report(
          {FindingKind::kNotARecord, source_.name, feed_.position().line, {}, std::string(text.substr(0, 80))});
    }
    return true;
  }

  bool take_course() {
    ++courses_;
    if (builder_.overflowed()) {
      builder_.reset();
      sink_.report({FindingKind::kRecordTooLarge, source_.name, course_line_, {}, {}});
      return true;
    }
    const Element course = builder_.take();
    CourseRecord record = read_course(course);
    record.file = source_.name;
    record.line = course_line_;
    if (const std::string district = course.content_of("bezirk"); !district.empty()) {
      record.provider_key = district;
      record.provider_name = "Volkshochschule " + district;
    }
    if (auto taken = sink_.take(std::move(record)); !taken) {
      refused_ = std::move(taken).error();
      return false;
    }
    return true;
  }

  const ImportSource& source_;
  RecordSink& sink_;
  ByteFeed& feed_;
  std::vector<Level> levels_;
  ElementBuilder builder_;
  std::uint64_t course_line_ = 0;
  std::uint64_t courses_ = 0;
  bool found_root_ = false;
  std::string message_;
  std::optional<Error> refused_;
};

Result<void> CourseHandler::outcome(bool parsed) {
  if (refused_) return *refused_;
  if (feed_.error()) {
    if (feed_.error()->code == ErrorCode::kTooLarge) sink_.stopped_at(feed_.position());
    return base::with_context(*feed_.error(), source_.name);
  }
  if (!parsed) {
    if (feed_.bytes_read() == 0 && feed_.at_end()) {
      return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
    }
    const TextPosition position = feed_.position();
    sink_.stopped_at(position);
    return Error{ErrorCode::kMalformedExport, source_.name + ": line " + std::to_string(position.line) + ", column " +
                                                  std::to_string(position.column) + ": " + message_};
  }
  if (!found_root_) {
    return Error{ErrorCode::kUnsupportedFormat, source_.name + ": JSON without \"veranstaltungen\""};
  }
  if (courses_ == 0) return Error{ErrorCode::kEmptyExport, source_.name + ": no \"veranstaltung\" in it"};
  return {};
}

}  // namespace

Result<void> BerlinJsonImporter::import(const ImportSource& source, RecordSink& sink) {
  ByteFeed feed(*source.file);
  CourseHandler handler(source, sink, feed);
  const bool parsed = nlohmann::json::sax_parse(FeedIterator(&feed), FeedIterator(), &handler);
  return handler.outcome(parsed);
}

}  // namespace bildungskiosk::publish
