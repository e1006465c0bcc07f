#pragma once

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/element.hpp"

namespace bildungskiosk::publish {

/// The fields of a `veranstaltung` element, in every version of Open-vhs and both Berlin dialects (formats.md).
/// `dozent` and `ansprechperson` are not looked at. Sets neither file, line nor the export's provider.
[[nodiscard]] CourseRecord read_course(const Element& course);

}  // namespace bildungskiosk::publish
