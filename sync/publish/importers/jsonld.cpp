#include "sync/publish/importers/jsonld.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/digest.hpp"
#include "sync/publish/importers/html_scripts.hpp"
#include "sync/publish/importers/json_document.hpp"
#include "sync/publish/importers/schema_record.hpp"
#include "sync/publish/importers/text_encoding.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/whole_file.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {}

  Result<void> run();

 private:
  Result<void> read_page(std::string_view page);
  Result<void> read_document(json root, std::uint64_t line);
  Result<void> walk(const SchemaDocument& document, const json& value, std::uint64_t line);
  Result<void> take_course(const SchemaDocument& document, const json& course, std::uint64_t line);
  Result<void> take(CourseRecord record, std::uint64_t line);

  const ImportSource& source_;
  RecordSink& sink_;
  std::set<const json*> taken_;  // a node that is nested here and referred to there is one
  std::uint64_t records_ = 0;
};

Result<void> Reading::take(CourseRecord record, std::uint64_t line) {
  ++records_;
  record.file = source_.name;
  record.line = line;
  if (record.guid.empty() && !record.name.empty()) {
    std::string identity = fold(record.name) + '\n' + record.begin_date + '\n' + fold(record.provider_name);
    if (!record.sessions.empty()) identity += '\n' + record.sessions.front().date;
    record.guid = slug(record.name).substr(0, 40) + "-" + base::sha256_hex(base::as_bytes(identity)).substr(0, 12);
  }
  return sink_.take(std::move(record));
}

/// A course is one offer for each of its instances, for each has dates and a place of its own.
Result<void> Reading::take_course(const SchemaDocument& document, const json& course, std::uint64_t line) {
  const CourseRecord common = record_of(document, course);
  const auto instances = document.values(course, "hasCourseInstance");
  if (instances.empty()) return take(common, line);
  for (const json* instance : instances) {
    taken_.insert(instance);
    CourseRecord record = common;
    add_instance(document, *instance, record);
    if (record.guid == common.guid && instances.size() > 1 && !record.guid.empty()) {
      // Instances without an id of their own are told apart by when and where they are.
      std::string identity = record.begin_date;
      if (!record.sessions.empty()) identity += record.sessions.front().date + record.sessions.front().begin_time;
      if (!record.venues.empty()) identity += record.venues.front().name + record.venues.front().street;
      record.guid += "-" + base::sha256_hex(base::as_bytes(identity)).substr(0, 12);
    }
    BILDUNGSKIOSK_TRY_VOID(take(std::move(record), line));
  }
  return {};
}

/// Down to courses and events wherever they are: @graph, lists, "mainEntity", "itemListElement".
Result<void> Reading::walk(const SchemaDocument& document, const json& value, std::uint64_t line) {
  if (value.is_array()) {
    for (const json& item : value) BILDUNGSKIOSK_TRY_VOID(walk(document, item, line));
    return {};
  }
  if (!value.is_object()) return {};
  const bool is_instance = is_of_type(value, "CourseInstance");
  const bool is_course = is_of_type(value, "Course");
  if (is_course || is_instance || is_event(value)) {
    if (value.size() <= 2 && value.contains("@id")) return {};  // only its name
    if (!taken_.insert(&value).second) return {};
    if (is_course && !is_instance) return take_course(document, value, line);
    CourseRecord record = record_of(document, value);
    if (!is_instance) record.kind = "Veranstaltung";
    add_when_and_where(document, value, record);
    BILDUNGSKIOSK_TRY_VOID(take(std::move(record), line));
    return walk(document, member(value, "subEvent"), line);
  }
  for (const auto& [key, item] : value.items()) BILDUNGSKIOSK_TRY_VOID(walk(document, item, line));
  return {};
}

Result<void> Reading::read_document(json root, std::uint64_t line) {
  const SchemaDocument document(std::move(root));
  taken_.clear();
  // Instances and dates that a course or event refers to are not offers of their own, wherever they stand.
  const auto claim = [&](const auto& self, const json& value) -> void {
    if (value.is_object()) {
      if (is_of_type(value, "Course")) {
        for (const json* instance : document.values(value, "hasCourseInstance")) {
          if (!is_of_type(*instance, "Course")) taken_.insert(instance);
        }
      }
      for (const json* part : document.values(value, "subEvent")) {
        const bool is_date = part != &value && is_event(value) && is_date_of(document, *part, value);
        if (is_date) taken_.insert(part);
      }
    }
    if (value.is_structured()) {
      for (const json& item : value) self(self, item);
    }
  };
  claim(claim, document.root());
  return walk(document, document.root(), line);
}

Result<void> Reading::read_page(std::string_view page) {
  const auto scripts = ld_json_scripts(page);
  if (scripts.empty()) {
    return Error{ErrorCode::kUnsupportedFormat, source_.name + ": a page without JSON-LD"};
  }
  for (const HtmlScript& script : scripts) {
    TextPosition position;
    auto root = parse_json_document(script.text, position);
    if (!root) {
      sink_.report({FindingKind::kNotARecord, source_.name, script.line + position.line - 1, {}, "JSON-LD"});
      continue;
    }
    BILDUNGSKIOSK_TRY_VOID(read_document(*std::move(root), script.line));
  }
  return {};
}

Result<void> Reading::run() {
  BILDUNGSKIOSK_TRY(std::string bytes, read_whole_file(source_, kDocumentBytesMax));
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  const std::string_view text = trim(bytes);
  if (text.empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
  if (text.starts_with('<')) {
    BILDUNGSKIOSK_TRY_VOID(read_page(text));
  } else {
    TextPosition position;
    auto root = parse_json_document(bytes, position);
    if (!root) {
      sink_.stopped_at(position);
      return base::with_context(root.error(), source_.name + ": line " + std::to_string(position.line) + ", column " +
                                                  std::to_string(position.column));
    }
    BILDUNGSKIOSK_TRY_VOID(read_document(*std::move(root), 0));
  }
  if (records_ == 0) {
    return Error{ErrorCode::kUnsupportedFormat, source_.name + ": no Course and no Event of schema.org in it"};
  }
  return {};
}

}  // namespace

Result<void> JsonLdImporter::import(const ImportSource& source, RecordSink& sink) {
  if (auto read = Reading(source, sink).run(); !read) return std::move(read).error();
  return {};
}

}  // namespace bildungskiosk::publish
