#include "sync/publish/importers/ical.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/publish/importers/ical_file.hpp"
#include "sync/publish/importers/postal_line.hpp"
#include "sync/publish/importers/recurrence.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// One meeting, on the clock of its zone.
struct Meeting {
  base::LocalTime starts;
  const IcalEvent* event = nullptr;  // whose times, place and status count: the series or a change of one date
};

/// An event and what changes single dates of it.
struct Series {
  const IcalEvent* master = nullptr;
  std::vector<const IcalEvent*> changes;  // with a RECURRENCE-ID, in the order of the file
};

class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink, IcalFile file)
      : source_(source), sink_(sink), file_(std::move(file)) {}

  Result<void> run();

 private:
  struct Span {
    IcalTime starts;
    WallClock clock;
    std::optional<std::int64_t> minutes;  // how long; of whole days, their number times 1440
  };

  void report(FindingKind kind, const IcalEvent& event, std::string detail);
  std::optional<std::pair<IcalTime, WallClock>> read_time(const IcalEvent& event, const IcalProperty& property);
  /// Read once for each event, for it may report.
  const std::optional<Span>& span_of(const IcalEvent& event);
  std::optional<Span> read_span(const IcalEvent& event);
  [[nodiscard]] std::vector<base::LocalTime> read_times(const IcalEvent& event, std::string_view name,
                                                        const WallClock& clock, Precision precision);
  std::vector<Meeting> expand(const Series& series, const Span& span);
  void add_meeting(CourseRecord& record, const Meeting& meeting, bool single);
  std::optional<std::size_t> venue_index(CourseRecord& record, const IcalEvent& event);
  void add_texts(CourseRecord& record, const IcalEvent& event);
  Result<void> take(const Series& series);

  const ImportSource& source_;
  RecordSink& sink_;
  IcalFile file_;
  std::map<const IcalEvent*, std::optional<Span>> spans_;
};

bool is_cancelled(const IcalEvent& event) { return fold(event.value("STATUS")) == "cancelled"; }

std::int64_t minutes_between(base::LocalTime from, base::LocalTime to) {
  return (std::int64_t{to.date.days_since_epoch} - from.date.days_since_epoch) * 1'440 + (to.minute - from.minute);
}

base::LocalTime later_by(base::LocalTime time, std::int64_t minutes) {
  const std::int64_t all = time.minute + minutes;
  return {base::add_days(time.date, static_cast<int>(all / 1'440)), static_cast<base::MinuteOfDay>(all % 1'440)};
}

/// "PT1H30M", "P2D", "P1W" in minutes; nullopt for anything else, and for what is longer than a year.
std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() > 20) return std::nullopt;
  std::int64_t minutes = 0;
  std::int64_t number = 0;
  for (const char c : text.substr(1)) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      if (number > 10'000'000) return std::nullopt;
      continue;
    }
    if (c == 'W') minutes += number * 7 * 1'440;
    if (c == 'D') minutes += number * 1'440;
    if (c == 'H') minutes += number * 60;
    if (c == 'M') minutes += number;
    if (std::string_view("WDHMST").find(c) == std::string_view::npos) return std::nullopt;
    number = 0;
  }
  return minutes > 366 * 1'440 ? std::nullopt : std::optional(minutes);
}

void Reading::report(FindingKind kind, const IcalEvent& event, std::string detail) {
  if (detail.size() > 160) detail.resize(160);
  sink_.report({kind, source_.name, event.line, std::string(event.value("UID").substr(0, 80)), std::move(detail)});
}

std::optional<std::pair<IcalTime, WallClock>> Reading::read_time(const IcalEvent& event, const IcalProperty& property) {
  auto time = parse_ical_time(property.value);
  if (!time) {
    report(FindingKind::kUnreadableDate, event, property.name + ": " + property.value);
    return std::nullopt;
  }
  const std::string tzid(property.parameter("TZID"));
  if (time->precision == Precision::kDay) return std::pair(*time, WallClock());
  auto clock = time->is_utc ? WallClock::of_zone("UTC") : wall_clock(tzid, file_.zones);
  if (!clock) {
    report(FindingKind::kUnreadableTime, event, "TZID=" + tzid);  // taken for a German clock's
    clock = WallClock();
  }
  return std::pair(*time, *clock);
}

const std::optional<Reading::Span>& Reading::span_of(const IcalEvent& event) {
  auto found = spans_.find(&event);
  if (found == spans_.end()) found = spans_.emplace(&event, read_span(event)).first;
  return found->second;
}

std::optional<Reading::Span> Reading::read_span(const IcalEvent& event) {
  const IcalProperty* begin = event.find("DTSTART");
  if (begin == nullptr) return std::nullopt;
  const auto starts = read_time(event, *begin);
  if (!starts) return std::nullopt;
  Span span{starts->first, starts->second, std::nullopt};
  if (const IcalProperty* end = event.find("DTEND"); end != nullptr) {
    const auto ends = read_time(event, *end);
    if (ends && ends->first.precision == span.starts.precision) {
      // Both on the German clock, for the two may name different zones.
      const auto minutes =
          minutes_between(span.clock.to_german(span.starts.wall), ends->second.to_german(ends->first.wall));
      if (minutes < 0) {
        report(FindingKind::kEndBeforeBegin, event, begin->value + " – " + end->value);
      } else {
        span.minutes = minutes;
      }
    }
  } else if (const IcalProperty* duration = event.find("DURATION"); duration != nullptr) {
    span.minutes = parse_duration(duration->value);
    if (!span.minutes) report(FindingKind::kUnreadableTime, event, "DURATION: " + duration->value);
  }
  return span;
}

/// The times of RDATE and EXDATE on the clock of the event.
std::vector<base::LocalTime> Reading::read_times(const IcalEvent& event, std::string_view name, const WallClock& clock,
                                                 Precision precision) {
  std::vector<base::LocalTime> times;
  for (const IcalProperty& property : event.properties) {
    if (property.name != name) continue;
    for (const std::string& part : unescaped_list(property.value)) {
      IcalProperty one{property.name, property.parameters, part.substr(0, part.find('/'))};  // a period's begin
      const auto time = read_time(event, one);
      if (!time || times.size() >= kOccurrencesMax) continue;
      base::LocalTime wall = time->first.wall;
      if (precision == Precision::kMinute && time->first.is_utc) {
        wall = clock.at(std::int64_t{wall.date.days_since_epoch} * 86'400 + std::int64_t{wall.minute} * 60);
      }
      times.push_back(wall);
    }
  }
  return times;
}

std::vector<Meeting> Reading::expand(const Series& series, const Span& span) {
  const IcalEvent& event = *series.master;
  std::vector<base::LocalTime> times{span.starts.wall};
  std::optional<base::LocalTime> nearest;
  if (const std::string_view rule = event.value("RRULE"); !rule.empty()) {
    if (auto found = occurrences({span.starts, std::string(rule)}, span.clock, source_.window)) {
      times = std::move(found->times);
      nearest = found->nearest;
    } else {
      report(FindingKind::kUnreadableDate, event, "RRULE: " + std::string(rule));
    }
  }
  const Precision precision = span.starts.precision;
  for (const base::LocalTime& more : read_times(event, "RDATE", span.clock, precision)) times.push_back(more);
  const auto excluded = read_times(event, "EXDATE", span.clock, precision);
  std::erase_if(times, [&](const base::LocalTime& time) {
    return std::any_of(excluded.begin(), excluded.end(), [&](const base::LocalTime& out) {
      // A day alone takes out whatever begins on it.
      return out == time || (out.date == time.date && out.minute == 0);
    });
  });
  // A series that is over keeps its last date, so that it counts as past and not as undated.
  if (times.empty() && excluded.empty() && nearest) times.push_back(*nearest);
  std::vector<Meeting> meetings;
  meetings.reserve(times.size());
  for (const base::LocalTime& time : times) meetings.push_back({time, &event});
  for (const IcalEvent* change : series.changes) {
    const auto original = read_time(*change, *change->find("RECURRENCE-ID"));
    const auto& changed = span_of(*change);
    if (!original || !changed) continue;
    base::LocalTime wall = original->first.wall;
    if (original->first.is_utc) {
      wall = span.clock.at(std::int64_t{wall.date.days_since_epoch} * 86'400 + std::int64_t{wall.minute} * 60);
    }
    std::erase_if(meetings, [&](const Meeting& meeting) { return meeting.starts == wall; });
    const base::Date day = changed->clock.to_german(changed->starts.wall).date;
    if (day >= source_.window.first && day <= source_.window.last) meetings.push_back({changed->starts.wall, change});
  }
  return meetings;
}

std::optional<std::size_t> Reading::venue_index(CourseRecord& record, const IcalEvent& event) {
  const std::string location = unescaped(event.value("LOCATION"));
  if (trim(location).empty()) return std::nullopt;
  CourseRecord::Venue venue = venue_of_line(location);
  if (const std::string_view geo = event.value("GEO"); !geo.empty()) {
    const std::size_t semicolon = geo.find(';');
    venue.latitude = geo.substr(0, semicolon);
    if (semicolon != std::string_view::npos) venue.longitude = geo.substr(semicolon + 1);
  }
  for (std::size_t i = 0; i < record.venues.size(); ++i) {
    if (record.venues[i].name == venue.name && record.venues[i].street == venue.street) return i;
  }
  record.venues.push_back(std::move(venue));
  return record.venues.size() - 1;
}

void Reading::add_meeting(CourseRecord& record, const Meeting& meeting, bool single) {
  const auto& span = span_of(*meeting.event);
  if (!span) return;
  CourseRecord::Session session;
  session.cancelled = is_cancelled(*meeting.event);
  session.venue = venue_index(record, *meeting.event);
  if (span->starts.precision == Precision::kDay) {
    session.date = base::format_date(meeting.starts.date);
    const std::int64_t days = span->minutes.value_or(1'440) / 1'440;
    if (single && days > 1) {
      record.begin_date = session.date;
      record.end_date = base::format_date(base::add_days(meeting.starts.date, static_cast<int>(days) - 1));
      if (!session.cancelled) return;  // an exhibition: a span, not a meeting
    }
  } else {
    const base::LocalTime starts = span->clock.to_german(meeting.starts);
    session.date = base::format_date(starts.date);
    session.begin_time = base::format_time_of_day(starts.minute);
    if (span->minutes && *span->minutes > 0) {
      const base::LocalTime ends = later_by(starts, *span->minutes);
      const bool same_evening = ends.date == starts.date || minutes_between(starts, ends) < 1'440;
      if (same_evening) session.end_time = base::format_time_of_day(ends.minute);
      if (single && !same_evening) {
        record.begin_date = session.date;
        record.end_date = base::format_date(ends.date);
      }
    }
  }
  record.sessions.push_back(std::move(session));
}

void Reading::add_texts(CourseRecord& record, const IcalEvent& event) {
  const auto add = [&](const IcalProperty* property, const std::string& text) {
    std::string language = fold(property->parameter("LANGUAGE").substr(0, 2));
    if (language.empty()) language = "de";
    record.texts.push_back({"text@" + language, text});
  };
  const IcalProperty* html = event.find("X-ALT-DESC");
  if (html == nullptr) html = event.find("STYLED-DESCRIPTION");
  if (html != nullptr && !trim(html->value).empty()) {
    add(html, unescaped(html->value));
  } else if (const IcalProperty* plain = event.find("DESCRIPTION"); plain != nullptr) {
    add(plain, unescaped(plain->value));
  }
  for (const IcalProperty& property : event.properties) {
    if (property.name != "CATEGORIES") continue;
    for (std::string& word : unescaped_list(property.value)) record.keywords.push_back(std::move(word));
  }
  if (const std::string_view url = event.value("URL"); !url.empty()) {
    record.links.push_back({"website", {}, std::string(url)});
  }
}

Result<void> Reading::take(const Series& series) {
  const IcalEvent& event = *series.master;
  if (event.too_large) {
    sink_.report({FindingKind::kRecordTooLarge, source_.name, event.line, {}, {}});
    return {};
  }
  const std::string visibility = fold(event.value("CLASS"));
  if (visibility == "private" || visibility == "confidential") {
    report(FindingKind::kNotARecord, event, "CLASS:" + std::string(event.value("CLASS")));
    return {};
  }
  CourseRecord record;
  record.file = source_.name;
  record.line = event.line;
  record.kind = "Veranstaltung";
  record.provider_name = file_.name;
  record.guid = unescaped(event.value("UID"));
  record.name = unescaped(event.value("SUMMARY"));
  add_texts(record, event);
  static_cast<void>(venue_index(record, event));  // the series' place first
  if (const auto& span = span_of(event)) {
    const auto meetings = expand(series, *span);
    const bool single = meetings.size() == 1 && event.find("RRULE") == nullptr;
    for (const Meeting& meeting : meetings) add_meeting(record, meeting, single);
  }
  return sink_.take(std::move(record));
}

Result<void> Reading::run() {
  std::map<std::string, Series> by_uid;
  std::vector<Series> all;
  const auto sequence = [](const IcalEvent& event) { return parse_integer(event.value("SEQUENCE")).value_or(0); };
  std::vector<const IcalEvent*> events;
  for (const IcalEvent& event : file_.events) events.push_back(&event);
  // Of two versions the newer one counts; the other is reported as a duplicate.
  std::stable_sort(events.begin(), events.end(),
                   [&](const auto* a, const auto* b) { return sequence(*a) > sequence(*b); });
  for (const IcalEvent* event : events) {
    if (event->find("RECURRENCE-ID") == nullptr) continue;
    auto& changes = by_uid[std::string(event->value("UID"))].changes;
    const auto same = [&](const IcalEvent* other) {
      return other->value("RECURRENCE-ID") == event->value("RECURRENCE-ID");
    };
    if (std::none_of(changes.begin(), changes.end(), same)) changes.push_back(event);
  }
  for (const IcalEvent* event : events) {
    if (event->find("RECURRENCE-ID") != nullptr) continue;
    Series& known = by_uid[std::string(event->value("UID"))];
    const bool first = known.master == nullptr || event->value("UID").empty();
    if (first) known.master = event;
    all.push_back({event, first ? known.changes : std::vector<const IcalEvent*>()});
  }
  for (auto& [uid, series] : by_uid) {
    if (series.master != nullptr) continue;
    // Changed dates whose series is not in the file: one offer of just these.
    series.master = series.changes.front();
    all.push_back(series);
  }
  for (const Series& series : all) BILDUNGSKIOSK_TRY_VOID(take(series));
  if (all.empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": no VEVENT in it"};
  return {};
}

}  // namespace

Result<void> IcalImporter::import(const ImportSource& source, RecordSink& sink) {
  BILDUNGSKIOSK_TRY(IcalFile file, read_ical(source, sink));
  if (auto taken = Reading(source, sink, std::move(file)).run(); !taken) {
    return base::with_context(std::move(taken).error(), source.name);
  }
  return {};
}

}  // namespace bildungskiosk::publish
