#pragma once

#include <cstdint>

#include "sync/base/clock.hpp"

/// What staff ask for on the screen, as a plain value. How it travels: staff_requests.hpp.
namespace bildungskiosk::update {

enum class StaffRequestKind {
  kInstall,               // install what is offered
  kInstallIgnoringClock,  // the same although the clock can't be trusted; the staff PIN was right
  kDismiss,               // not now: leave the medium alone until it is put in again
};

struct StaffRequest {
  std::int64_t number = 0;  // given by the database, from 1
  StaffRequestKind kind = StaffRequestKind::kDismiss;
  std::int64_t medium_number = 0;  // MediumStatus::number that the staff saw
  base::UnixSeconds at = 0;
  bool operator==(const StaffRequest&) const = default;
};

}  // namespace bildungskiosk::update
