#pragma once

#include <string_view>

#include "sync/publish/importers/course_record.hpp"

namespace bildungskiosk::publish {

/// A place and address in one line, as calendars and web pages have it: "Stadtbibliothek, Marktplatz 3, 99999 Lindach",
/// also over several lines. The part with five digits and a town behind is the town, the one before it with a number at
/// its end the street, what stands before that the name; what has no such form is the name as a whole.
[[nodiscard]] CourseRecord::Venue venue_of_line(std::string_view text);

}  // namespace bildungskiosk::publish
