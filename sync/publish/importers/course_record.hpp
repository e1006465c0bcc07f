#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/offer/offer.hpp"

/// One offer as a provider's file states it - a course, an event, a counselling hour, a place - trimmed, but otherwise
/// uninterpreted text in the fields that the formats have in common. Importers fill it; one `CourseMapper` understands
/// it. There is no field for a lecturer or a contact person, so that no importer can pass their names on.
namespace bildungskiosk::publish {

struct CourseRecord {
  std::string file;                 // the name for reports
  std::uint64_t line = 0;           // where the record begins
  std::string provider_key;         // what identifies the provider in the file; may be empty
  std::string provider_name;        // as the file names it; may be empty
  offer::Language language = "de";  // of every text that doesn't say its own

  bool is_translation = false;  // of the record with the same id, in another language: its texts are added to that one

  std::string guid;
  bool guid_should_be_uuid = false;  // the format says so; another is used, and reported
  std::string number;
  std::string name;
  std::vector<std::string> subtitles;
  std::string kind;                            // veranstaltungsart: "Kurs", "Beratung"
  std::vector<offer::CategoryRef> categories;  // without a scheme: the DVV's

  struct Feature {
    std::string name;
    std::vector<std::string> values;
  };
  std::vector<Feature> features;  // merkmale

  std::string level;
  std::string participants_minimum;
  std::string participants_current;
  std::string participants_maximum;
  std::string sessions_count;
  std::string begin_date;
  std::string end_date;
  std::string lessons;                // Unterrichtseinheiten
  std::vector<std::string> weekdays;  // "Freitag", "Dienstag 13:00-16:00"
  std::vector<std::string> audiences;
  std::vector<std::string> keywords;

  struct Certificate {
    std::string name;
    std::string text;
  };
  std::vector<Certificate> certificates;

  struct Text {
    std::string property;  // "text", "Beschreibung", "kurztext@uk"
    std::string text;      // plain or HTML
  };
  std::vector<Text> texts;

  struct Venue {
    std::string name;
    std::string room;
    std::string country;
    std::string postal_code;
    std::string locality;
    std::string district;
    std::string street;
    std::string latitude;
    std::string longitude;
    std::string step_free;                        // barrierefrei, behindertenzugang
    std::vector<std::string> opening_hours = {};  // "Mo-Fr 9-12, 14:00-17:00"
  };
  std::vector<Venue> venues;

  struct Session {
    std::string date;
    std::string begin_time;
    std::string end_time;
    std::string weekday;  // without a date: every such day
    bool cancelled = false;
    std::optional<std::size_t> venue = {};  // which of `venues`; none: by their order, or the offer's
  };
  std::vector<Session> sessions;

  struct Price {
    std::string amount;
    std::string reduced;
    std::string currency;  // ISO 4217; empty: EUR
    std::string free;      // whether it costs nothing, if the format says so besides the amount
    std::string reducible;
    std::vector<std::string> notes;
  };
  Price price;

  struct Link {
    std::string type;  // "website", "attachment"
    std::string name;
    std::string uri;
  };
  std::vector<Link> links;

  // The office's, not a person's.
  std::string registration_telephone;
  std::string registration_email;
  std::string registration_url;
  std::string registration_note;

  /// The provider's own, where the format has it; else the registration's is taken for it.
  struct Contact {
    std::string telephone;
    std::string email;
    std::string url;
    std::string street;
    std::string postal_code;
    std::string locality;
    std::string country;
  };
  Contact provider;

  std::vector<std::string> inferred;  // fields that the importer itself had to guess
};

}  // namespace bildungskiosk::publish
