#include <set>
#include <string>
#include <vector>

#include "sync/exchange/record.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/generator/generated_catalogue.hpp"

namespace bildungskiosk::test {
namespace {

std::vector<std::string> lines_of(const GeneratedCatalogue& catalogue, std::string_view source) {
  std::vector<std::string> lines;
  catalogue.for_each_offer(source, [&](const offer::Offer& offer) { lines.push_back(exchange::write_record(offer)); });
  return lines;
}

std::set<std::string> all_lines(const GeneratedCatalogue& catalogue) {
  std::set<std::string> all;
  for (const std::string& source : GeneratedCatalogue::sources()) {
    for (std::string& line : lines_of(catalogue, source)) all.insert(std::move(line));
  }
  return all;
}

TEST_CASE("The same seed makes the same catalogue, another one another") {
  CHECK(all_lines({500, 1}) == all_lines({500, 1}));
  CHECK(all_lines({500, 1}) != all_lines({500, 2}));
}

TEST_CASE("A generated line is what the format takes, of about 1.5 kB, in the order of a file") {
  const GeneratedCatalogue catalogue(2'000, 7);
  CHECK(catalogue.size() == 2'000);
  std::size_t bytes = 0;
  std::size_t offers = 0;
  for (const std::string& source : GeneratedCatalogue::sources()) {
    std::vector<exchange::Record> records = catalogue.ground_records(source);
    catalogue.for_each_offer(source, [&](const offer::Offer& offer) {
      const std::string line = exchange::write_record(offer);
      const auto read = exchange::parse_record(line);
      REQUIRE(read);
      CHECK(std::get<offer::Offer>(*read) == offer);
      CHECK(offer.id.starts_with(source + ':'));
      bytes += line.size();
      ++offers;
      records.emplace_back(offer);
    });
    std::vector<exchange::Record> sorted = records;
    exchange::sort_records(sorted);
    CHECK(sorted == records);
  }
  for (const exchange::Record& record : catalogue.office_records()) {
    CHECK(exchange::parse_record(exchange::write_record(record)).value() == record);
  }
  CHECK(offers == 2'000);
  CHECK(bytes / offers > 1'300);
  CHECK(bytes / offers < 1'700);
}

TEST_CASE("A week touches the share that is asked for, and the weeks add up") {
  const GeneratedCatalogue first(10'000, 3);
  const std::set<std::string> before = all_lines(first);
  const GeneratedCatalogue second = first.mutated(0.05, 11);
  const std::set<std::string> after = all_lines(second);
  const auto gone =
      std::count_if(before.begin(), before.end(), [&](const auto& line) { return !after.contains(line); });
  const auto come = std::count_if(after.begin(), after.end(), [&](const auto& line) { return !before.contains(line); });
  // Changed and removed lines have gone, changed and new ones have come: 85 % of 500 each, and what chance adds.
  CHECK(gone > 340);
  CHECK(gone < 510);
  CHECK(come > 340);
  CHECK(come < 510);
  CHECK(second.size() == static_cast<std::int64_t>(after.size()));
  CHECK(all_lines(first.mutated(0, 11)) == before);
  CHECK(all_lines(second.mutated(0.05, 12)) != after);
  CHECK(second.office_records().front() != first.office_records().front());
}

}  // namespace
}  // namespace bildungskiosk::test
