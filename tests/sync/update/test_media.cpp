#include <algorithm>
#include <filesystem>

#include "sync/base/digest.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/update/updater_fixture.hpp"

namespace bildungskiosk::update {
namespace {

using test::SamplePackage;
using test_support::Terminal;

constexpr const char* kMapPath = "media/map-1.mbtiles";

/// Signs the map into the package that was released last.
void put_map(SamplePackage& package, const std::string& bytes) {
  package.repository.add_target(trust::kTargetsRole, kMapPath, bytes);
  package.repository.targets.targets.at(kMapPath).custom = trust::JsonObject{{"kind", "map"}, {"version", 1}};
  package.repository.publish();
}

std::string map_of(const std::string& town, std::size_t size = 100'000) { return town + std::string(size, '.'); }

/// The bytes of the map that the shown generation names; "none" without, "missing" when its file is not there.
std::string shown_map(const Terminal& terminal) {
  const auto store = terminal.store();
  const auto current = store.current();
  REQUIRE(current);
  const auto manifest = store.manifest(current->catalogue);
  REQUIRE(manifest);
  if (manifest->media.empty()) return "none";
  const std::string path = store.layout().medium(manifest->media.front().sha256);
  return std::filesystem::exists(path) ? test::read_text_file(path) : "missing";
}

std::size_t media_kept(const Terminal& terminal) {
  const std::filesystem::directory_iterator all(terminal.store().layout().media());
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

bool fetched_map(const SamplePackage& package) {
  const auto& requests = package.repository.requests;
  return std::any_of(requests.begin(), requests.end(),
                     [](const std::string& path) { return path.find("targets/media/") == 0; });
}

TEST_CASE("A map is installed beside the catalogue, and only a new one travels again") {
  SamplePackage package;
  put_map(package, map_of("Auerbrunn"));
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  CHECK(shown_map(terminal) == map_of("Auerbrunn"));
  CHECK(terminal.install(package) == "up-to-date");

  package.set_titles("vhs", {"Töpfern"});
  package.release();
  put_map(package, map_of("Auerbrunn"));
  package.repository.requests.clear();
  REQUIRE(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Töpfern");
  CHECK_FALSE(fetched_map(package));
  CHECK(shown_map(terminal) == map_of("Auerbrunn"));

  put_map(package, map_of("Lindach"));
  REQUIRE(terminal.install(package) == "done");
  CHECK(fetched_map(package));
  CHECK(shown_map(terminal) == map_of("Lindach"));
  // A rollback shows the map that belongs to the catalogue.
  REQUIRE(terminal.roll_back() == "done");
  CHECK(shown_map(terminal) == map_of("Auerbrunn"));
}

TEST_CASE("A map that no kept generation shows is removed") {
  SamplePackage package;
  Terminal terminal(package);
  for (const char* town : {"Auerbrunn", "Lindach", "Weidenau", "Hochfeld", "Steinach"}) {
    put_map(package, map_of(town));
    REQUIRE(terminal.install(package) == "done");
    CHECK(shown_map(terminal) == map_of(town));
  }
  CHECK(media_kept(terminal) == kGenerationsKept);
}

TEST_CASE("A map that was lost on the terminal's disk is fetched again from the same package") {
  SamplePackage package;
  put_map(package, map_of("Auerbrunn"));
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  std::filesystem::remove_all(terminal.store().layout().media());
  CHECK(shown_map(terminal) == "missing");
  CHECK(terminal.install(package) == "done");
  CHECK(shown_map(terminal) == map_of("Auerbrunn"));
}

TEST_CASE("A map with other bytes than signed is refused, and what was shown stays") {
  SamplePackage package;
  put_map(package, map_of("Auerbrunn"));
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  put_map(package, map_of("Lindach"));
  for (auto& [path, bytes] : package.repository.files) {
    if (path.find("targets/media/") == 0) bytes.back() ^= 1;
  }
  CHECK(terminal.install(package) == "hash-mismatch");
  CHECK(shown_map(terminal) == map_of("Auerbrunn"));
}

TEST_CASE("Only the office has a map, and none past the limit") {
  SamplePackage package;
  put_map(package, map_of("Auerbrunn", 10));
  trust::TrustedTarget target{kMapPath, "vhs", package.repository.targets.targets.at(kMapPath)};
  CHECK(media_targets({target}).value().empty());
  target.role = std::string(trust::kTargetsRole);
  CHECK(media_targets({target}).value().size() == 1);
  target.file.length_bytes = kMedium_bytes_max + 1;
  CHECK(media_targets({target}).error().code == base::ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace bildungskiosk::update
