#include <filesystem>
#include <functional>

#include "sync/transport/folder_source.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/lying_file_system.hpp"
#include "tests/sync/update/faults/outcome.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// A stick that goes, fails, lies or is another one, at every single look that an installation takes at it.

namespace bildungskiosk::update {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using test::FaultKind;
using test::FaultTrial;
using test::SamplePackage;
using test_support::kOldTitles;
using test_support::sentence;
using test_support::Terminal;

constexpr std::uint64_t kOperations_max = 1'000;

/// A terminal with a catalogue, and a stick with the next one, signed under two new roots.
class Medium {
 public:
  Medium() : terminal_(package_) {
    REQUIRE(terminal_.install(package_) == "done");
    fs::copy(terminal_.store_path(), kept_, fs::copy_options::recursive);
    for (int i = 0; i < 2; ++i) {
      package_.repository.rotate_keys(trust::kTimestampRole);
      package_.repository.publish_root();
    }
    package_.set_titles("vhs", {"Töpfern"});
    package_.release();
    package_.write_to(stick());
  }

  [[nodiscard]] std::string stick() const { return folder_ / "stick"; }
  [[nodiscard]] std::string other_stick() const { return folder_ / "other"; }
  SamplePackage& package() { return package_; }

  /// Installs from the stick as it is seen through `files`.
  std::string install(base::FileSystem& files, const std::string& from) {
    fs::remove_all(terminal_.store_path());
    fs::copy(kept_, terminal_.store_path(), fs::copy_options::recursive);
    const auto source = transport::FolderSource::open(files, from);
    if (!source) return std::string(base::to_string(source.error().code));
    return terminal_.install(**source);
  }

  /// After that: old or new and whole, and the good stick installs. One attempt of the trial.
  void check(FaultTrial& trial, const std::string& result, const std::string& new_titles = "Töpfern") {
    const std::string shown = terminal_.shown();
    const bool is_whole = result == "done" ? shown == new_titles || shown == "Töpfern" : shown == kOldTitles;
    const auto good = transport::FolderSource::open(base::posix_file_system(), stick());
    REQUIRE(good);
    const std::string again = terminal_.install(**good);
    // Where the newer of two sticks was taken, the older is older.
    const bool goes_on = again == "done" || again == "up-to-date" || again == "older-than-installed";
    INFO(result << ", shown: " << shown << ", then: " << again);
    CHECK(is_whole);
    CHECK(goes_on);
    trial.add(test::survived_if(is_whole && goes_on), result == "done" ? test::kSawNew : test::kSawOld,
              sentence(result));
  }

 private:
  SamplePackage package_;
  Terminal terminal_;
  test::TemporaryDirectory folder_;
  std::string kept_ = folder_ / "kept";
};

/// The name under which the table has a fault at this operation; null where it has none.
const char* fault_at(const std::string& operation, FaultKind kind) {
  if (kind == FaultKind::kOnce) return "EIO in mid-file";
  if (operation.find("root.json") != std::string::npos) return "pulled out while roots are read";
  return operation.find("/targets/") != std::string::npos ? "pulled out while a target is copied" : nullptr;
}

TEST_CASE("A stick pulled out at any look at it leaves the old catalogue, and installs when it is put in again") {
  const auto kind = GENERATE(FaultKind::kForGood, FaultKind::kOnce);
  // Gone with its mount point still there: EIO. Unmounted in the same moment: nothing is there.
  const auto code = GENERATE(ErrorCode::kIo, ErrorCode::kNotFound);
  if (kind == FaultKind::kOnce && code == ErrorCode::kNotFound) return;
  Medium medium;
  std::uint64_t operation = 0;
  std::uint64_t refused = 0;
  for (; operation < kOperations_max; ++operation) {
    test::FaultyFileSystem files(base::posix_file_system());
    files.fail_at(operation, kind, code);
    const std::string result = medium.install(files, medium.stick());
    if (!files.struck()) {
      CHECK(result == "done");
      break;
    }
    INFO("operation " << operation << ": " << files.struck_at() << " gave " << result);
    if (result != "done") ++refused;
    if (code == ErrorCode::kIo) CHECK(result == "io");
    const char* fault = fault_at(files.struck_at(), kind);
    FaultTrial trial(fault != nullptr ? fault : "EIO in mid-file",
                     std::string("every look at the stick in turn: ") + (code == ErrorCode::kIo ? "EIO" : "unmounted") +
                         (kind == FaultKind::kOnce ? " once" : " from there on"));
    medium.check(trial, result);
  }
  CHECK(operation > 20);
  CHECK(operation < kOperations_max);
  CHECK(refused > operation / 2);
}

TEST_CASE("A medium that gives a byte at a time installs all the same") {
  Medium medium;
  FaultTrial trial("short reads", "a stick that gives 1, 2, 3, 7 or 1000 bytes at a time");
  for (const std::size_t bytes : {1U, 2U, 3U, 7U, 1000U}) {
    test::LyingFileSystem files(base::posix_file_system());
    files.give_at_most(bytes);
    const std::string result = medium.install(files, medium.stick());
    CHECK(result == "done");
    medium.check(trial, result);
  }
}

TEST_CASE("A medium that gives other bytes at the second reading is read once, so it makes no difference") {
  Medium medium;
  test::LyingFileSystem files(base::posix_file_system());
  files.change_at_second_opening();
  const std::string result = medium.install(files, medium.stick());
  CHECK(result == "done");
  FaultTrial trial("other bytes at the second read",
                   "a stick with every byte changed from the second opening of a file on");
  medium.check(trial, result);
}

TEST_CASE("A stick swapped for another one at any look is refused or installs one of the two, whole") {
  Medium medium;
  enum class Other { kNewer, kForeign, kNone };
  const auto other = GENERATE(Other::kNewer, Other::kForeign, Other::kNone);
  if (other == Other::kNewer) {
    SamplePackage newer = medium.package();
    newer.set_titles("vhs", {"Malen"});
    newer.release();
    newer.write_to(medium.other_stick());
  }
  if (other == Other::kForeign) SamplePackage().write_to(medium.other_stick());
  if (other == Other::kNone) fs::create_directories(medium.other_stick());
  const char* names[] = {"a newer release", "another organisation's", "an empty one"};
  FaultTrial trial("swapped in mid-run",
                   std::string("at every look at the stick, for ") + names[static_cast<std::size_t>(other)]);
  std::uint64_t swap_at = 0;
  for (; swap_at < kOperations_max; ++swap_at) {
    INFO("swapped at look " << swap_at);
    test::LyingFileSystem files(base::posix_file_system());
    files.swap_at(swap_at, medium.stick(), medium.other_stick());
    const std::string result = medium.install(files, medium.stick());
    medium.check(trial, result, "Malen");
    if (files.operations() <= swap_at) break;
  }
  CHECK(swap_at > 10);
  CHECK(swap_at < kOperations_max);
}

TEST_CASE("A stick that was away for one look is refused and installs when it is whole again") {
  Medium medium;
  FaultTrial trial("put back in mid-run", "away for one look at it, whichever");
  for (std::uint64_t operation = 0; operation < kOperations_max; ++operation) {
    test::FaultyFileSystem files(base::posix_file_system());
    files.fail_at(operation, FaultKind::kOnce, ErrorCode::kNotFound);
    const std::string result = medium.install(files, medium.stick());
    if (!files.struck()) return;
    INFO("operation " << operation << ": " << files.struck_at() << " gave " << result);
    medium.check(trial, result);
  }
  FAIL("the sweep never ended");
}

}  // namespace
}  // namespace bildungskiosk::update
