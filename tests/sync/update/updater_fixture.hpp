#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/update/updater.hpp"
#include "tests/support/package/sample_package.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::update::test_support {

/// A terminal with an initialised store on the real disk, the day after the sample package was made.
class Terminal {
 public:
  /// The store trusts the package's first root.
  explicit Terminal(const test::SamplePackage& package);

  /// "done", or the name of the error code.
  std::string install(base::Fetcher& source, InstallOptions options = {});
  std::string install(test::SamplePackage& package, InstallOptions options = {}) {
    return install(package.repository, options);
  }
  std::string roll_back();
  base::Result<PreparedRelease> prepare(base::Fetcher& source, InstallOptions options = {});
  std::string complete(PreparedRelease&& prepared, InstallOptions options = {});
  std::string discard();

  /// The titles that the shown catalogue finds for every offer, sorted; or the name of the error code. Fails the test
  /// when the shown generation does not verify.
  [[nodiscard]] std::string shown() const;
  [[nodiscard]] std::string store_path() const { return folder_ / "store"; }
  [[nodiscard]] GenerationStore store() const { return {base::posix_file_system(), store_path()}; }

  base::FixedClock clock{test::kPublishedAt + 86'400};
  base::UnixSeconds built_at = 0;
  base::FileSystem* files = &base::posix_file_system();
  base::CancelToken* cancel = nullptr;  // nobody's when null
  ProgressListener progress;
  InstallFacts facts;  // of the last installation
  std::string detail;  // of its error

 private:
  template <typename Job>
  auto with_updater(const InstallOptions& options, Job job) -> decltype(job(std::declval<Updater&>()));
  base::CancelToken nobodys_;

  test::TemporaryDirectory folder_;
};

}  // namespace bildungskiosk::update::test_support
