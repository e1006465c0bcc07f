#include "sync/publish/importers/known_places.hpp"

namespace bildungskiosk::publish {
namespace {

/// Its texts were taken from the venue, and the key is not shorter than they are.
std::size_t bytes_of(const std::string& key, const offer::Place& place) {
  constexpr std::size_t kNodeBytes = 64;  // of the table, and what the allocator adds
  return sizeof(std::string) + sizeof(offer::Place) + kNodeBytes + 2 * key.size() +
         place.opening_hours.size() * sizeof(offer::OpeningHours);
}

}  // namespace

const offer::Place* KnownPlaces::find(const CourseRecord::Venue& venue) {
  write_key(venue);
  const auto found = places_.find(key_);
  return found == places_.end() ? nullptr : &found->second;
}

void KnownPlaces::keep(const CourseRecord::Venue& venue, const offer::Place& place) {
  write_key(venue);
  const std::size_t bytes = bytes_of(key_, place);
  if (bytes > kBytesMax) return;
  if (bytes_ + bytes > kBytesMax) {
    places_.clear();
    bytes_ = 0;
  }
  if (places_.emplace(key_, place).second) bytes_ += bytes;
}

void KnownPlaces::write_key(const CourseRecord::Venue& venue) {
  key_.clear();
  const auto add = [&](const std::string& text) { ((key_ += std::to_string(text.size())) += ':') += text; };
  // All members, so that a new one is not forgotten.
  const auto& [name, room, country, postal_code, locality, district, street, latitude, longitude, step_free,
               opening_hours] = venue;
  for (const std::string* text :
       {&name, &room, &country, &postal_code, &locality, &district, &street, &latitude, &longitude, &step_free}) {
    add(*text);
  }
  for (const std::string& hours : opening_hours) add(hours);
}

}  // namespace bildungskiosk::publish
