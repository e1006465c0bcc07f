#include "tests/scenario/faults/hostile_office.hpp"

#include <algorithm>
#include <filesystem>

#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

namespace fs = std::filesystem;
using test::SamplePackage;

namespace {

SamplePackage first_release() {
  SamplePackage package(now());
  package.set_titles("vhs", {kOldTitle});
  package.repository.describes_lengths_and_hashes = false;
  package.release();
  return package;
}

SamplePackage second_release(SamplePackage package) {
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.publish_root();
  package.set_titles("vhs", {kNewTitle});
  package.release();
  return package;
}

/// Names beside and above the store, where a name that climbs would end.
std::vector<std::string> neighbours(const std::string& store) {
  std::vector<std::string> names;
  const fs::path beside = fs::path(store).parent_path();
  for (const fs::path& folder : {beside, fs::path(store), fs::path(store) / "generations"}) {
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

HostileOffice::HostileOffice() : package_(first_release()), next_(second_release(package_)), terminal_(package_) {
  REQUIRE(terminal_.install(Stick(package_).path()).exit_code == 0);
  terminal_.keep();
}

void HostileOffice::offer(test::FaultTrial& trial, const SamplePackage& broken, const Refusal& refusal) {
  offer(trial, Stick(broken), refusal);
}

void HostileOffice::offer(test::FaultTrial& trial, const Stick& broken, const Refusal& refusal) {
  terminal_.restore();
  const auto before = neighbours(terminal_.store());
  const auto refused = terminal_.install(broken.path());
  INFO(refused.err);
  const bool is_refused = refused.exit_code == refusal.exit_code &&
                          refused.err.find(" [" + refusal.code) != std::string::npos &&
                          std::count(refused.err.begin(), refused.err.end(), '\n') == 1 && refused.out.empty();
  const bool is_whole = terminal_.titles("Kurs") == kOldTitle && terminal_.sync({"verify"}).exit_code == 0;
  const bool is_clean = neighbours(terminal_.store()) == before;
  const auto repaired = terminal_.install(Stick(next_).path());
  INFO("then: " << repaired.err);
  const bool goes_on = repaired.exit_code == 0 && terminal_.titles("Kurs") == kNewTitle;
  CHECK(is_refused);
  CHECK(is_whole);
  CHECK(is_clean);
  CHECK(goes_on);
  trial.add(test::survived_if(is_refused && is_whole && is_clean && goes_on), test::kSawOld,
            test::sentence_of(refused.err));
}

void HostileOffice::accept(test::FaultTrial& trial, const SamplePackage& package) {
  terminal_.restore();
  auto expected = neighbours(terminal_.store());
  expected.push_back(terminal_.store() + "/generations/000002");
  std::sort(expected.begin(), expected.end());
  const auto installed = terminal_.install(Stick(package).path());
  INFO(installed.err);
  const bool is_whole = terminal_.titles("Kurs") == kNewTitle && terminal_.sync({"verify"}).exit_code == 0;
  const bool is_clean = neighbours(terminal_.store()) == expected;
  CHECK(installed.exit_code == 0);
  CHECK(is_whole);
  CHECK(is_clean);
  trial.add(test::survived_if(installed.exit_code == 0 && is_whole && is_clean), test::kSawNew,
            test::sentence_of(installed.out));
}

SamplePackage HostileOffice::changed(const std::function<void(SamplePackage&)>& change) const {
  SamplePackage copy = next_;
  change(copy);
  copy.release();
  return copy;
}

}  // namespace bildungskiosk::scenario
