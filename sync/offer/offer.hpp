#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/offer/phase.hpp"

/// The catalogue's vocabulary as plain values: what an importer fills, the exchange format writes, the terminal
/// stores and the screen shows. No I/O, no SQL, no JSON here. Names follow schema.org where it has one.
/// Every string is UTF-8, NFC, without control characters except '\n' in descriptions, never markup.
namespace bildungskiosk::offer {

/// A BCP 47 language tag in the form the product uses: "de", "de-easy" (Leichte Sprache; our private name for
/// de-x-leicht, short enough for columns), "en", "tr", "uk", "ar".
using Language = std::string;
/// Text by language. German first by convention of every reader; may hold any of the languages, or none.
using LocalizedText = std::map<Language, std::string>;

/// Yes, no, or nobody said. Unknown is never shown as yes.
enum class TriState { kUnknown, kNo, kYes };

enum class OfferKind { kCourse, kEvent, kCounselling, kPlace, kSelfStudy };
enum class AttendanceMode { kUnknown, kOnsite, kOnline, kBlended, kSelfPaced };

struct Address {
  std::string street;       // "Lindenplatz 4"
  std::string postal_code;  // "99991"
  std::string locality;     // "Auerbrunn", the town
  std::string district;     // part of town
  std::string country;      // ISO 3166-1 alpha-2; "DE" when not said
  bool operator==(const Address&) const = default;
};

/// WGS 84 degrees.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;
  bool operator==(const GeoPoint&) const = default;
};

/// What is known about getting in and taking part. Each on its own: a place with a lift may have no loop.
struct Accessibility {
  TriState step_free = TriState::kUnknown;          // barrierefrei, Stufenlos
  TriState accessible_toilet = TriState::kUnknown;  // Rollstuhl-WC
  TriState hearing_loop = TriState::kUnknown;       // Hörschleife
  TriState sign_language = TriState::kUnknown;      // Deutsche Gebärdensprache
  TriState easy_language = TriState::kUnknown;      // in Leichter Sprache
  TriState slow_pace = TriState::kUnknown;          // langsames Lerntempo
  bool operator==(const Accessibility&) const = default;
};

/// One span of one weekday. `closes` after `opens`, same day.
struct OpeningHours {
  base::Weekday day = base::Weekday::kMonday;
  base::MinuteOfDay opens = 0;
  base::MinuteOfDay closes = 0;
  bool operator==(const OpeningHours&) const = default;
};

struct Place {
  std::string id;  // "<source>:place:<key>", unique in the catalogue
  std::string name;
  std::string room;
  Address address;
  std::optional<GeoPoint> geo;
  std::vector<OpeningHours> opening_hours;
  Accessibility accessibility;
  bool operator==(const Place&) const = default;
};

struct Provider {
  std::string id;  // "<source>:<provider key>"
  LocalizedText name;
  Address address;
  std::optional<GeoPoint> geo;
  std::vector<OpeningHours> opening_hours;
  std::string telephone;  // of the office, never of a person
  std::string email;
  std::string url;
  Accessibility accessibility;
  bool operator==(const Provider&) const = default;
};

/// One meeting on one day, in German local time. Without times it is a day only.
struct Session {
  base::Date date;
  std::optional<base::MinuteOfDay> starts;
  std::optional<base::MinuteOfDay> ends;  // after `starts`; past midnight is cut at 23:59
  std::string place_id;                   // empty: the offer's place
  bool cancelled = false;
  bool operator==(const Session&) const = default;
};

/// How the regular meetings lie, for offers whose single dates are not given ("jeden Dienstag, 13 – 16 Uhr").
struct WeeklyPattern {
  base::Weekday day = base::Weekday::kMonday;
  std::optional<base::MinuteOfDay> starts;
  std::optional<base::MinuteOfDay> ends;
  bool operator==(const WeeklyPattern&) const = default;
};

struct Schedule {
  std::optional<base::Date> starts;  // of the whole offer
  std::optional<base::Date> ends;
  std::vector<WeeklyPattern> weekly;
  std::vector<Session> sessions;      // sorted by date, time
  std::optional<int> sessions_count;  // as the provider says, may exceed `sessions`
  std::optional<double> lessons;      // Unterrichtseinheiten of 45 minutes
  bool operator==(const Schedule&) const = default;
};

/// Money in hundredths of the currency; unknown is not free.
struct Price {
  std::optional<std::int64_t> amount_cents;
  std::optional<std::int64_t> reduced_cents;
  std::string currency = "EUR";  // ISO 4217
  TriState free = TriState::kUnknown;
  LocalizedText note;
  bool operator==(const Price&) const = default;
};

/// Number of participants. What an offline terminal can't know (free places) is told with the catalogue's date only.
struct Capacity {
  std::optional<int> minimum;
  std::optional<int> current;
  std::optional<int> maximum;
  bool operator==(const Capacity&) const = default;
};

struct Registration {
  std::string url;
  std::string telephone;
  std::string email;
  std::optional<base::Date> deadline;
  TriState required = TriState::kUnknown;
  LocalizedText note;
  bool operator==(const Registration&) const = default;
};

/// A category in somebody's scheme: {"dvv", "2.0", "4.06"}, {"isced-f", "2013", "0231"}, {"openqcat", "1.1", "104"}.
struct CategoryRef {
  std::string scheme;
  std::string version;
  std::string code;
  auto operator<=>(const CategoryRef&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

struct Audience {
  std::vector<std::string> groups;  // as the provider names them: "Eltern", "Erzieher/innen"
  std::optional<int> age_minimum;   // years
  std::optional<int> age_maximum;
  bool operator==(const Audience&) const = default;
};

/// A picture, logo or film that travels as a target of its own.
struct MediaRef {
  std::string kind;    // "image", "logo", "sign-language-video"
  std::string target;  // TUF target path
  LocalizedText alternative_text;
  bool operator==(const MediaRef&) const = default;
};

struct Certificate {
  std::string name;
  LocalizedText description;
  bool operator==(const Certificate&) const = default;
};

struct Offer {
  std::string id;  // "source:provider:local id", unique in the catalogue, sorted by bytes
  OfferKind kind = OfferKind::kCourse;
  std::string number;  // the provider's own course number, as printed
  LocalizedText name;
  LocalizedText abstract;     // one or two sentences
  LocalizedText description;  // paragraphs separated by '\n'; "- " begins a list item
  std::string provider_id;
  std::string place_id;  // empty for online or unknown
  std::vector<CategoryRef> categories;
  std::vector<Phase> phases;  // at least one, the main one first
  std::vector<std::string> keywords;
  Audience audience;
  std::string level;  // CEFR "A1" … "C2" or the provider's word
  std::vector<Language> instruction_languages;
  AttendanceMode mode = AttendanceMode::kUnknown;
  LocalizedText access_requirements;  // what one needs to take part
  Accessibility accessibility;        // of the offer; the place has its own
  std::vector<Certificate> certificates;
  LocalizedText funding;  // Bildungsurlaub, Bildungsgutschein …
  Registration registration;
  Price price;
  Capacity capacity;
  Schedule schedule;
  std::vector<MediaRef> media;
  std::string url;
  std::optional<base::UnixSeconds> modified;
  std::vector<std::string> inferred;  // names of the fields that were read out of keywords or titles
  bool operator==(const Offer&) const = default;
};

/// "Kita" = "Kindertagesstätte": words that find each other, in one language.
struct Synonym {
  Language language;
  std::vector<std::string> words;  // two or more
  bool operator==(const Synonym&) const = default;
};

/// A label for a category of a scheme, so that the terminal shows new ones without new software.
struct Category {
  CategoryRef ref;
  LocalizedText name;
  std::optional<Phase> phase;
  bool operator==(const Category&) const = default;
};

/// A short message of the office for the attract screen.
struct News {
  std::string id;
  LocalizedText title;
  LocalizedText text;
  std::optional<base::Date> valid_from;
  std::optional<base::Date> valid_until;
  bool operator==(const News&) const = default;
};

/// What the office says about the catalogue as a whole. One in a package.
struct CatalogueInfo {
  std::string office;  // "Bildungsbüro Landkreis Sonnfeld"
  std::string region;  // "Landkreis Sonnfeld"
  std::vector<Language> languages;
  base::UnixSeconds generated_at = 0;
  std::optional<base::Date> valid_from;
  std::optional<base::Date> valid_until;
  bool operator==(const CatalogueInfo&) const = default;
};

/// The text in `language`; else German; else any. `used` (may be null) receives the language found.
/// Empty when there is no text at all.
[[nodiscard]] const std::string& localized(const LocalizedText& text, const Language& language,
                                           Language* used = nullptr);

}  // namespace bildungskiosk::offer
