#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/sqlite/faulty_sqlite.hpp"
#include "tests/sync/update/faults/outcome.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// The counting file system over whole installations: every operation on the terminal's files, those of the database
// included, fails once or for good. What is shown afterwards is exactly the old or exactly the new catalogue.

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

constexpr const char* kNewTitles = "Krabbelgruppe, Töpfern";
constexpr std::uint64_t kOperations_max = 5'000;

/// Trouble with the terminal's own disk is nobody else's fault, and no damage yet.
const std::set<std::string> kBlamingOthers = {
    "wrong-signature",      "other-organisation", "catalogue-damaged", "not-initialised", "trust-damaged",
    "malformed-metadata",   "hash-mismatch",      "length-mismatch",   "internal",        "invalid-argument",
    "older-than-installed", "missing-root",       "no-package",        "not-found"};

bool is_long_run() {
  const char* asked = std::getenv("BILDUNGSKIOSK_LONG_TESTS");
  return asked != nullptr && std::string(asked) == "1";
}

void copy_tree(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

/// What an installation is done to, and what it has to become.
struct Case {
  const char* name;
  bool updates;  // else it is the first one
  FaultKind kind;
  ErrorCode code;
};

class Sweep {
 public:
  explicit Sweep(const Case& tried) : case_(tried), terminal_(package_) {
    if (case_.updates) {
      REQUIRE(terminal_.install(package_) == "done");
      old_ = kOldTitles;
    }
    copy_tree(terminal_.store_path(), kept_);
    next_ = package_;
    next_.set_titles("vhs", {"Töpfern"});
    next_.set_titles("fz", {"Krabbelgruppe"});
    next_.release();
  }

  /// One installation with the fault at this operation; whether it struck.
  bool install_with_fault_at(std::uint64_t operation, FaultTrial& trial) {
    copy_tree(kept_, terminal_.store_path());
    test::FaultyFileSystem faulty(base::posix_file_system());
    faulty.fail_at(operation, case_.kind, case_.code);
    terminal_.files = &faulty;
    std::string result;
    {
      const test::FaultySqlite sqlite(faulty);
      result = terminal_.install(next_);
    }
    terminal_.files = &base::posix_file_system();
    INFO("operation " << operation << ", " << faulty.struck_at() << ": " << result << " (" << terminal_.detail << ")");
    const std::string shown = terminal_.shown();
    const bool is_whole = shown == kNewTitles || (shown == old_ && result != "done");
    CHECK(is_whole);
    CHECK_FALSE(kBlamingOthers.contains(result));
    results_.insert(result);

    // And then the disk is well again.
    const std::string again = terminal_.install(next_);
    INFO("then: " << again << " (" << terminal_.detail << ")");
    const bool goes_on = (again == "done" || again == "up-to-date") && terminal_.shown() == kNewTitles;
    CHECK(goes_on);
    const auto saw = shown == kNewTitles ? test::kSawNew : case_.updates ? test::kSawOld : test::kSawNone;
    trial.add(test::survived_if(is_whole && goes_on), saw, sentence(result));
    return faulty.struck();
  }

  [[nodiscard]] const std::set<std::string>& results() const { return results_; }

 private:
  Case case_;
  SamplePackage package_;
  SamplePackage next_;
  Terminal terminal_;
  test::TemporaryDirectory folder_;
  std::string kept_ = folder_ / "kept";
  std::string old_ = "no-catalogue";
  std::set<std::string> results_;
};

TEST_CASE("Whichever operation fails, the database's too, exactly the old or exactly the new catalogue is shown") {
  const auto tried =
      GENERATE(Case{"update, EIO once", true, FaultKind::kOnce, ErrorCode::kIo},
               Case{"update, EIO from there on", true, FaultKind::kForGood, ErrorCode::kIo},
               Case{"update, ENOSPC once", true, FaultKind::kOnce, ErrorCode::kNoSpace},
               Case{"update, ENOSPC from there on", true, FaultKind::kForGood, ErrorCode::kNoSpace},
               Case{"first installation, EIO once", false, FaultKind::kOnce, ErrorCode::kIo},
               Case{"first installation, EIO from there on", false, FaultKind::kForGood, ErrorCode::kIo},
               Case{"first installation, ENOSPC once", false, FaultKind::kOnce, ErrorCode::kNoSpace},
               Case{"first installation, ENOSPC from there on", false, FaultKind::kForGood, ErrorCode::kNoSpace});
  INFO(tried.name);
  Sweep sweep(tried);
  FaultTrial trial(tried.code == ErrorCode::kNoSpace ? "no space for metadata" : "EIO in mid-file",
                   std::string("every operation on the terminal's disk: ") + tried.name);
  // Every operation of an update that fails once; of the other cases every few, all in the long run.
  const bool whole = is_long_run() || (tried.updates && tried.kind == FaultKind::kOnce && tried.code == ErrorCode::kIo);
  const std::uint64_t step = whole ? 1 : 7;
  std::uint64_t operation = 0;
  while (operation < kOperations_max && sweep.install_with_fault_at(operation, trial)) operation += step;
  CHECK(operation > 200);
  CHECK(operation < kOperations_max);
  std::cout << tried.name << ": " << operation << " operations, every " << step << ". Results:";
  for (const auto& result : sweep.results()) std::cout << ' ' << result;
  std::cout << '\n';
}

}  // namespace
}  // namespace bildungskiosk::update
