#include "sync/exchange/compressed_lines.hpp"
#include "sync/publish/offer_identity.hpp"
#include "sync/publish/place_address.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using publish::normalised_url;

namespace {

constexpr std::string_view kPlace =
    "<veranstaltungsort><name>Haus</name><adresse><strasse>Ringstraße 1</strasse><plz>99991</plz><ort>Lindach</ort>"
    "</adresse></veranstaltungsort>";

publish::SourceIdentities identities_of(const std::string& courses, const std::string& provider = {}) {
  const auto outcome = import_text(openvhs_file(courses), std::nullopt, provider);
  return publish::identify(publish::text_content(exchange::join_lines(outcome.lines))).value();
}

std::uint64_t content_of(const std::string& extra, const std::string& provider = {}) {
  const auto identities = identities_of(openvhs_course(extra), provider);
  return identities.offers.empty() ? 0 : identities.offers.front().content;
}

std::string with_day(const std::string& day) { return "<beginn_datum>" + day + "</beginn_datum>"; }

}  // namespace

TEST_CASE("Addresses that lead to the same page are the same") {
  const std::string page = normalised_url("https://vhs.example/kurse/12?id=5&b=1");
  CHECK(page == "vhs.example/kurse/12?b=1&id=5");
  for (const char* same :
       {"http://vhs.example/kurse/12?id=5&b=1", "https://www.VHS.example/kurse/12/?b=1&id=5",
        "https://vhs.example:443/kurse/12?id=5&b=1#anmelden", "https://vhs.example/kurse/%31%32?id=5&b=1",
        "https://vhs.example/kurse/12?utm_source=x&id=5&b=1&fbclid=3",
        "https://vhs.example/kurse/12;jsessionid=A?b=1&id=5",
        "https://vhs.example/kurse/12/index.html?b=1&id=5&PHPSESSID=7"}) {
    INFO(same);
    CHECK(normalised_url(same) == page);
  }
  for (const char* other : {"https://vhs.example/kurse/13?id=5&b=1", "https://vhs.example/Kurse/12?id=5&b=1",
                            "https://bib.example/kurse/12?id=5&b=1", "https://vhs.example/kurse/12?id=6&b=1"}) {
    INFO(other);
    CHECK(normalised_url(other) != page);
  }
  CHECK(normalised_url("https://vhs.example/a%2fb") == normalised_url("https://vhs.example/a%2Fb"));
}

TEST_CASE("An address that names a whole site is none of an offer") {
  for (const char* site : {"https://vhs.example", "https://vhs.example/", "https://www.vhs.example/index.html",
                           "https://vhs.example/?utm_source=x", "", "vhs.example/kurs", "https:///kurs"}) {
    INFO(site);
    CHECK(normalised_url(site).empty());
  }
}

TEST_CASE("Provider, title, days and place are compared as people write them") {
  const std::string course = with_day("2026-10-05") + std::string(kPlace);
  const std::uint64_t content = content_of(course, "Familienzentrum Lindach");
  REQUIRE(content != 0);
  CHECK(content_of(course, "FAMILIENZENTRUM  Lindach") == content);
  CHECK(content_of(with_day("05.10.2026") +
                       "<veranstaltungsort><name>Saal im Haus</name><adresse><strasse>RINGSTR. 1"
                       "</strasse><plz>99991</plz><ort>Lindach (Ried)</ort></adresse></veranstaltungsort>",
                   "Familienzentrum Lindach") == content);
  CHECK(content_of(course, "Jugendhaus Lindach") != content);
  CHECK(content_of(with_day("2026-10-06") + std::string(kPlace), "Familienzentrum Lindach") != content);
  CHECK(content_of(with_day("2026-10-05"), "Familienzentrum Lindach") != content);
}

TEST_CASE("An offer of which too little is known is not recognised") {
  CHECK(content_of("", "Familienzentrum Lindach") == 0);  // neither day nor place
  CHECK(content_of(std::string(kPlace), "Familienzentrum Lindach") != 0);
  // The provider is nameless: the source's own id stands for it.
  const std::string nameless = "<?xml version=\"1.0\"?><veranstaltungen version=\"1.2\">" +
                               openvhs_course(with_day("2026-10-05")) + "</veranstaltungen>";
  CHECK(publish::identify(publish::text_content(exchange::join_lines(import_text(nameless).lines)))->offers.empty());
}

TEST_CASE("What several offers of a source share names none of them") {
  const auto same_day =
      identities_of(openvhs_course(with_day("2026-10-05"), "1") + openvhs_course(with_day("2026-10-05"), "2") +
                    openvhs_course(with_day("2026-10-06"), "3"));
  REQUIRE(same_day.offers.size() == 1);
  CHECK(same_day.offers.front().day == base::make_date(2026, 10, 6)->days_since_epoch);
  const std::string address = "<anmeldung><link>https://vhs.example/anmelden</link></anmeldung>";
  const auto same_address = identities_of(openvhs_course(address + with_day("2026-10-05"), "1") +
                                          openvhs_course(address + with_day("2026-10-06"), "2"));
  REQUIRE(same_address.offers.size() == 2);
  CHECK(same_address.offers.front().url == 0);
  CHECK(identities_of(openvhs_course(address)).offers.front().url != 0);
}

TEST_CASE("A line's number counts every record before it") {
  const auto outcome = import_text(openvhs_file(openvhs_course(with_day("2026-10-05") + std::string(kPlace))));
  const auto identities = publish::identify(publish::text_content(exchange::join_lines(outcome.lines))).value();
  REQUIRE(identities.offers.size() == 1);
  CHECK(identities.offers.front().line == outcome.lines.size() - 1);
  CHECK(identities.offers.front().line == 2);
}

TEST_CASE("Identities survive being stored, and other bytes are none") {
  const auto identities =
      identities_of(openvhs_course(with_day("2026-10-05"), "1") + openvhs_course(with_day("2026-10-06"), "2"));
  REQUIRE(identities.offers.size() == 2);
  auto bytes = publish::write_identities(identities);
  CHECK(publish::read_identities(bytes).value() == identities);
  bytes.pop_back();
  CHECK_FALSE(publish::read_identities(bytes).has_value());
  CHECK_FALSE(publish::read_identities(base::as_bytes("nix")).has_value());
  CHECK_FALSE(publish::read_identities({}).has_value());
}

TEST_CASE("Places are the same when a letter would reach the same door") {
  const auto key = [](const char* name, const char* street, const char* code, const char* town) {
    offer::Place place;
    place.name = name;
    place.address = {street, code, town, {}, "DE"};
    return publish::address_key(place);
  };
  const auto door = key("Rathaus", "Lindenstraße 4", "99991", "Lindach");
  CHECK(key("Bürgersaal", "Lindenstr. 4", "99991", "Lindach-Ried") == door);
  CHECK(key("Rathaus", "LINDENSTRASSE 4", "99991", "Lindach") == door);
  CHECK(key("Rathaus", "Lindenstraße 4a", "99991", "Lindach") != door);
  CHECK(key("Rathaus", "Lindenstraße 4", "99992", "Lindach") != door);
  CHECK(key("Rathaus", "", "", "Lindach") == key("RATHAUS", "", "", "lindach"));
  CHECK(key("Rathaus", "", "", "") == 0);
  CHECK(key("", "", "99991", "Lindach") == 0);
}
