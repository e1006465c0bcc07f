#pragma once

#include "sync/base/clock.hpp"

namespace bildungskiosk::publish {

inline constexpr base::UnixSeconds kDay_s = 86'400;
/// Roots are valid for three years and written anew after one, so that a terminal has two years to meet the next.
inline constexpr base::UnixSeconds kRootValid_s = 3 * 365 * kDay_s;
inline constexpr base::UnixSeconds kRootRenewedAfter_s = 365 * kDay_s;
/// So long before anything expires the office is told, and asked for signatures that are kept elsewhere.
inline constexpr base::UnixSeconds kWarnedBefore_s = 60 * kDay_s;

}  // namespace bildungskiosk::publish
