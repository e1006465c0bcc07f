#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// How a generation's database came about.
enum class CatalogueWay { kBuilt, kUpdated };
struct CatalogueMaking {
  CatalogueWay way = CatalogueWay::kBuilt;
  std::uint64_t offers_written = 0;  // of all; with kUpdated those that differ
  std::string why_built;             // English, for the log
};
/// For the log: "updated: 12 offers written", "built: nothing is shown yet".
[[nodiscard]] std::string to_string(const CatalogueMaking& making);

/// What an installation has learned, also when it was refused: for messages that say more than a code.
struct InstallFacts {
  std::uint64_t missing_bytes = 0;               // with kNoSpace, as far as it is known
  GenerationNumber generation = 0;               // the new one, once it is shown
  std::uint64_t offers = 0;                      // in the new one
  std::uint64_t offers_before = 0;               // in the one shown before
  base::UnixSeconds generated_at = 0;            // of the package, once read
  base::UnixSeconds metadata_expires_at = 0;     // of the new one
  base::UnixSeconds installed_generated_at = 0;  // of what was shown before; 0 without
  std::optional<CatalogueMaking> making;         // once the database is there
};

}  // namespace bildungskiosk::update
