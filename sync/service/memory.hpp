#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/error.hpp"
#include "sync/update/network_schedule.hpp"

namespace bildungskiosk::service {

/// A package that was refused for a reason that lies in itself: not tried again until it changes (policy 8). `package`
/// is what package_identity.hpp says of it.
struct FailedPackage {
  std::string package;
  base::Error error;
};

/// What the service knows from one start to the next, beside what stands in the store: a row of sync.sqlite.
struct Memory {
  std::int64_t medium_number = 0;     // the last one given
  std::string approved_package;       // the staff said yes, and it is not installed yet
  std::vector<FailedPackage> failed;  // oldest first, at most kFailedPackages_max
  update::NetworkHistory network;
  base::UnixSeconds network_success_at = 0;

  void note_failure(const std::string& package, const base::Error& error);
};

/// A JSON object; what is missing or damaged is as if never noted.
[[nodiscard]] std::string serialise(const Memory& memory);
[[nodiscard]] Memory parse_memory(std::string_view text);

/// Whether trying the very same package again could end otherwise: the reason lies in the medium's contacts, the room
/// on the disk, the clock or another program, not in the package.
[[nodiscard]] bool may_pass(base::ErrorCode code);

}  // namespace bildungskiosk::service
