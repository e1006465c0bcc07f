#include <set>
#include <string>

#include "sync/offer/offer.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::offer {
namespace {

TEST_CASE("A text is taken in the wished language, else in German, else in any") {
  Language used;
  LocalizedText text = {{"ar", "ب"}, {"de", "b"}, {"en", "B"}};
  CHECK(localized(text, "en", &used) == "B");
  CHECK(used == "en");
  CHECK(localized(text, "tr", &used) == "b");
  CHECK(used == "de");
  text.erase("de");
  CHECK(localized(text, "tr", &used) == "ب");
  CHECK(used == "ar");
  CHECK(localized({}, "tr", &used).empty());
  CHECK(used.empty());
  CHECK(localized(text, "en") == "B");
}

TEST_CASE("Every phase has a name of its own that leads back to it") {
  std::set<std::string_view> names;
  for (const Phase phase : kAllPhases) {
    names.insert(to_string(phase));
    CHECK(phase_from_string(to_string(phase)) == phase);
  }
  CHECK(names.size() == kAllPhases.size());
  CHECK_FALSE(phase_from_string("School"));
  CHECK_FALSE(phase_from_string(""));
}

}  // namespace
}  // namespace bildungskiosk::offer
