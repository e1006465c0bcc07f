#include <vector>

#include "kiosk/print/rows.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::print::test {
namespace {

constexpr auto kStays = Row::Follow::kStaysWithNext;

Row line(double height_pt, Row::Follow follow = Row::Follow::kMayBeTheLast) {
  return {.height_pt = height_pt, .follow = follow, .rule = true};
}

std::vector<std::size_t> lengths(const std::vector<std::span<const Row>>& pages) {
  std::vector<std::size_t> lengths;
  lengths.reserve(pages.size());
  for (const auto& page : pages) lengths.push_back(page.size());
  return lengths;
}

}  // namespace

TEST_CASE("A heading goes to the next page with what follows it", "[print]") {
  const std::vector<Row> rows = {line(60), line(20, kStays), line(30)};
  CHECK(lengths(break_pages(rows, 100, 9)) == std::vector<std::size_t>{1, 2});
  CHECK(lengths(break_pages(rows, 110, 9)) == std::vector<std::size_t>{3});
}

TEST_CASE("What stays together but is higher than a page is torn all the same", "[print]") {
  const std::vector<Row> rows = {line(60, kStays), line(60, kStays), line(60)};
  CHECK(lengths(break_pages(rows, 100, 9)) == std::vector<std::size_t>{1, 1, 1});
}

TEST_CASE("No page begins with room, and none is empty", "[print]") {
  const std::vector<Row> rows = {line(90), {.height_pt = 20}, line(50)};
  const auto pages = break_pages(rows, 100, 9);
  CHECK(lengths(pages) == std::vector<std::size_t>{1, 1});
  CHECK(pages[1].front().rule);
  CHECK(break_pages({}, 100, 9).empty());
}

TEST_CASE("There are no more pages than asked for", "[print]") {
  const std::vector<Row> rows(50, line(60));
  CHECK(break_pages(rows, 100, 3).size() == 3);
}

}  // namespace bildungskiosk::print::test
