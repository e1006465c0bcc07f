#include <algorithm>
#include <map>
#include <optional>

#include "sync/base/digest.hpp"
#include "sync/exchange/patch.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"
#include "sync/publish/target_history.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

constexpr const char* kRepository = "/office/repository";

class Collected final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView more) override {
    text += base::as_text(more);
    return {};
  }
  std::string text;
};

/// An office that releases once a day, a source of many courses growing by one each time.
struct Office {
  explicit Office(int deltas = 4) {
    const publish::OfficeSettings settings{"Bildungsbüro Sonnfeld", "Landkreis Sonnfeld", {"de"}, 400, deltas};
    office = publish::Office::create(files, "/office", settings, {}, kReleaseTime).value();
  }
  publish::ReleaseResult release(int courses, const std::string& source = "vhs") {
    add_courses(*office, source, courses);
    time += 86'400;
    const auto released = publish::release(*office, {}, {}, time);
    REQUIRE(released);
    return *released;
  }
  [[nodiscard]] trust::Targets targets() {
    return publish::read_published_state(files, kRepository).value().release->targets;
  }
  [[nodiscard]] std::vector<std::string> paths_with(const std::string& part) {
    std::vector<std::string> paths;
    for (const auto& [path, file] : targets().targets) {
      if (path.find(part) != std::string::npos) paths.push_back(path);
    }
    return paths;
  }
  /// Names in the source's folder without their hashes, sorted.
  [[nodiscard]] std::vector<std::string> stored(const std::string& source = "vhs") {
    std::vector<std::string> names;
    const auto listed = files.list(std::string(kRepository) + "/targets/" + source);
    for (const auto& name : *listed) {
      names.push_back(name.substr(std::min<std::size_t>(65, name.size())));
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  MemoryFileSystem files;
  std::optional<publish::Office> office;
  base::UnixSeconds time = kReleaseTime;
};

constexpr int kMany = 400;  // courses, so that a delta is worth it

}  // namespace

TEST_CASE("A release has a delta from each of the last versions, and each gives the new lines") {
  Office world;
  std::map<std::int64_t, std::string> lines;
  for (int version = 1; version <= 6; ++version) {
    const auto released = world.release(kMany + version);
    CHECK(released.deltas == static_cast<std::uint64_t>(std::min(version - 1, 4)));
    lines[version] = std::string(base::as_text(world.office->source_records("vhs").value()));
  }
  CHECK(world.paths_with("-patch") ==
        std::vector<std::string>{"vhs/offers-2-6.jsonl.zst-patch", "vhs/offers-3-6.jsonl.zst-patch",
                                 "vhs/offers-4-6.jsonl.zst-patch", "vhs/offers-5-6.jsonl.zst-patch"});
  const auto targets = world.targets();
  for (std::int64_t from = 2; from < 6; ++from) {
    const std::string path = "vhs/offers-" + std::to_string(from) + "-6.jsonl.zst-patch";
    const auto& file = targets.targets.find(path)->second;
    const auto& custom_from = *trust::find_member(file.custom, "from")->as_object();
    const auto& custom_to = *trust::find_member(file.custom, "to")->as_object();
    CHECK(*trust::find_member(custom_from, "version")->as_integer() == from);
    CHECK(*trust::find_member(custom_from, "sha256")->as_string() == base::sha256_hex(base::as_bytes(lines[from])));
    CHECK(*trust::find_member(custom_to, "length")->as_integer() == static_cast<std::int64_t>(lines[6].size()));
    REQUIRE(base::write_file_atomically(world.files, "/base", base::as_bytes(lines[from])));
    const auto base = base::map_file(world.files, "/base", 1U << 30U).value();
    const auto patch =
        world.files.open_for_reading(std::string(kRepository) + "/targets/" + trust::target_file_path(path, file, true))
            .value();
    Collected rebuilt;
    REQUIRE(exchange::apply_patch(*patch, *base, lines[6].size(), rebuilt, base::CancelToken()));
    CHECK(rebuilt.text == lines[6]);
  }
  const auto received = receive(world.files, *world.office, kRepository, world.time);
  CHECK_FALSE(received.error);
  CHECK(received.offers == kMany + 6);
}

TEST_CASE("What no release needs any longer is removed; the release before stays whole") {
  Office world;
  for (int version = 1; version <= 6; ++version) world.release(kMany + version);
  std::vector<std::string> expected;
  for (const std::string name : {"1-5", "2-5", "3-5", "4-5", "2-6", "3-6", "4-6", "5-6"}) {  // of the last two releases
    expected.push_back("offers-" + name + ".jsonl.zst-patch");
  }
  for (const std::string name : {"3", "4", "5", "6"}) expected.push_back("offers-" + name + ".jsonl.zst");
  std::sort(expected.begin(), expected.end());
  CHECK(world.stored() == expected);
}

TEST_CASE("Files that no release gave their name are left alone") {
  Office world;
  world.release(kMany);
  const base::Bytes letter = {'h', 'i'};
  const std::string folder = std::string(kRepository) + "/targets/vhs/";
  for (const std::string& name :
       {std::string("brief.txt"), std::string(64, 'a') + ".brief.txt", std::string(64, 'x') + ".offers-1.jsonl.zst"}) {
    REQUIRE(base::write_file_atomically(world.files, folder + name, letter));
  }
  for (int i = 1; i < 8; ++i) world.release(kMany + i);
  CHECK(world.files.status(folder + "brief.txt"));
  CHECK(world.files.status(folder + std::string(64, 'a') + ".brief.txt"));
  CHECK(world.files.status(folder + std::string(64, 'x') + ".offers-1.jsonl.zst"));
}

TEST_CASE("Without deltas there are none, and only the last two releases are kept") {
  Office world(0);
  for (int version = 1; version <= 4; ++version) CHECK(world.release(kMany + version).deltas == 0);
  CHECK(world.stored() == std::vector<std::string>{"offers-3.jsonl.zst", "offers-4.jsonl.zst"});
}

TEST_CASE("A delta that saves nothing is not made") {
  Office world;
  world.release(3);
  CHECK(world.release(4).deltas == 0);
  CHECK(world.paths_with("-patch").empty());
}

TEST_CASE("A source that has not changed keeps its deltas; one of them that was lost is no longer named") {
  Office world;
  world.release(kMany);
  world.release(kMany + 1);
  const auto before = world.paths_with("-patch");
  REQUIRE(before == std::vector<std::string>{"vhs/offers-1-2.jsonl.zst-patch"});
  SECTION("kept") {
    world.release(3, "bib");
    CHECK(world.paths_with("-patch") == before);
  }
  SECTION("lost") {
    const auto targets = world.targets();
    REQUIRE(world.files.remove_file(std::string(kRepository) + "/targets/" +
                                    trust::target_file_path(before[0], targets.targets.find(before[0])->second, true)));
    REQUIRE(publish::release(*world.office, {}, {}, world.time + 60));
    CHECK(world.paths_with("-patch").empty());
    CHECK(receive(world.files, *world.office, kRepository, world.time + 60).offers == kMany + 1);
  }
}

TEST_CASE("An earlier file that was altered costs its delta, not the release") {
  Office world;
  world.release(kMany);
  const auto earlier = publish::earlier_files(world.files, std::string(kRepository) + "/targets", "vhs", 2).value();
  REQUIRE(earlier.size() == 1);
  REQUIRE(base::write_file_atomically(world.files, earlier[0].path, base::as_bytes("altered")));
  CHECK(world.release(kMany + 1).deltas == 0);
  CHECK(world.release(kMany + 2).deltas == 1);
}

TEST_CASE("A stick gets the deltas, too: what a terminal leaves out there it need not read") {
  Office world;
  world.release(kMany);
  world.release(kMany + 1);
  REQUIRE(world.files.create_directories("/stick"));
  REQUIRE(publish::export_to_stick(*world.office, "/stick", world.time));
  const auto received = receive(world.files, *world.office, "/stick", world.time);
  REQUIRE_FALSE(received.error);
  CHECK(std::count(received.paths.begin(), received.paths.end(), "vhs/offers-1-2.jsonl.zst-patch") == 1);
}
