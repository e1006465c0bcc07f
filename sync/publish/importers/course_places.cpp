#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "sync/base/digest.hpp"
#include "sync/exchange/limits.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/opening_hours.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

std::string short_line(const std::string& text) {
  std::string clean = clean_line(text);
  return clean.size() > exchange::kShortTextBytesMax ? std::string() : clean;
}

bool is_digital_room(const CourseRecord::Venue& venue) {
  const std::string name = fold(venue.name);
  if (parse_url(venue.name)) return true;  // "https://zoom.example/…" in the field for the place
  const bool says = name.starts_with("online") || name.starts_with("internet") || name.starts_with("vhs.cloud") ||
                    name.starts_with("vhs-cloud") || name.starts_with("zoom") || name.starts_with("virtuell");
  return says && venue.street.empty();
}

/// A place is what a person would go to: it is recognised again by its name, room and address.
std::string place_id(std::string_view source_id, const offer::Place& place) {
  std::string identity;
  for (const std::string* part : {&place.name, &place.room, &place.address.street, &place.address.postal_code,
                                  &place.address.locality, &place.address.country}) {
    identity += fold(*part) + '\n';
  }
  std::string readable = slug(place.name.empty() ? place.address.street : place.name);
  if (readable.size() > 40) readable.resize(40);
  return std::string(source_id) + ":place:" + readable + "-" + base::sha256_hex(base::as_bytes(identity)).substr(0, 12);
}

void map_opening_hours(CourseMapping& mapping, const CourseRecord::Venue& venue, offer::Place& place) {
  for (const std::string& text : venue.opening_hours) {
    if (const auto spans = parse_opening_hours(text)) {
      for (const offer::OpeningHours& span : *spans) {
        mapping.append("oeffnungszeiten", place.opening_hours, span);
      }
    } else {
      mapping.report(FindingKind::kUnreadableTime, text);
    }
  }
  std::sort(place.opening_hours.begin(), place.opening_hours.end(), [](const auto& a, const auto& b) {
    return std::tie(a.day, a.opens, a.closes) < std::tie(b.day, b.opens, b.closes);
  });
  place.opening_hours.erase(std::unique(place.opening_hours.begin(), place.opening_hours.end()),
                            place.opening_hours.end());
}

}  // namespace

std::string country_code(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kCountries = {{
      {"oesterreich", "AT"},
      {"schweiz", "CH"},
      {"frankreich", "FR"},
      {"france", "FR"},
      {"grossbritannien", "GB"},
      {"vereinigtes koenigreich", "GB"},
      {"united kingdom", "GB"},
      {"niederlande", "NL"},
      {"polen", "PL"},
      {"tschechien", "CZ"},
      {"daenemark", "DK"},
      {"luxemburg", "LU"},
  }};
  const std::string folded = fold(text);
  for (const auto& [name, code] : kCountries) {
    if (folded == name) return std::string(code);
  }
  const bool is_code =
      folded.size() == 2 && std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_code || folded == "de") return "DE";
  std::string code = folded;
  for (char& c : code) c = static_cast<char>(c - 'a' + 'A');
  return code;
}

namespace {

offer::Place map_venue(CourseMapping& mapping, const CourseRecord::Venue& venue, std::string_view source_id) {
  offer::Place place;
  if (is_digital_room(venue)) return place;
  place.name = short_line(venue.name);
  place.room = short_line(venue.room);
  place.address = {short_line(venue.street), short_line(venue.postal_code), short_line(venue.locality),
                   short_line(venue.district), country_code(venue.country)};
  const auto latitude = parse_degrees(venue.latitude);
  const auto longitude = parse_degrees(venue.longitude);
  // 0,0 lies in the Gulf of Guinea and means "not entered".
  if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180 &&
      (*latitude != 0 || *longitude != 0)) {
    place.geo = offer::GeoPoint{*latitude, *longitude};
  }
  map_opening_hours(mapping, venue, place);
  place.accessibility.step_free = mapping.read_boolean("barrierefrei", venue.step_free);
  const bool usable = !place.name.empty() || !place.address.street.empty() || !place.address.locality.empty();
  if (usable) place.id = place_id(source_id, place);
  return place;
}

}  // namespace

std::vector<offer::Place> map_venues(CourseMapping& mapping, std::string_view source_id) {
  std::vector<offer::Place> places;
  places.reserve(mapping.record.venues.size());
  for (const CourseRecord::Venue& venue : mapping.record.venues) {
    if (const offer::Place* known = mapping.known_places.find(venue)) {
      places.push_back(*known);
      continue;
    }
    const std::size_t reports_before = mapping.reports;
    places.push_back(map_venue(mapping, venue, source_id));
    // What is to be complained of is complained of each time.
    if (mapping.reports == reports_before) mapping.known_places.keep(venue, places.back());
  }
  return places;
}

}  // namespace bildungskiosk::publish
