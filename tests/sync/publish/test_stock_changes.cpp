#include "sync/exchange/compressed_lines.hpp"
#include "sync/publish/stock_changes.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

std::string stock_of(const std::string& courses) {
  return exchange::join_lines(import_text(openvhs_file(courses)).lines);
}

base::Result<publish::StockChanges> compare(std::string_view earlier, const std::string& now) {
  const publish::NextLine next = [&](std::string_view& line) -> base::Result<bool> {
    if (earlier.empty()) return false;
    line = earlier.substr(0, earlier.find('\n'));
    earlier.remove_prefix(line.size() + 1);
    return true;
  };
  return publish::changes_between(next, publish::text_content(now));
}

publish::StockChanges changes(const std::string& earlier, const std::string& now) {
  return compare(earlier, now).value();
}

}  // namespace

TEST_CASE("What is new, changed and gone between two stocks is counted by offer") {
  const std::string earlier = stock_of(openvhs_course("", "1") + openvhs_course("", "2") + openvhs_course("", "3"));
  const std::string now = stock_of(openvhs_course("<nummer>7</nummer>", "2") + openvhs_course("", "3") +
                                   openvhs_course("", "4") + openvhs_course("", "5"));
  const auto found = changes(earlier, now);
  CHECK(found.added == 2);
  CHECK(found.changed == 1);
  CHECK(found.gone == 1);
  CHECK(found.unchanged == 1);
}

TEST_CASE("Places and providers don't count as offers that changed") {
  const std::string place =
      "<veranstaltungsort><name>Haus</name><adresse><ort>Lindach</ort></adresse></veranstaltungsort>";
  const auto found =
      changes(stock_of(openvhs_course("", "1")), stock_of(openvhs_course("", "1") + openvhs_course(place, "2")));
  CHECK(found.added == 1);
  CHECK(found.changed == 0);
  CHECK(found.gone == 0);
  CHECK(found.unchanged == 1);
}

TEST_CASE("Against nothing everything is new, and nothing against a stock is all gone") {
  const std::string stock = stock_of(openvhs_course("", "1") + openvhs_course("", "2"));
  CHECK(changes({}, stock).added == 2);
  CHECK(changes(stock, {}).gone == 2);
  CHECK(changes(stock, stock).unchanged == 2);
  CHECK(changes({}, {}).unchanged == 0);
}

TEST_CASE("A line that is no record is said, not counted") {
  CHECK_FALSE(compare("{}\n", stock_of(openvhs_course("", "1"))).has_value());
}

TEST_CASE("Offers are counted without being parsed, whatever their texts say") {
  const std::string stock =
      stock_of(openvhs_course("<zielgruppe>\"type\":\"offer\"</zielgruppe>", "1") + openvhs_course("", "2"));
  CHECK(publish::count_offers(publish::text_content(stock)).value() == 2);
  CHECK(publish::count_offers(publish::text_content("")).value() == 0);
}
