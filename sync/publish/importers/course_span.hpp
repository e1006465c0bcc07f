#pragma once

#include <optional>

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/moment.hpp"

namespace bildungskiosk::publish {

/// A begin and an end as a span of days; within one day and with a time, also as its one meeting. `says_end`: the file
/// has an end, be it one that could not be read.
void set_span(CourseRecord& record, std::optional<Moment> starts, std::optional<Moment> ends, bool says_end);

}  // namespace bildungskiosk::publish
