#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/civil_time.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/progress.hpp"
#include "sync/publish/quality_report.hpp"

namespace bildungskiosk::publish {

/// What all of the office's sources hold on the day, what has changed in each since the last release,
/// and which thresholds that breaks. Writes nothing.
/// Errors: kMalformedRecord when a stock was altered behind the program's back, kTrustDamaged when the release was; the
/// file system's.
base::Result<QualityReport> report_on(const Office& office, base::Date today, const ProgressListener& listener = {});

/// How many offers the source has had until now; nullopt: it is new, or nobody can tell.
[[nodiscard]] std::optional<std::uint64_t> offers_until_now(const Office& office, const std::string& source);

}  // namespace bildungskiosk::publish
