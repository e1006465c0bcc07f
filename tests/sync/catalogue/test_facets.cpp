#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/catalogue/offer_traits.hpp"
#include "sync/catalogue/search/meeting_times.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/shipped_words.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using namespace catalogue;
using base::Weekday;
using Random = std::mt19937;

/// What the generated offers leave out.
offer::Offer with_random_traits(offer::Offer offer, Random& random) {
  const auto one_of = [&random](const std::vector<std::string>& values) { return values[random() % values.size()]; };
  offer.level = one_of({"", "", "A1", "A2/B1", "Anfänger", "Fortgeschrittene", "C1", "irgendwie"});
  offer.audience = {};
  if (const std::string group = one_of({"", "Eltern", "Frauen", "Menschen ab 60", "Klasse 9", "Kinder"});
      !group.empty()) {
    offer.audience.groups = {group};
  }
  if (random() % 4 == 0) offer.audience.age_minimum = static_cast<int>(random() % 70);
  offer.instruction_languages.clear();
  for (const char* tag : {"de", "en", "tr"}) {
    if (random() % 3 == 0) offer.instruction_languages.emplace_back(tag);
  }
  offer.accessibility.step_free = static_cast<offer::TriState>(random() % 3);
  return offer;
}

struct FacetCatalogue {
  explicit FacetCatalogue(const std::vector<offer::Offer>& offers,
                          const std::vector<exchange::Record>& ground = test::ground_records())
      : reader([&] {
          test::build_catalogue(folder / "catalogue.sqlite", offers, ground);
          return CatalogueReader::open(folder / "catalogue.sqlite", test::shipped_words()).value();
        }()) {}

  SearchQuery query(const std::string& text) const {
    SearchQuery query;
    query.text = text;
    query.now = test::now("2026-11-23");  // a Monday at noon
    return query;
  }
  SearchResult search(const SearchQuery& query) { return reader.search(query).value(); }
  SearchResult search(const std::string& text) { return search(query(text)); }
  std::vector<std::string> ids(const SearchQuery& query) {
    std::vector<std::string> ids;
    for (const auto& item : search(query).items) ids.push_back(item.id);
    return ids;
  }
  std::vector<std::string> ids(const std::string& text) { return ids(query(text)); }

  test::TemporaryDirectory folder;
  CatalogueReader reader;
};

std::vector<offer::Offer> random_offers(int count) {
  Random random(20261123);  // NOLINT(bugprone-random-generator-seed): the same every time
  std::vector<offer::Offer> offers;
  for (const offer::Offer& offer : test::generated_offers(count)) offers.push_back(with_random_traits(offer, random));
  return offers;
}

using Ids = std::vector<std::string>;

/// The places of the ground records, two of them in one town and in one part of it, each written in two ways.
std::vector<exchange::Record> ground_in_districts() {
  std::vector<exchange::Record> ground = test::ground_records();
  for (exchange::Record& record : ground) {
    auto* place = std::get_if<offer::Place>(&record);
    if (place == nullptr) continue;
    if (place->id == "vhs:place:haus") place->address.district = "Nordstadt";
    if (place->id == "vhs:place:steinau") {
      place->address.locality = "AUERBRUNN";
      place->address.district = "NORDSTADT";
    }
    if (place->id == "fz:place:haus") place->address.district = "Mühlviertel";
  }
  return ground;
}

/// Every choice of every facet, taken alone, shows as many offers as were counted for it.
void check_counts(FacetCatalogue& catalogue, const SearchQuery& query) {
  const Facets facets = catalogue.search(query).facets;
  const auto check = [&](const char* kind, int counted, const std::function<void(SearchQuery&)>& choose) {
    SearchQuery chosen = query;
    choose(chosen);
    chosen.limit = 0;
    chosen.correction = CorrectionUse::kRefused;  // nothing is left out
    CAPTURE(kind);
    CHECK(catalogue.search(chosen).total == counted);
  };
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    check("level", facets.levels.at(i), [&](SearchQuery& q) { q.levels = {static_cast<Level>(i)}; });
  }
  for (std::size_t i = 0; i < kAudienceGroupCount; ++i) {
    check("audience", facets.audiences.at(i), [&](SearchQuery& q) { q.audiences = {static_cast<AudienceGroup>(i)}; });
  }
  for (std::size_t i = 0; i < kWeekdayCount; ++i) {
    check("weekday", facets.weekdays.at(i), [&](SearchQuery& q) { q.weekdays = {static_cast<Weekday>(i)}; });
  }
  for (std::size_t i = 0; i < kPartOfDayCount; ++i) {
    check("part", facets.parts_of_day.at(i), [&](SearchQuery& q) { q.parts_of_day = {static_cast<PartOfDay>(i)}; });
  }
  for (std::size_t i = 0; i < offer::kAllPhases.size(); ++i) {
    check("phase", facets.phases.at(i), [&](SearchQuery& q) { q.phases = {static_cast<offer::Phase>(i)}; });
  }
  for (const auto& month : facets.months) {
    check("month", month.offers, [&](SearchQuery& q) {
      q.from = std::max(q.now.date, *base::make_date(month.value.year, month.value.month, 1));
      const bool december = month.value.month == 12;
      const auto next = december ? base::make_date(month.value.year + 1, 1, 1)
                                 : base::make_date(month.value.year, month.value.month + 1, 1);
      q.until = base::add_days(*next, -1);
    });
  }
  for (const auto& one : facets.instruction_languages) {
    check("language", one.offers, [&](SearchQuery& q) { q.instruction_languages = {one.value}; });
  }
  for (const auto& one : facets.towns) check("town", one.offers, [&](SearchQuery& q) { q.towns = {one.value}; });
  for (const auto& one : facets.districts) {
    check("district", one.offers, [&](SearchQuery& q) { q.districts = {one.value}; });
  }
  for (const auto& one : facets.modes) check("mode", one.offers, [&](SearchQuery& q) { q.modes = {one.value}; });
  for (const auto& one : facets.providers) {
    check("provider", one.offers, [&](SearchQuery& q) { q.provider_ids = {one.id}; });
  }
  check("free", facets.free, [](SearchQuery& q) { q.free = FreeFilter::kOnlyFree; });
  check("step-free", facets.step_free, [](SearchQuery& q) { q.access = AccessFilter::kOnlyStepFree; });
}

TEST_CASE("Every facet counts what choosing it would show, under any other filters") {
  FacetCatalogue catalogue(random_offers(600), ground_in_districts());
  CHECK(catalogue.search("").facets.districts.size() == 2);
  check_counts(catalogue, catalogue.query(""));
  check_counts(catalogue, catalogue.query("deutsch"));
  SearchQuery query = catalogue.query("");
  query.levels = {Level::kBeginners, Level::kA2};
  check_counts(catalogue, query);
  query = catalogue.query("");
  query.weekdays = {Weekday::kMonday, Weekday::kSaturday};
  query.free = FreeFilter::kOnlyFree;
  check_counts(catalogue, query);
  query = catalogue.query("");
  query.from = test::date("2026-12-01");
  query.until = test::date("2026-12-20");
  query.parts_of_day = {PartOfDay::kEvening};
  check_counts(catalogue, query);
  query = catalogue.query("abends");
  query.age = 30;
  query.instruction_languages = {"en"};
  check_counts(catalogue, query);
  query = catalogue.query("");
  query.districts = {"Nordstadt"};
  check_counts(catalogue, query);
}

TEST_CASE(
    "Towns and parts of towns that are written in two ways are one, wherever they are judged, chosen or counted") {
  FacetCatalogue catalogue({test::OfferBuilder("vhs:1").title("Yoga").place("vhs:place:haus"),
                            test::OfferBuilder("vhs:2").title("Yoga").place("vhs:place:steinau"),
                            test::OfferBuilder("vhs:3").title("Yoga").place("fz:place:haus")},
                           ground_in_districts());
  using Counts = std::vector<FacetCount<std::string>>;
  const Facets facets = catalogue.search("yoga").facets;
  CHECK(facets.towns == Counts{{"Auerbrunn", 2}, {"Lindach", 1}});
  CHECK(facets.districts == Counts{{"Nordstadt", 2}, {"Mühlviertel", 1}});
  for (const char* words : {"yoga auerbrunn", "yoga in AUERBRUNN", "yoga nordstadt"}) {
    CAPTURE(words);
    const SearchResult result = catalogue.search(words);
    CHECK(result.understood.size() == 1);
    CHECK(result.total == 2);
  }
  for (const char* written : {"Nordstadt", "NORDSTADT"}) {
    SearchQuery chosen = catalogue.query("yoga");
    chosen.districts = {written};
    CHECK(catalogue.search(chosen).total == 2);
    CHECK(catalogue.search(chosen).facets.districts == Counts{{"Nordstadt", 2}, {"Mühlviertel", 1}});
  }
  for (const char* written : {"Auerbrunn", "AUERBRUNN"}) {
    SearchQuery chosen = catalogue.query("yoga");
    chosen.towns = {written};
    CHECK(catalogue.search(chosen).total == 2);
  }
  SearchQuery nowhere = catalogue.query("yoga");
  nowhere.correction = CorrectionUse::kRefused;
  nowhere.districts = {"Südstadt"};
  CHECK(catalogue.search(nowhere).total == 0);
  CHECK(catalogue.reader.overview(nowhere.now, "de", 3).value().towns.size() == 2);
}

TEST_CASE("The times of meetings kept for all offers are those of each, whatever the minute before was") {
  FacetCatalogue catalogue(random_offers(300));
  SearchQuery query = catalogue.query("");
  for (const char* time : {"08:00", "12:00", "17:30", "23:59", "09:00"}) {
    query.now = test::now("2026-11-24", time);
    CAPTURE(time);
    const Facets kept = catalogue.search(query).facets;
    FacetCatalogue fresh(random_offers(300));
    CHECK(fresh.search(query).facets == kept);
  }
}

TEST_CASE("Traits are stored and read again; anything else is refused") {
  OfferTraits traits{.level = "A1",
                     .instruction_languages = {"de", "tr"},
                     .groups = {"Eltern", "Kinder ab 6"},
                     .age_minimum = 6,
                     .age_maximum = {},
                     .step_free = offer::TriState::kYes,
                     .has_room = offer::TriState::kNo};
  CHECK(decode_traits(encode_traits(traits)) == traits);
  CHECK(decode_traits(encode_traits({})) == OfferTraits{});
  for (const char* damaged :
       {"", "A1", "A1\n\n \n3\n0", "A1\n\nx \n0\n0", "A1\n\n\n0\n0", "\n\n \n0\n", "\n\n1 2 3\n0\n0"}) {
    CAPTURE(damaged);
    CHECK_FALSE(decode_traits(damaged));
  }
}

std::vector<offer::Offer> courses() {
  using test::OfferBuilder;
  offer::Offer seniors = OfferBuilder("vhs:7").title("Tablet kennenlernen").phase(offer::Phase::kLaterLife);
  offer::Offer english = OfferBuilder("vhs:8").title("Beratung zum Studium").provider("vhs");
  english.instruction_languages = {"en"};
  return {
      OfferBuilder("vhs:1").title("Deutsch A1").level("A1").session("2026-11-28", "09:00", "12:00").free(),
      OfferBuilder("vhs:2").title("Deutsch B1").level("B1").session("2026-11-28", "18:00", "20:00"),
      OfferBuilder("vhs:3")
          .title("Deutsch im Gespräch")
          .level("A2")
          .session("2026-11-28", "10:00", "12:00")
          .session("2026-12-01", "18:00", "20:00"),
      OfferBuilder("vhs:4").title("Online-Marketing").session("2026-12-03", "18:00", "20:00"),
      OfferBuilder("vhs:5")
          .title("Yoga")
          .mode(offer::AttendanceMode::kOnline)
          .place("")
          .weekly(Weekday::kMonday, "19:00"),
      OfferBuilder("vhs:6").title("Yoga").place("vhs:place:steinau").weekly(Weekday::kTuesday, "10:00"),
      seniors,
      english,
      OfferBuilder("vhs:9").title("Nähen").abstract("Auch für Anfänger.").place("fz:place:haus"),
  };
}

TEST_CASE("Words that name a facet narrow the result as the filter would") {
  FacetCatalogue catalogue(courses());
  CHECK(catalogue.ids("deutsch a1") == Ids{"vhs:1"});
  CHECK(catalogue.ids("deutsch kostenlos") == Ids{"vhs:1"});
  CHECK(catalogue.ids("yoga online") == Ids{"vhs:5"});
  CHECK(catalogue.ids("yoga steinau") == Ids{"vhs:6"});
  CHECK(catalogue.ids("tablet für senioren") == Ids{"vhs:7"});
  CHECK(catalogue.ids("beratung auf englisch") == Ids{"vhs:8"});
  CHECK(catalogue.ids("yoga montags") == Ids{"vhs:5"});
  // An offer that says nothing of its level, but has the words.
  CHECK(catalogue.ids("nähen für anfänger") == Ids{"vhs:9"});
}

TEST_CASE("Day and time are those of one meeting") {
  FacetCatalogue catalogue(courses());
  CHECK(catalogue.ids("deutsch samstags abends") == Ids{"vhs:2"});
  CHECK(catalogue.ids("deutsch diese woche abends") == Ids{"vhs:2"});
  SearchQuery chosen = catalogue.query("deutsch");
  chosen.weekdays = {Weekday::kSaturday};
  chosen.parts_of_day = {PartOfDay::kEvening};
  CHECK(catalogue.ids(chosen) == Ids{"vhs:2"});
  // Whatever is asked for beside them, and however well that is met.
  const auto said_free = [](offer::Offer offer) {
    offer.abstract = {{"de", "Die Teilnahme ist kostenlos."}};
    return offer;
  };
  FacetCatalogue free({said_free(courses()[1]), said_free(courses()[2])});
  CHECK(free.ids("deutsch abends kostenlos") == Ids{"vhs:2", "vhs:3"});
  CHECK(free.ids("deutsch samstags abends kostenlos") == Ids{"vhs:2"});
}

TEST_CASE("A word that titles are made of is searched as one") {
  FacetCatalogue catalogue(courses());
  const SearchResult result = catalogue.search("online marketing");
  CHECK(result.understood.empty());
  REQUIRE_FALSE(result.items.empty());
  CHECK(result.items[0].id == "vhs:4");
}

TEST_CASE("What was understood can be refused") {
  FacetCatalogue catalogue(courses());
  SearchQuery query = catalogue.query("yoga online");
  CHECK(catalogue.search(query).understood.size() == 1);
  query.literal = {"online"};
  const SearchResult result = catalogue.search(query);
  CHECK(result.understood.empty());
}

TEST_CASE("Where nothing has all words the one that tells least is left out, with filters and without") {
  using test::OfferBuilder;
  FacetCatalogue catalogue({OfferBuilder("vhs:1").title("Yoga"), OfferBuilder("vhs:2").title("Yoga"),
                            OfferBuilder("vhs:3").title("Yoga mit Gesang"), OfferBuilder("vhs:4").title("Gesang"),
                            OfferBuilder("vhs:5").title("Trommeln").free(), OfferBuilder("vhs:6").title("Yoga").free(),
                            OfferBuilder("vhs:7").title("Gesang").free()});
  const auto check = [&](const SearchQuery& query, const std::string& dropped, const Ids& found) {
    CAPTURE(query.text, query.free);
    CHECK(catalogue.search(query).dropped == std::vector{LeftOut{LeftOutKind::kWord, dropped}});
    CHECK(catalogue.ids(query) == found);
  };
  check(catalogue.query("yoga trommeln"), "yoga", {"vhs:5"});
  check(catalogue.query("trommeln gesang"), "gesang", {"vhs:5"});
  SearchQuery chosen = catalogue.query("yoga gesang");
  chosen.free = FreeFilter::kOnlyFree;  // one offer has both, and is not free
  check(chosen, "yoga", {"vhs:7"});
  chosen.text = "gesang yoga";
  check(chosen, "yoga", {"vhs:7"});
}

TEST_CASE("Nothing found is never the end: a word, the towns, the phases and the facets are left out in turn") {
  FacetCatalogue catalogue(courses());
  const auto dropped = [&](const SearchQuery& query) {
    const SearchResult result = catalogue.search(query);
    CHECK(result.total > 0);
    return result.dropped;
  };
  CHECK(dropped(catalogue.query("tablet in steinau")) == std::vector{LeftOut{LeftOutKind::kUnderstood, "in steinau"}});
  CHECK(dropped(catalogue.query("yoga sonntags")) == std::vector{LeftOut{LeftOutKind::kUnderstood, "sonntags"}});
  CHECK(dropped(catalogue.query("nächsten freitag")) ==
        std::vector{LeftOut{LeftOutKind::kUnderstood, "nächsten freitag"}});
  CHECK(catalogue.search("qqqqqq").dropped.empty());
  SearchQuery uncounted = catalogue.query("qqqqqq");
  uncounted.counts = false;
  CHECK(catalogue.search(uncounted).total == 0);
  CHECK(catalogue.search(uncounted).dropped.empty());
  SearchQuery query = catalogue.query("tablet");
  query.towns = {"Steinau"};
  CHECK(dropped(query) == std::vector{LeftOut{LeftOutKind::kTowns, ""}});
  query.towns.clear();
  query.phases = {offer::Phase::kFamily};
  CHECK(dropped(query) == std::vector{LeftOut{LeftOutKind::kPhases, ""}});
  query.phases.clear();
  query.free = FreeFilter::kOnlyFree;
  CHECK(dropped(query) == std::vector{LeftOut{LeftOutKind::kFilters, ""}});
  query.correction = CorrectionUse::kRefused;
  CHECK(catalogue.search(query).total == 0);
  CHECK(catalogue.search(query).dropped.empty());
}

TEST_CASE("Offers are sorted by their distance, those of unknown places last, and a radius takes the near ones") {
  using test::OfferBuilder;
  FacetCatalogue catalogue({OfferBuilder("vhs:1").title("Yoga in Steinau").place("vhs:place:steinau"),
                            OfferBuilder("vhs:2").title("Yoga in Auerbrunn").place("vhs:place:haus"),
                            OfferBuilder("vhs:3").title("Yoga in Lindach").place("fz:place:haus")});
  SearchQuery query = catalogue.query("yoga");
  query.sort = SortOrder::kDistance;
  query.here = offer::GeoPoint{50.20, 9.10};
  CHECK(catalogue.ids(query) == Ids{"vhs:3", "vhs:2", "vhs:1"});
  query.here = offer::GeoPoint{50.11, 9.10};
  CHECK(catalogue.ids(query) == Ids{"vhs:2", "vhs:3", "vhs:1"});
  query.correction = CorrectionUse::kRefused;  // nothing is left out
  query.radius_km = 8;
  CHECK(catalogue.ids(query) == Ids{"vhs:2"});
  query.radius_km = 9.2;
  CHECK(catalogue.ids(query) == Ids{"vhs:2", "vhs:3"});
}

}  // namespace
}  // namespace bildungskiosk
