#include "sync/publish/importers/course_span.hpp"

#include <utility>

namespace bildungskiosk::publish {

void set_span(CourseRecord& record, std::optional<Moment> starts, std::optional<Moment> ends, bool says_end) {
  if (starts) record.begin_date = base::format_date(starts->day);
  if (ends) record.end_date = base::format_date(ends->day);
  const bool one_day = starts && starts->time && (ends ? ends->day == starts->day : !says_end);
  if (!one_day) return;
  CourseRecord::Session session;
  session.date = record.begin_date;
  session.begin_time = base::format_time_of_day(*starts->time);
  if (ends && ends->time) session.end_time = base::format_time_of_day(*ends->time);
  record.sessions.push_back(std::move(session));
}

}  // namespace bildungskiosk::publish
