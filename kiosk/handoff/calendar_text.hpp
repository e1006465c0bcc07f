#pragma once

#include <string>

#include "sync/base/clock.hpp"
#include "sync/catalogue/offer_detail.hpp"

namespace bildungskiosk::handoff {

/// An offer's next meetings as a calendar (RFC 5545): one VEVENT each, with title, place, and the instant in UTC, which
/// every phone shows in its own time, summer or winter, without a VTIMEZONE that would fill a code. Meetings without a
/// time are whole days, so is an offer of which only the beginning is known; cancelled ones are left out. Not a rule
/// that repeats: providers' dates rarely keep to one.
struct CalendarText {
  std::string text;  // lines end with CR LF, folded at 75 octets; empty: there is no meeting
  int meetings = 0;
};

/// At most `meetings_max` of them, the soonest. `written_at`: DTSTAMP, when the data was made.
[[nodiscard]] CalendarText calendar_text(const catalogue::OfferDetail& detail, const offer::Language& language,
                                         base::UnixSeconds written_at, int meetings_max);

}  // namespace bildungskiosk::handoff
