#include <cstdlib>
#include <map>
#include <string>

#include "sync/publish/line_spool.hpp"
#include "sync/publish/stock_lines.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/generator/random.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

std::vector<std::string> all_lines(publish::LineSpool& spool) {
  std::vector<std::string> lines;
  REQUIRE(spool.for_each([&](std::string_view line) {
    lines.emplace_back(line);
    return base::Result<void>();
  }));
  return lines;
}

std::vector<std::string> values(const std::map<std::string, std::string>& map) {
  std::vector<std::string> all;
  all.reserve(map.size());
  for (const auto& [id, value] : map) all.push_back(value);
  return all;
}

}  // namespace

TEST_CASE("A spool gives back each id's last line in the order of the ids, whatever fits into its memory") {
  const std::size_t buffer = GENERATE(std::size_t{1}, std::size_t{700}, std::size_t{20'000}, std::size_t{1} << 20U);
  CAPTURE(buffer);
  publish::LineSpool spool(buffer);
  std::map<std::string, std::string> expected;
  Random random(7);
  for (int i = 0; i < 3'000; ++i) {
    const std::string id = "vhs:" + std::to_string(random.below(1'500));
    std::string line = id + ' ' + std::to_string(i);
    line.append(random.below(90), 'x');
    const auto known = spool.find(id);
    REQUIRE(known);
    CHECK(known->has_value() == expected.contains(id));
    if (*known && expected.contains(id)) CHECK((*known)->line == expected[id]);
    if (*known) CHECK((*known)->note == id);
    REQUIRE(spool.put(id, line, id));
    expected[id] = line;
  }
  CHECK(spool.size() == expected.size());
  CHECK(all_lines(spool) == values(expected));
  CHECK(all_lines(spool) == values(expected));
}

TEST_CASE("A spool holds lines that are longer than what it reads at once, and empty ones") {
  publish::LineSpool spool(1'000);
  const std::string longest(publish::kSpoolReadBytes * 3, 'x');
  for (const char* id : {"b", "d", "f"}) REQUIRE(spool.put(id, longest + id, ""));
  for (const char* id : {"a", "c", "e"}) REQUIRE(spool.put(id, "", "note"));
  CHECK(all_lines(spool) == std::vector<std::string>{"", longest + "b", "", longest + "d", "", longest + "f"});
  CHECK(spool.find("e")->value().note == "note");
  CHECK_FALSE(spool.find("g")->has_value());
}

TEST_CASE("A spool that has no folder to go to says so, and one that has leaves nothing in it") {
  const TemporaryDirectory directory;
  const char* before = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe)
  const std::string kept = before == nullptr ? "" : before;
  const auto set = [](const std::string& folder) {
    ::setenv("TMPDIR", folder.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  };
  set(directory / "not-there");
  publish::LineSpool homeless(10);
  const auto put = homeless.put("id", "a line", "");
  set(directory.path());
  publish::LineSpool housed(10);
  const bool housed_put = housed.put("id", "a line", "").has_value();
  set(kept.empty() ? "/tmp" : kept);
  REQUIRE_FALSE(put);
  CHECK(put.error().code == base::ErrorCode::kNotFound);
  CHECK(housed_put);
  CHECK(base::posix_file_system().list(directory.path()).value().empty());
  CHECK(all_lines(housed) == std::vector<std::string>{"a line"});
}

TEST_CASE("What ends the reading of a spool is passed on") {
  publish::LineSpool spool(1);
  REQUIRE(spool.put("a", "1", ""));
  REQUIRE(spool.put("b", "2", ""));
  int seen = 0;
  const auto read = spool.for_each([&](std::string_view) -> base::Result<void> {
    ++seen;
    return base::Error{base::ErrorCode::kCancelled, "enough"};
  });
  REQUIRE_FALSE(read);
  CHECK(read.error().code == base::ErrorCode::kCancelled);
  CHECK(seen == 1);
}
