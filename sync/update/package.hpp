#pragma once

#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/trust/tuf_client.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// What a target is, as its `custom` object says:
///
///     {"kind": "catalogue" | "offers", "version": 3}
///
/// "catalogue": the office's own records (info, categories, synonyms, news). "offers": one source's providers, places
/// and offers. Both are compressed lines of the exchange format. Other kinds (pictures, deltas of a newer publisher)
/// are left where they are.
inline constexpr std::string_view kKindCatalogue = "catalogue";
inline constexpr std::string_view kKindOffers = "offers";

/// The targets from which the catalogue is built, in the order given.
/// kMalformedMetadata when there are more than kTargets_max; kNoPackage when there are none.
[[nodiscard]] base::Result<std::vector<trust::TrustedTarget>> catalogue_targets(
    std::vector<trust::TrustedTarget> targets);

[[nodiscard]] ManifestTarget describe(const trust::TrustedTarget& target);

/// The folder in front of the path: "vhs" of "vhs/offers-3.jsonl.zst". Its records' ids begin with it: delegation binds
/// a role to a path, and so to the ids it may speak of. Empty without a folder.
[[nodiscard]] std::string_view source_of(std::string_view target_path);

}  // namespace bildungskiosk::update
