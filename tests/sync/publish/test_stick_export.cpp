#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;

namespace {

/// An office with one release and an empty stick beside it.
publish::Office released_office(base::FileSystem& files, int courses) {
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", courses);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime));
  REQUIRE(files.create_directories("/stick"));
  return office;
}

std::vector<std::string> names(base::FileSystem& files, const std::string& path) { return files.list(path).value(); }

}  // namespace

TEST_CASE("An export is a package that a terminal accepts, and nothing is left behind in the office") {
  MemoryFileSystem files;
  const auto office = released_office(files, 3);
  const auto exported = publish::export_to_stick(office, "/stick", kReleaseTime);
  REQUIRE(exported);
  CHECK(exported->files == 6);
  CHECK(receive(files, office, "/stick").offers == 3);
  CHECK(names(files, "/office") ==
        std::vector<std::string>{"keys", "office.toml", "repository", "root.json", "sources"});
}

TEST_CASE("A new export replaces the files of the old one and nothing else") {
  MemoryFileSystem files;
  auto office = released_office(files, 3);
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime));
  const base::Bytes letter = {'h', 'i'};
  REQUIRE(base::write_file_atomically(files, "/stick/brief.txt", letter));
  REQUIRE(base::write_file_atomically(files, "/stick/kiosk-update/targets/vhs/fremd.txt", letter));
  add_courses(office, "vhs", 4);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime + 60));
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime + 60));
  CHECK(receive(files, office, "/stick", kReleaseTime + 60).offers == 4);
  CHECK(names(files, "/stick") == std::vector<std::string>{"brief.txt", "kiosk-update"});
  CHECK(names(files, "/stick/kiosk-update/targets/vhs").size() == 2);  // the new version and the foreign file
  CHECK(names(files, "/stick/kiosk-update/metadata") ==
        std::vector<std::string>{"1.root.json", "2.snapshot.json", "2.targets.json", "timestamp.json"});
}

TEST_CASE("Before the first release there is nothing to export") {
  MemoryFileSystem files;
  const auto office = make_office(files, "/office");
  REQUIRE(files.create_directories("/stick"));
  CHECK(publish::export_to_stick(office, "/stick", kReleaseTime).error().code == ErrorCode::kNoPackage);
}

TEST_CASE("A stick that is not there, too small, or has a file in the way is refused") {
  MemoryFileSystem files;
  const auto office = released_office(files, 3);
  CHECK(publish::export_to_stick(office, "/anderer", kReleaseTime).error().code == ErrorCode::kNotFound);
  files.set_free_bytes(1000);
  const auto full = publish::export_to_stick(office, "/stick", kReleaseTime);
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::kNoSpace);
  files.set_free_bytes(UINT64_MAX);
  REQUIRE(files.remove_tree("/stick/kiosk-update"));
  REQUIRE(base::write_file_atomically(files, "/stick/kiosk-update", base::Bytes{'x'}));
  CHECK_FALSE(publish::export_to_stick(office, "/stick", kReleaseTime));
}

TEST_CASE("A byte that the stick keeps wrong is found when it is read back") {
  MemoryFileSystem files;
  const auto office = released_office(files, 3);
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime));
  const std::string folder = "/stick/kiosk-update/targets/vhs";
  const std::string path = folder + "/" + names(files, folder).front();
  auto bytes = base::read_file(files, path, 1U << 20U).value();
  bytes.back() ^= 1U;
  REQUIRE(base::write_file_atomically(files, path, bytes));
  CHECK(receive(files, office, "/stick").error->code == ErrorCode::kHashMismatch);
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime));  // and mended by the next export
  CHECK(receive(files, office, "/stick").offers == 3);
}

TEST_CASE("A stick that is pulled out at any moment holds the old export or the new one") {
  bool succeeded = false;
  MemoryFileSystem first;
  auto office = released_office(first, 2);
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime));
  add_courses(office, "vhs", 3);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime + 60));
  for (std::uint64_t n = 0; !succeeded; ++n) {
    INFO("operation " << n);
    const auto disk = first.after(PowerCut::kAllSurvives);
    FaultyFileSystem faulty(*disk);
    const auto opened = publish::Office::open(faulty, "/office").value();
    faulty.fail_at(n, FaultKind::kForGood, ErrorCode::kIo);
    succeeded = publish::export_to_stick(opened, "/stick", kReleaseTime + 60).has_value();
    for (const PowerCut cut : {PowerCut::kOnlySynced, PowerCut::kAllSurvives}) {
      const auto left = disk->after(cut);
      const auto received = receive(*left, office, "/stick", kReleaseTime + 60);
      INFO((received.error ? received.error->detail : std::string()));
      REQUIRE_FALSE(received.error);
      CHECK((received.offers == 2 || received.offers == 3));
    }
  }
}
