#include "kiosk/handoff/calendar_text.hpp"

#include <libical/ical.h>

#include <cstdlib>
#include <memory>
#include <vector>

#include "kiosk/handoff/place_text.hpp"
#include "sync/base/bytes.hpp"
#include "sync/base/digest.hpp"

namespace bildungskiosk::handoff {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

struct FreeText {
  void operator()(char* text) const { std::free(text); }  // NOLINT(cppcoreguidelines-no-malloc): libical's
};

icaltimetype day_of(base::Date date) {
  const base::YearMonthDay day = base::year_month_day(date);
  icaltimetype time = icaltime_null_date();
  time.year = day.year;
  time.month = day.month;
  time.day = day.day;
  return time;
}

icaltimetype instant_of(base::Date date, base::MinuteOfDay minute) {
  const base::UnixSeconds seconds = base::from_german_local_time({date, minute});
  constexpr int kWithTime = 0;
  return icaltime_from_timet_with_zone(seconds, kWithTime, icaltimezone_get_utc_timezone());
}

void add_times(icalcomponent* event, const offer::Session& session) {
  if (!session.starts) {
    icalcomponent_add_property(event, icalproperty_new_dtstart(day_of(session.date)));
    return;
  }
  icalcomponent_add_property(event, icalproperty_new_dtstart(instant_of(session.date, *session.starts)));
  if (!session.ends) return;
  icalcomponent_add_property(event, icalproperty_new_dtend(instant_of(session.date, *session.ends)));
}

// The same meeting taken away twice is one entry in the phone's calendar. A digest: providers' ids are long, and each
// meeting has one.
std::string identity(const offer::Offer& offer, const offer::Session& session) {
  constexpr std::size_t kDigits = 20;
  std::string text = offer.id + " " + base::format_date(session.date);
  if (session.starts) text += " " + base::format_time_of_day(*session.starts);
  return base::sha256_hex(base::as_bytes(text)).substr(0, kDigits);
}

Component event_of(const catalogue::OfferDetail& detail, const catalogue::UpcomingSession& meeting,
                   const std::string& title, icaltimetype written_at) {
  Component event(icalcomponent_new_vevent());
  icalcomponent_add_property(event.get(), icalproperty_new_uid(identity(detail.offer, meeting.session).c_str()));
  icalcomponent_add_property(event.get(), icalproperty_new_dtstamp(written_at));
  add_times(event.get(), meeting.session);
  icalcomponent_add_property(event.get(), icalproperty_new_summary(title.c_str()));
  const auto& place = meeting.place ? meeting.place : detail.place;
  const std::string where = place ? place_text(*place) : "";
  if (!where.empty()) icalcomponent_add_property(event.get(), icalproperty_new_location(where.c_str()));
  return event;
}

/// The meetings still to come, or, where only its beginning is known, that.
std::vector<catalogue::UpcomingSession> meetings_of(const catalogue::OfferDetail& detail, int count_max) {
  std::vector<catalogue::UpcomingSession> meetings;
  for (const catalogue::UpcomingSession& meeting : detail.upcoming) {
    if (static_cast<int>(meetings.size()) >= count_max) break;
    if (!meeting.session.cancelled) meetings.push_back(meeting);
  }
  const auto& next = detail.summary.next;
  if (meetings.empty() && next) meetings.push_back({{next->date, next->starts, next->ends, "", false}, {}});
  return meetings;
}

}  // namespace

CalendarText calendar_text(const catalogue::OfferDetail& detail, const offer::Language& language,
                           base::UnixSeconds written_at, int meetings_max) {
  const std::string& title = offer::localized(detail.offer.name, language);
  constexpr int kWithTime = 0;
  const icaltimetype stamp = icaltime_from_timet_with_zone(written_at, kWithTime, icaltimezone_get_utc_timezone());
  const Component calendar(icalcomponent_new_vcalendar());
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Bildungskiosk//DE"));
  CalendarText result;
  for (const catalogue::UpcomingSession& meeting : meetings_of(detail, meetings_max)) {
    icalcomponent_add_component(calendar.get(), event_of(detail, meeting, title, stamp).release());
    ++result.meetings;
  }
  if (result.meetings == 0) return result;
  const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(calendar.get()));
  if (!text) return {};
  result.text = text.get();
  return result;
}

}  // namespace bildungskiosk::handoff
