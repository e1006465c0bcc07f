#include <algorithm>

#include "sync/base/atomic_file.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

namespace bildungskiosk::test {
namespace {

using base::ErrorCode;
using publish::ReleaseResult;

constexpr const char* kMapFile = "/office/karte.mbtiles";

/// Its head is what the office looks at; the terminal reads the rest.
std::string map_of(const std::string& town) { return std::string("SQLite format 3\0", 16) + town; }

void write(base::FileSystem& files, const std::string& path, const std::string& text) {
  REQUIRE(base::write_file_atomically(files, path, base::as_bytes(text)));
}

/// An office with one source whose settings name the map; its file is not there yet.
publish::Office office_with_map(MemoryFileSystem& files) {
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 2);
  publish::OfficeSettings settings = office.settings();
  settings.map = "karte.mbtiles";
  write(files, "/office/office.toml", publish::write_office_settings(settings));
  auto opened = publish::Office::open(files, "/office");
  REQUIRE(opened);
  return *std::move(opened);
}

ReleaseResult release_at(const publish::Office& office, base::UnixSeconds now) {
  auto released = publish::release(office, {}, {}, now);
  INFO((released ? std::string() : released.error().detail));
  REQUIRE(released);
  return *std::move(released);
}

/// What a terminal is told of the map: its path, or nothing.
std::string map_in_package(MemoryFileSystem& files, const publish::Office& office, base::UnixSeconds now) {
  const auto received = receive(files, office, "/office/repository", now);
  INFO((received.error ? received.error->detail : std::string()));
  REQUIRE_FALSE(received.error);
  const auto found = std::find_if(received.paths.begin(), received.paths.end(),
                                  [](const std::string& path) { return path.starts_with("media/"); });
  return found == received.paths.end() ? std::string() : *found;
}

TEST_CASE("The office's map is a target of its own, and a new one only where its bytes are") {
  MemoryFileSystem files;
  auto office = office_with_map(files);
  write(files, kMapFile, map_of("Auerbrunn"));
  CHECK_FALSE(release_at(office, kReleaseTime).map_problem);
  CHECK(map_in_package(files, office, kReleaseTime) == "media/map-1.mbtiles");

  add_courses(office, "vhs", 3);
  CHECK(release_at(office, kReleaseTime + 60).outcome == ReleaseResult::Outcome::kReleased);
  CHECK(map_in_package(files, office, kReleaseTime + 60) == "media/map-1.mbtiles");
  CHECK(release_at(office, kReleaseTime + 120).outcome == ReleaseResult::Outcome::kUnchanged);

  write(files, kMapFile, map_of("Auerbrunn und Lindach"));
  CHECK(release_at(office, kReleaseTime + 180).outcome == ReleaseResult::Outcome::kReleased);
  CHECK(map_in_package(files, office, kReleaseTime + 180) == "media/map-2.mbtiles");
  REQUIRE(files.create_directories("/stick"));
  CHECK(publish::export_to_stick(office, "/stick", kReleaseTime + 180));
}

TEST_CASE("A map that can't be read keeps no offers from the kiosks, and the one before stays") {
  MemoryFileSystem files;
  auto office = office_with_map(files);
  const ReleaseResult without = release_at(office, kReleaseTime);
  REQUIRE(without.map_problem);
  CHECK(without.map_problem->code == ErrorCode::kNotFound);
  CHECK(map_in_package(files, office, kReleaseTime).empty());

  write(files, kMapFile, map_of("Auerbrunn"));
  REQUIRE_FALSE(release_at(office, kReleaseTime + 60).map_problem);
  write(files, kMapFile, "<html>kein Ergebnis</html>");
  add_courses(office, "vhs", 3);
  const ReleaseResult with_another = release_at(office, kReleaseTime + 120);
  REQUIRE(with_another.map_problem);
  CHECK(with_another.map_problem->code == ErrorCode::kUnsupportedFormat);
  CHECK(with_another.offers == 3);
  CHECK(map_in_package(files, office, kReleaseTime + 120) == "media/map-1.mbtiles");
}

TEST_CASE("A published map whose file was lost is written anew, or no longer named") {
  MemoryFileSystem files;
  auto office = office_with_map(files);
  write(files, kMapFile, map_of("Auerbrunn"));
  release_at(office, kReleaseTime);
  REQUIRE(files.remove_tree("/office/repository/targets/media"));
  release_at(office, kReleaseTime + 60);
  CHECK(map_in_package(files, office, kReleaseTime + 60) == "media/map-2.mbtiles");
  REQUIRE(files.remove_tree("/office/repository/targets/media"));
  REQUIRE(files.remove_file(kMapFile));
  release_at(office, kReleaseTime + 120);
  CHECK(map_in_package(files, office, kReleaseTime + 120).empty());
}

TEST_CASE("An office that no longer wants a map publishes none, and no source may take its folder") {
  MemoryFileSystem files;
  auto office = office_with_map(files);
  write(files, kMapFile, map_of("Auerbrunn"));
  release_at(office, kReleaseTime);
  publish::OfficeSettings settings = office.settings();
  settings.map.clear();
  write(files, "/office/office.toml", publish::write_office_settings(settings));
  const auto reopened = publish::Office::open(files, "/office");
  REQUIRE(reopened);
  CHECK(release_at(*reopened, kReleaseTime + 60).outcome == ReleaseResult::Outcome::kReleased);
  CHECK(map_in_package(files, office, kReleaseTime + 60).empty());
  CHECK_FALSE(publish::is_source_id("media"));
}

}  // namespace
}  // namespace bildungskiosk::test
