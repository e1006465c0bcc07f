#include "kiosk/view/code_memo.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk {
namespace {

using view::CodeMemo;
using view::CodeSubject;
using view::TakeAwayCode;

CodeSubject dates_of(const std::string& offer_id) {
  return {{offer_id}, model::TakeAway::kDates, 0, 0, "de", 1'700'000'000, {100, 80}};
}

TEST_CASE("A code is made once for what it is made of, and anew when any of that has changed") {
  CodeMemo memo;
  int made = 0;
  const auto make = [&] { return TakeAwayCode{{}, std::to_string(++made), "", ""}; };
  CHECK(memo.code(dates_of("a"), make).label == "1");
  CHECK(memo.code(dates_of("a"), make).label == "1");

  CodeSubject other = dates_of("a");
  SECTION("another offer") { other.offer_ids = {"b"}; }
  SECTION("another kind") { other.what = model::TakeAway::kContact; }
  SECTION("the list that has only this offer") { other.what.reset(); }
  SECTION("it is about to be read in the visitor's language") { other.awaits = 7; }
  SECTION("its contact has been read") { other.contacts = 1; }
  SECTION("another language") { other.language = "uk"; }
  SECTION("a newer catalogue") { ++other.generated_at; }
  SECTION("another picture") { other.room.modules_max = 60; }
  CHECK(memo.code(other, make).label == "2");
  CHECK(memo.code(dates_of("a"), make).label == "1");
}

TEST_CASE("A memo of codes holds few, and none after the visit") {
  CodeMemo memo;
  int made = 0;
  const auto make = [&] { return TakeAwayCode{{}, std::to_string(++made), "", ""}; };
  for (int i = 0; i < 100; ++i) CHECK(memo.code(dates_of(std::to_string(i)), make).label == std::to_string(i + 1));
  CHECK(memo.code(dates_of("99"), make).label == "100");
  memo.forget();
  CHECK(memo.code(dates_of("99"), make).label == "101");
}

}  // namespace
}  // namespace bildungskiosk
