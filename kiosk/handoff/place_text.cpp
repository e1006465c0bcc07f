#include "kiosk/handoff/place_text.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace bildungskiosk::handoff {
namespace {

void add_part(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += ", ";
  text += part;
}

std::string town_of(const offer::Address& address) {
  if (address.postal_code.empty() || address.locality.empty()) return address.postal_code + address.locality;
  return address.postal_code + " " + address.locality;
}

void add_degrees(std::string& text, double degrees) {
  constexpr int kDecimals = 6;
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), degrees, std::chars_format::fixed, kDecimals).ptr;
  text.append(digits.data(), end);
}

// RFC 2426, section 5: what separates values has a backslash before it.
std::string escaped(std::string_view value) {
  std::string text;
  for (const char letter : value) {
    if (letter == '\n') {
      text += "\\n";
      continue;
    }
    if (letter == '\\' || letter == ',' || letter == ';') text += '\\';
    text += letter;
  }
  return text;
}

void add_line(std::string& card, std::string_view property, std::string_view value) {
  if (value.empty()) return;
  card += property;
  card += ':';
  card += value;
  card += "\r\n";
}

void add_address(std::string& card, const offer::Address& address) {
  if (address.street.empty() && address.locality.empty()) return;
  // Post office box; extended address; street; town; region; postal code; country.
  card += "ADR;TYPE=WORK:;;" + escaped(address.street) + ";" + escaped(address.locality) + ";;" +
          escaped(address.postal_code) + ";" + escaped(address.country) + "\r\n";
}

}  // namespace

std::string place_text(const offer::Place& place) {
  std::string text;
  add_part(text, place.name);
  add_part(text, place.room);
  add_part(text, place.address.street);
  add_part(text, town_of(place.address));
  return text;
}

std::string geo_uri(const offer::GeoPoint& point) {
  std::string text = "geo:";
  add_degrees(text, point.latitude);
  text += ',';
  add_degrees(text, point.longitude);
  return text;
}

std::string contact_text(const offer::Provider& provider, const std::string& name) {
  std::string card = "BEGIN:VCARD\r\nVERSION:3.0\r\n";
  // An organisation has no family and given name; N has to be there all the same.
  card += "N:" + escaped(name) + ";;;;\r\n";
  add_line(card, "FN", escaped(name));
  add_line(card, "ORG", escaped(name));
  add_line(card, "TEL;TYPE=WORK,VOICE", escaped(provider.telephone));
  add_line(card, "EMAIL;TYPE=INTERNET", escaped(provider.email));
  add_line(card, "URL", provider.url);  // no text but a URI: nothing is escaped
  add_address(card, provider.address);
  card += "END:VCARD\r\n";
  return card;
}

}  // namespace bildungskiosk::handoff
