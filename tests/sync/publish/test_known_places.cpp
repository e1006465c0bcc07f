#include "sync/publish/importers/known_places.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using publish::KnownPlaces;
using Venue = publish::CourseRecord::Venue;

namespace {

Venue library() {
  Venue venue;
  venue.name = "Bücherei";
  venue.room = "2";
  venue.locality = "Auerbrunn";
  venue.opening_hours = {"Mo 9-12"};
  return venue;
}

offer::Place place_called(const std::string& name) {
  offer::Place place;
  place.name = name;
  return place;
}

}  // namespace

TEST_CASE("A venue is known again only when it says the same in every respect") {
  KnownPlaces places;
  CHECK(places.find(library()) == nullptr);
  places.keep(library(), place_called("Bücherei"));
  REQUIRE(places.find(library()) != nullptr);
  CHECK(places.find(library())->name == "Bücherei");
  for (std::string Venue::*const member :
       {&Venue::name, &Venue::room, &Venue::country, &Venue::postal_code, &Venue::locality, &Venue::district,
        &Venue::street, &Venue::latitude, &Venue::longitude, &Venue::step_free}) {
    Venue other = library();
    other.*member += "1";
    CHECK(places.find(other) == nullptr);
  }
  Venue longer = library();
  longer.opening_hours.emplace_back("Di 9-12");
  CHECK(places.find(longer) == nullptr);
}

TEST_CASE("Venues whose texts are the same one behind the other are told apart") {
  KnownPlaces places;
  Venue one;
  one.name = "Bücherei 1";
  places.keep(one, place_called("eins"));
  Venue other;
  other.name = "Bücherei ";
  other.room = "1";
  CHECK(places.find(other) == nullptr);
  places.keep(other, place_called("zwei"));
  CHECK(places.find(one)->name == "eins");
  CHECK(places.find(other)->name == "zwei");
}

TEST_CASE("However long the venues of a file are, few bytes of them are kept") {
  KnownPlaces places;
  constexpr std::size_t kLength = 100'000;
  const auto venue = [](int number) {
    Venue long_one = library();
    long_one.street = std::string(kLength, 'x') + std::to_string(number);
    return long_one;
  };
  for (int i = 0; i < 200; ++i) places.keep(venue(i), place_called("Bücherei"));
  int known = 0;
  for (int i = 0; i < 200; ++i) known += places.find(venue(i)) != nullptr ? 1 : 0;
  CHECK(known > 0);
  CHECK(static_cast<std::size_t>(known) * kLength < KnownPlaces::kBytesMax);
  Venue huge = library();
  huge.street.assign(KnownPlaces::kBytesMax, 'x');
  places.keep(huge, place_called("Bücherei"));
  CHECK(places.find(huge) == nullptr);
}
