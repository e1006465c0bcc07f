#include "kiosk/handoff/place_text.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::handoff::test {

TEST_CASE("A place is told in one line of what is known", "[handoff]") {
  offer::Place place;
  CHECK(place_text(place).empty());
  place.name = "vhs-Haus (fiktiv)";
  place.address.locality = "Auerbrunn";
  CHECK(place_text(place) == "vhs-Haus (fiktiv), Auerbrunn");
  place.room = "Raum 12";
  place.address.street = "Lindenplatz 4";
  place.address.postal_code = "99991";
  CHECK(place_text(place) == "vhs-Haus (fiktiv), Raum 12, Lindenplatz 4, 99991 Auerbrunn");
}

TEST_CASE("A point is told with its sign and a point, whatever the language of the system", "[handoff]") {
  CHECK(geo_uri({50.1234567, 9.5}) == "geo:50.123457,9.500000");
  CHECK(geo_uri({-0.0000004, -179.25}) == "geo:-0.000000,-179.250000");
}

TEST_CASE("A contact keeps what separates its values apart from what is in them", "[handoff]") {
  offer::Provider provider;
  provider.telephone = "09999 123-450";
  provider.url = "https://vhs.example/a;b,c";
  provider.address = {"Lindenplatz 4; Hinterhaus", "99991", "Auerbrunn", "", "DE"};
  CHECK(contact_text(provider, "Bücherei, Café & mehr") ==
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bücherei\\, Café & mehr;;;;\r\nFN:Bücherei\\, Café & mehr\r\n"
        "ORG:Bücherei\\, Café & mehr\r\nTEL;TYPE=WORK,VOICE:09999 123-450\r\nURL:https://vhs.example/a;b,c\r\n"
        "ADR;TYPE=WORK:;;Lindenplatz 4\\; Hinterhaus;Auerbrunn;;99991;DE\r\nEND:VCARD\r\n");
}

}  // namespace bildungskiosk::handoff::test
