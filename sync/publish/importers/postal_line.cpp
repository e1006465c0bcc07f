#include "sync/publish/importers/postal_line.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "99999 Lindach", "D-99999 Lindach".
bool is_town(std::string_view part) {
  if (part.starts_with("D-")) part.remove_prefix(2);
  return part.size() > 6 && std::all_of(part.begin(), part.begin() + 5, is_digit) && part[5] == ' ';
}

/// A word, then a house number: "Weg 1", "Am Markt 12a".
bool is_street(std::string_view part) {
  const std::size_t space = part.rfind(' ');
  return space != std::string_view::npos && space > 1 && space + 1 < part.size() && is_digit(part[space + 1]) &&
         part.size() - space <= 8 && !is_digit(part.front());
}

}  // namespace

CourseRecord::Venue venue_of_line(std::string_view text) {
  CourseRecord::Venue venue;
  std::vector<std::string_view> parts;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",\n;"), rest.size());
    if (const auto part = trim(rest.substr(0, end)); !part.empty()) parts.push_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto town = std::find_if(parts.begin(), parts.end(), is_town);
  if (town == parts.end()) {
    venue.name = trim(text);
    return venue;
  }
  std::string_view town_part = *town;
  if (town_part.starts_with("D-")) town_part.remove_prefix(2);
  venue.postal_code = town_part.substr(0, 5);
  venue.locality = trim(town_part.substr(6));
  auto names_end = town;
  if (names_end != parts.begin() && is_street(*(names_end - 1))) venue.street = *--names_end;
  for (auto part = parts.begin(); part != names_end; ++part) {
    venue.name += (venue.name.empty() ? "" : ", ") + std::string(*part);
  }
  return venue;
}

}  // namespace bildungskiosk::publish
