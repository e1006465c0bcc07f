#pragma once

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/schema_org.hpp"

namespace bildungskiosk::publish {

/// What a Course, CourseInstance or Event says of itself: names, texts, provider, price, audience. Names of persons
/// (instructor, performer, a Person as organizer) are not read.
[[nodiscard]] CourseRecord record_of(const SchemaDocument& document, const nlohmann::json& node);

/// Whether a subEvent is only another date of its event: it has no name of its own.
[[nodiscard]] bool is_date_of(const SchemaDocument& document, const nlohmann::json& part, const nlohmann::json& event);

void add_when_and_where(const SchemaDocument& document, const nlohmann::json& node, CourseRecord& record);

/// When and where an instance is, and what else it says otherwise than its course.
void add_instance(const SchemaDocument& document, const nlohmann::json& instance, CourseRecord& record);

}  // namespace bildungskiosk::publish
