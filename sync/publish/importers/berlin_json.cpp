#include "sync/publish/importers/berlin_json.hpp"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/publish/importers/course_json.hpp"
#include "sync/publish/importers/course_reader.hpp"
#include "sync/publish/importers/element_tree.hpp"
#include "sync/publish/importers/json_feed.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// Follows the parser's events down to veranstaltungen/veranstaltung and builds each course's tree.
class CourseHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  CourseHandler(const ImportSource& source, RecordSink& sink, JsonFeed& feed)
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
      builder_.begin(key_of_value());
    } else if (in_course_position()) {
      begin_course();
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
    // Its own count of lines and columns knows nothing of the courses that were read at once.
    const std::string_view message = exception.what();
    const std::size_t column = message.find(", column ");
    const std::size_t behind = column == std::string_view::npos ? column : message.find(": ", column);
    message_ = behind == std::string_view::npos ? message : message.substr(behind + 2);
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
      add_json_scalar(builder_, key_of_value(), text);
    } else if (in_course_position() && !text.empty()) {
      ++courses_;
      sink_.report(
          {FindingKind::kNotARecord, source_.name, feed_.position().line, {}, std::string(text.substr(0, 80))});
    }
    return true;
  }

  /// A course that is read at once leaves the lexer nothing but its last brace. The lexer reads whatever is out of the
  /// common, and says what is wrong with it.
  void begin_course() {
    course_line_ = feed_.position().line;
    builder_.begin("veranstaltung");
    const auto rest = feed_.rest_of_object();
    if (rest && json_.read(*rest, kJsonDepthMax - levels_.size() - 1, builder_)) {
      feed_.skip(rest->size());
      return;
    }
    builder_.reset();
    builder_.begin("veranstaltung");
  }

  bool take_course() {
    ++courses_;
    if (builder_.overflowed()) {
      builder_.reset();
      sink_.report({FindingKind::kRecordTooLarge, source_.name, course_line_, {}, {}});
      return true;
    }
    const Element& course = builder_.element();
    CourseRecord record = read_course(course);
    record.file = source_.name;
    record.line = course_line_;
    if (const std::string district = course.content_of("bezirk"); !district.empty()) {
      record.provider_key = district;
      record.provider_name = "Volkshochschule " + district;
    }
    builder_.reset();
    if (auto taken = sink_.take(std::move(record)); !taken) {
      refused_ = std::move(taken).error();
      return false;
    }
    return true;
  }

  const ImportSource& source_;
  RecordSink& sink_;
  JsonFeed& feed_;
  std::vector<Level> levels_;
  ElementBuilder builder_;
  CourseJson json_;
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
  JsonFeed feed(*source.file);
  CourseHandler handler(source, sink, feed);
  const bool parsed = nlohmann::json::sax_parse(JsonFeedIterator(&feed), JsonFeedIterator(), &handler);
  return handler.outcome(parsed);
}

}  // namespace bildungskiosk::publish
