#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/package/sample_package.hpp"
#include "tests/support/temporary_directory.hpp"

/// Terminals with generated catalogues, set up by the real kiosk-sync.
namespace bildungskiosk::bench {

/// A signed release of so many generated offers.
[[nodiscard]] test::SamplePackage generated_package(std::int64_t offers, std::uint64_t seed);

/// Runs it; stops the benchmark with its words when it fails.
void must_end_well(const std::vector<std::string>& command);

/// A store that trusts the package's office.
class Terminal {
 public:
  explicit Terminal(const test::SamplePackage& package);
  /// kiosk-sync with these arguments and this store.
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const;
  [[nodiscard]] std::string store() const { return folder_ / "store"; }

 private:
  test::TemporaryDirectory folder_;
};

}  // namespace bildungskiosk::bench
