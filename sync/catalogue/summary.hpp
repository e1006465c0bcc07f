#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/offer/offer.hpp"

/// What a list shows of an offer. Values only: made by the catalogue reader for one language and one moment, free to
/// copy to any thread.
namespace bildungskiosk::catalogue {

/// The next time an offer takes place, from the moment asked about. Today's meetings count until they have ended.
struct NextDate {
  base::Date date;
  std::optional<base::MinuteOfDay> starts;
  std::optional<base::MinuteOfDay> ends;
  bool operator==(const NextDate&) const = default;
};

struct OfferSummary {
  std::string id;
  offer::OfferKind kind = offer::OfferKind::kCourse;
  std::string title;
  offer::Language title_language;  // the language `title` is in: the wished one, else German, else any
  std::string abstract;            // one or two sentences; may be empty
  offer::Language abstract_language;
  std::string provider_id;
  std::string provider_name;
  offer::Phase phase = offer::Phase::kSchool;  // the main one
  std::vector<offer::Phase> phases;            // all, the main one first
  std::string town;                            // of the place, else of the provider for counselling and places; or ""
  std::string place_name;
  std::optional<NextDate> next;              // nothing: no date known, or only `weekly`
  std::vector<offer::WeeklyPattern> weekly;  // as given: "Di 13:00–16:00"
  std::optional<base::Date> starts;          // of the whole offer
  std::optional<base::Date> ends;
  int upcoming_count = 0;  // dated meetings still to come, `next` counted, cancelled ones not
  offer::Price price;
  offer::AttendanceMode mode = offer::AttendanceMode::kUnknown;
  std::string level;
  offer::Audience audience;
  std::vector<offer::Language> languages;              // of its texts: what the detail can be read in
  std::vector<offer::Language> instruction_languages;  // what is spoken there
  bool operator==(const OfferSummary&) const = default;
};

}  // namespace bildungskiosk::catalogue
