#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr base::MinuteOfDay kLastMinute = 23 * 60 + 59;

std::optional<base::Date> read_day(CourseMapping& mapping, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) mapping.report(FindingKind::kUnreadableDate, text);
  return day;
}

struct Times {
  std::optional<base::MinuteOfDay> starts;
  std::optional<base::MinuteOfDay> ends;
};

Times read_times(CourseMapping& mapping, const CourseRecord::Session& session, std::optional<base::Date> day) {
  const auto read = [&](const std::string& text) -> std::optional<base::MinuteOfDay> {
    if (text.empty()) return std::nullopt;
    const auto time = parse_clock(text, day);
    if (!time) mapping.report(FindingKind::kUnreadableTime, text);
    return time;
  };
  Times times{read(session.begin_time), read(session.end_time)};
  // Midnight to midnight is what exports write when nobody entered a time.
  if (times.starts == times.ends && times.starts == base::MinuteOfDay{0}) return {};
  if (!times.starts) times.ends.reset();
  if (times.starts && times.ends && *times.ends <= *times.starts) {
    const bool past_midnight = *times.ends < 6 * 60 && *times.starts >= 12 * 60;
    if (past_midnight) {
      times.ends = kLastMinute;  // a session is one day's; the evening is what matters
    } else {
      if (*times.ends < *times.starts) {
        mapping.report(FindingKind::kEndBeforeBegin, session.begin_time + " – " + session.end_time);
      }
      times.ends.reset();
    }
  }
  if (times.starts == kLastMinute) times.ends.reset();
  return times;
}

bool earlier(const offer::Session& a, const offer::Session& b) {
  return std::tie(a.date, a.starts, a.ends, a.place_id) < std::tie(b.date, b.starts, b.ends, b.place_id);
}

void add_weekly(CourseMapping& mapping, const offer::WeeklyPattern& pattern) {
  auto& weekly = mapping.offer.schedule.weekly;
  if (std::find(weekly.begin(), weekly.end(), pattern) == weekly.end()) mapping.append("wochentag", weekly, pattern);
}

void map_sessions(CourseMapping& mapping, const std::vector<offer::Place>& venues) {
  const auto& sessions = mapping.record.sessions;
  offer::Schedule& schedule = mapping.offer.schedule;
  // The dialect of 2026 lists one address for each session, in the same order.
  const bool numbered =
      std::any_of(sessions.begin(), sessions.end(), [](const auto& s) { return s.venue.has_value(); });
  const bool paired = !numbered && venues.size() == sessions.size() && venues.size() > 1;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const auto day = read_day(mapping, sessions[i].date);
    const Times times = read_times(mapping, sessions[i], day);
    if (day) {
      const std::size_t venue = paired ? i : sessions[i].venue.value_or(venues.size());
      const bool elsewhere = venue < venues.size() && venues[venue].id != mapping.offer.place_id;
      std::string place = elsewhere ? venues[venue].id : std::string();
      schedule.sessions.push_back({*day, times.starts, times.ends, std::move(place), sessions[i].cancelled});
    } else if (const auto weekday = parse_weekday(sessions[i].weekday); weekday && sessions[i].date.empty()) {
      add_weekly(mapping, {*weekday, times.starts, times.ends});
    }
  }
  std::sort(schedule.sessions.begin(), schedule.sessions.end(), earlier);
  schedule.sessions.erase(std::unique(schedule.sessions.begin(), schedule.sessions.end()), schedule.sessions.end());
  if (schedule.sessions.size() > exchange::kSessionsMax) {
    schedule.sessions.resize(exchange::kSessionsMax);
    mapping.report(FindingKind::kListShortened, "termin");
  }
}

/// A course that meets every week so many times ends; without this, one with a lost end would go on for ever.
void infer_end(CourseMapping& mapping) {
  offer::Schedule& schedule = mapping.offer.schedule;
  if (schedule.ends || !schedule.starts || !schedule.sessions_count || schedule.weekly.empty()) return;
  const int days_a_week = static_cast<int>(schedule.weekly.size());
  const int weeks = (*schedule.sessions_count + days_a_week - 1) / days_a_week;
  schedule.ends = base::add_days(*schedule.starts, 7 * weeks);
  mapping.infer("schedule.ends", base::format_date(*schedule.ends));
}

void map_span(CourseMapping& mapping) {
  offer::Schedule& schedule = mapping.offer.schedule;
  schedule.starts = read_day(mapping, mapping.record.begin_date);
  schedule.ends = read_day(mapping, mapping.record.end_date);
  if (!schedule.starts && !schedule.sessions.empty()) schedule.starts = schedule.sessions.front().date;
  if (schedule.starts && schedule.ends && *schedule.ends < *schedule.starts) {
    mapping.report(FindingKind::kEndBeforeBegin, mapping.record.begin_date + " – " + mapping.record.end_date);
    schedule.ends.reset();
  }
  if (!schedule.ends && !schedule.sessions.empty() && schedule.starts &&
      schedule.sessions.back().date >= *schedule.starts) {
    schedule.ends = schedule.sessions.back().date;
  }
}

}  // namespace

void map_schedule(CourseMapping& mapping, const std::vector<offer::Place>& venues) {
  offer::Schedule& schedule = mapping.offer.schedule;
  map_sessions(mapping, venues);
  map_span(mapping);
  if (schedule.sessions.empty() && schedule.weekly.empty()) {
    for (const std::string& weekday : mapping.record.weekdays) {
      if (const auto pattern = parse_weekly(weekday)) {
        add_weekly(mapping, *pattern);
      } else {
        mapping.report(FindingKind::kUnreadableDate, weekday);
      }
    }
  }
  std::sort(schedule.weekly.begin(), schedule.weekly.end(),
            [](const auto& a, const auto& b) { return std::tie(a.day, a.starts) < std::tie(b.day, b.starts); });

  const auto count = parse_integer(mapping.record.sessions_count);
  if (count && *count > 0 && *count <= exchange::kSessionsCountMax) schedule.sessions_count = static_cast<int>(*count);
  if (!count && !mapping.record.sessions_count.empty()) {
    mapping.report(FindingKind::kUnreadableNumber, mapping.record.sessions_count);
  }
  const auto lessons = parse_decimal(mapping.record.lessons);
  if (lessons && *lessons > 0 && *lessons <= exchange::kLessonsMax) schedule.lessons = *lessons;
  if (!lessons && !mapping.record.lessons.empty()) {
    mapping.report(FindingKind::kUnreadableNumber, mapping.record.lessons);
  }
  infer_end(mapping);
}

}  // namespace bildungskiosk::publish
