#include "sync/publish/importers/integreat.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/json_document.hpp"
#include "sync/publish/importers/moment.hpp"
#include "sync/publish/importers/recurrence.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/whole_file.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

constexpr std::array<std::string_view, 7> kDays = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                                   "Freitag", "Samstag",  "Sonntag"};

/// "/augsburg/ar/events/…" → "ar".
std::string language_of(const json& item) {
  const std::string path = text_of(item, "path");
  const std::size_t begin = path.find('/', 1);
  if (begin == std::string::npos) return "de";
  const std::size_t end = path.find('/', begin + 1);
  const std::string language = fold(path.substr(begin + 1, end == std::string::npos ? end : end - begin - 1));
  return language.empty() || language.size() > 10 ? "de" : language;
}

std::string with_language(std::string_view property, const std::string& language) {
  return std::string(property) + "@" + language;
}

void add_texts(CourseRecord& record, const json& item, const std::string& language) {
  if (language == "de") {
    record.name = text_of(item, "title");
  } else {
    record.texts.push_back({with_language("name", language), text_of(item, "title")});
  }
  const std::string content = text_of(item, "content");
  const std::string plain = clean_line(content);
  for (const char* key : {"meta_description", "excerpt"}) {
    const std::string summary = clean_line(text_of(item, key));
    // The interface repeats the beginning of the text as its summary.
    if (summary.empty() || plain.starts_with(summary)) continue;
    record.texts.push_back({with_language("kurztext", language), summary});
    break;
  }
  record.texts.push_back({with_language("text", language), content});
}

/// An id that is the same in every language: the German text's.
std::string id_of(const json& item, std::string_view kind, const std::string& language) {
  std::string id = text_of(item, "id");
  if (language != "de") {
    const std::string german = text_of(member(member(item, "available_languages"), "de"), "id");
    if (!german.empty()) id = german;
  }
  // A single date of a series has no id, but a path of its own.
  if (id.empty()) return text_of(item, "path");
  return std::string(kind) + "-" + id;
}

std::optional<CourseRecord::Venue> venue_of(const json& location) {
  CourseRecord::Venue venue;
  venue.name = text_of(location, "name");
  venue.street = text_of(location, "address");
  venue.postal_code = text_of(location, "postcode");
  venue.locality = text_of(location, "town");
  venue.country = text_of(location, "country");
  venue.latitude = text_of(location, "latitude");
  venue.longitude = text_of(location, "longitude");
  const bool is_any = !venue.name.empty() || !venue.street.empty() || !venue.locality.empty();
  return is_any ? std::optional(std::move(venue)) : std::nullopt;
}

class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {}

  Result<void> run();

 private:
  Result<void> take(const json& item, std::uint64_t number);
  void report(FindingKind kind, const CourseRecord& record, std::string detail) {
    if (detail.size() > 160) detail.resize(160);
    sink_.report({kind, source_.name, record.line, record.guid.substr(0, 80), std::move(detail)});
  }
  void read_event(CourseRecord& record, const json& item);
  void read_dates(CourseRecord& record, const json& event, const std::string& recurrence);
  void add_occurrences(CourseRecord& record, const Moment& starts, const std::string& end_time,
                       const std::string& rule);
  void read_location(CourseRecord& record, const json& item, const std::string& language);
  static void read_hours(CourseRecord& record, CourseRecord::Venue& venue, const json& days);
  static void read_contact(CourseRecord& record, const json& item);

  const ImportSource& source_;
  RecordSink& sink_;
};

/// Every date of the series in the window. The rule's own DTSTART is in UTC without saying so; the event's start isn't.
void Reading::add_occurrences(CourseRecord& record, const Moment& starts, const std::string& end_time,
                              const std::string& rule) {
  IcalTime first;
  first.wall = {starts.day, starts.time.value_or(0)};
  first.precision = starts.time ? Precision::kMinute : Precision::kDay;
  const auto found = occurrences({first, rule}, WallClock(), source_.window);
  if (!found) {
    report(FindingKind::kUnreadableDate, record, rule);
    record.begin_date = base::format_date(starts.day);
    return;
  }
  auto times = found->times;
  if (times.empty() && found->nearest) times.push_back(*found->nearest);
  for (const base::LocalTime& time : times) {
    const std::string begin = starts.time ? base::format_time_of_day(time.minute) : std::string();
    record.sessions.push_back({base::format_date(time.date), begin, end_time, {}});
  }
}

void Reading::read_dates(CourseRecord& record, const json& event, const std::string& recurrence) {
  auto starts = parse_moment(text_of(event, "start"));
  auto ends = parse_moment(text_of(event, "end"));
  if (!starts) starts = parse_moment(text_of(event, "start_date"));
  if (!starts) {
    report(FindingKind::kUnreadableDate, record, text_of(event, "start"));
    return;
  }
  if (text_of(event, "all_day") == "true") {
    starts->time.reset();
    if (ends) ends->time.reset();
  }
  const std::string begin_time = starts->time ? base::format_time_of_day(*starts->time) : std::string();
  const std::string end_time =
      starts->time && ends && ends->time ? base::format_time_of_day(*ends->time) : std::string();
  const std::size_t rule = recurrence.find("RRULE:");
  if (rule != std::string::npos) {
    add_occurrences(record, *starts, end_time, std::string(trim(recurrence.substr(rule + 6))));
    return;
  }
  if (!ends || ends->day == starts->day) {
    record.sessions.push_back({base::format_date(starts->day), begin_time, end_time, {}});
    return;
  }
  record.begin_date = base::format_date(starts->day);
  record.end_date = base::format_date(ends->day);
  if (text_of(event, "only_weekdays") != "true") return;
  for (std::size_t day = 0; day < 5; ++day) {
    std::string weekday(kDays.at(day));
    if (!begin_time.empty()) weekday += " " + begin_time + (end_time.empty() ? "" : "-" + end_time);
    record.weekdays.push_back(std::move(weekday));
  }
}

void Reading::read_event(CourseRecord& record, const json& item) {
  record.kind = "Veranstaltung";
  read_dates(record, member(item, "event"), text_of(item, "recurrence_rule"));
  auto venue = venue_of(member(item, "location"));
  if (!text_of(item, "meeting_url").empty()) {
    record.features.push_back({"kursart_digital", {venue ? "blended_learning" : "online_angebot"}});
  }
  if (venue) record.venues.push_back(*std::move(venue));
}

/// Seven days from Monday on, each closed, open all day, by appointment, or with spans.
void Reading::read_hours(CourseRecord& record, CourseRecord::Venue& venue, const json& days) {
  if (!days.is_array()) return;
  const bool counsels = record.kind == "Beratung";
  std::string by_appointment;
  for (std::size_t i = 0; i < days.size() && i < kDays.size(); ++i) {
    const std::string name(kDays.at(i));
    if (text_of(days[i], "closed") == "true") continue;
    if (text_of(days[i], "appointmentOnly") == "true") {
      by_appointment += (by_appointment.empty() ? "" : ", ") + name;
      continue;
    }
    if (text_of(days[i], "allDay") == "true") venue.opening_hours.push_back(name + " 00:00-24:00");
    const json& slots = member(days[i], "timeSlots");
    if (!slots.is_array()) continue;
    for (const json& slot : slots) {
      const std::string hours = name + " " + text_of(slot, "start") + "-" + text_of(slot, "end");
      venue.opening_hours.push_back(hours);
      if (counsels) record.weekdays.push_back(hours);
    }
  }
  if (!by_appointment.empty()) record.texts.push_back({"text", "Nur nach Vereinbarung: " + by_appointment});
}

/// The office's contact. One with a name is a person's, and not imported.
void Reading::read_contact(CourseRecord& record, const json& item) {
  record.registration_telephone = text_of(item, "phone_number");
  record.registration_email = text_of(item, "email");
  record.registration_url = text_of(item, "website");
  const json& contacts = member(item, "contacts");
  if (!contacts.is_array()) return;
  for (const json& contact : contacts) {
    if (!trim(text_of(contact, "name")).empty()) continue;
    if (record.registration_telephone.empty()) record.registration_telephone = text_of(contact, "phone_number");
    if (record.registration_email.empty()) record.registration_email = text_of(contact, "email");
    if (record.registration_url.empty()) record.registration_url = text_of(contact, "website");
  }
}

void Reading::read_location(CourseRecord& record, const json& item, const std::string& language) {
  const std::string category = text_of(member(item, "category"), "name");
  const std::string words = fold(category + " " + text_of(item, "title"));
  const bool counsels = words.find("beratung") != std::string::npos || words.find("counsel") != std::string::npos ||
                        words.find("sprechstunde") != std::string::npos;
  record.kind = counsels ? "Beratung" : "Lernort";
  if (language == "de" && !category.empty()) record.keywords.push_back(category);
  auto venue = venue_of(member(item, "location"));
  if (venue) {
    venue->step_free = text_of(item, "barrier_free");
    if (text_of(item, "temporarily_closed") == "true") {
      record.texts.push_back({"text", "Vorübergehend geschlossen."});
    } else {
      read_hours(record, *venue, member(item, "opening_hours"));
    }
    record.venues.push_back(*std::move(venue));
  }
  read_contact(record, item);
  if (std::string url = text_of(item, "appointment_url"); !url.empty()) {
    record.links.push_back({"website", "Anmeldung", std::move(url)});
  }
}

Result<void> Reading::take(const json& item, std::uint64_t number) {
  const bool is_event = member(item, "event").is_object();
  const bool is_location = member(item, "location").is_object() && item.contains("opening_hours");
  if (!is_event && !is_location) {
    sink_.report({FindingKind::kNotARecord, source_.name, number, {}, text_of(item, "title").substr(0, 80)});
    return {};
  }
  CourseRecord record;
  record.file = source_.name;
  record.line = number;
  const std::string language = language_of(item);
  record.is_translation = language != "de";
  record.guid = id_of(item, is_event ? "event" : "location", language);
  record.provider_name = text_of(member(item, "organization"), "name");
  add_texts(record, item, language);
  if (is_event) {
    read_event(record, item);
  } else {
    read_location(record, item, language);
  }
  if (std::string url = text_of(item, "url"); !url.empty()) {
    record.links.insert(record.links.begin(), {"website", {}, std::move(url)});
  }
  return sink_.take(std::move(record));
}

Result<void> Reading::run() {
  BILDUNGSKIOSK_TRY(const std::string bytes, read_whole_file(source_, kDocumentBytesMax));
  if (trim(bytes).empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
  TextPosition position;
  const auto document = parse_json_document(bytes, position);
  if (!document) {
    sink_.stopped_at(position);
    return base::with_context(document.error(), source_.name + ": line " + std::to_string(position.line) + ", column " +
                                                    std::to_string(position.column));
  }
  if (!document->is_array())
    return Error{ErrorCode::kUnsupportedFormat, source_.name + ": no list of events or locations"};
  if (document->empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": an empty list"};
  std::uint64_t number = 0;
  for (const json& item : *document) {
    if (auto taken = take(item, ++number); !taken) return base::with_context(std::move(taken).error(), source_.name);
  }
  return {};
}

}  // namespace

Result<void> IntegreatImporter::import(const ImportSource& source, RecordSink& sink) {
  return Reading(source, sink).run();
}

}  // namespace bildungskiosk::publish
