#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/trust/tuf_client.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// What a target is, as its `custom` object says:
///
///     {"kind": "catalogue" | "offers", "version": 3, "content": {"length": 31240117, "sha256": "…"}}
///     {"kind": "delta", "source": "vhs", "version": 3, "from": {"version": 2, "length": …, "sha256": "…"},
///      "to": {"length": …, "sha256": "…"}}
///
/// "catalogue": the office's own records (info, categories, synonyms, news). "offers": one source's providers, places
/// and offers. Both are compressed lines of the exchange format; "content" is of the lines, unpacked. "delta": a patch
/// (sync/exchange/patch.hpp) between two contents of one source. "map": an MBTiles file that is shown as it is; only
/// the office, the top-level role, has one. Other kinds (what a newer publisher has) are left where they are.
inline constexpr std::string_view kKindCatalogue = "catalogue";
inline constexpr std::string_view kKindOffers = "offers";
inline constexpr std::string_view kKindDelta = "delta";
inline constexpr std::string_view kKindMap = "map";

/// The lines of a target, unpacked, each with its '\n'.
struct Content {
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 lower-case hexadecimal digits: it becomes a file's name
};

/// A delta that gives a target's content.
struct Delta {
  trust::TrustedTarget target;
  Content from;
  Content to;
};

/// The targets from which the catalogue is built, in the order given.
/// kMalformedMetadata when there are more than kTargets_max; kNoPackage when there are none.
[[nodiscard]] base::Result<std::vector<trust::TrustedTarget>> catalogue_targets(
    std::vector<trust::TrustedTarget> targets);

/// The files that are shown as they are. kTooLarge for one past kMedium_bytes_max; what has no SHA-256, or comes from
/// another role than the office's, is as good as not there, and so is all past kMedia_max.
[[nodiscard]] base::Result<std::vector<trust::TrustedTarget>> media_targets(
    const std::vector<trust::TrustedTarget>& all);

/// What the target holds, as its publisher signed it; nullopt when that is not said, or not in a form that is taken.
[[nodiscard]] std::optional<Content> content_of(const trust::TrustedTarget& target);

/// The deltas among `all` that give the content of `full`, shorter than it, the shortest first; at most
/// kDeltasPerTarget_max. They come from the same role and the same source's folder, so nobody speaks for another; what
/// is not in the form above, or past a limit, is as good as not there.
[[nodiscard]] std::vector<Delta> deltas_to(const trust::TrustedTarget& full,
                                           const std::vector<trust::TrustedTarget>& all);

[[nodiscard]] ManifestTarget describe(const trust::TrustedTarget& target);
/// What media_targets() gave.
[[nodiscard]] ManifestMedium describe_medium(const trust::TrustedTarget& target);

/// The folder in front of the path: "vhs" of "vhs/offers-3.jsonl.zst". Its records' ids begin with it: delegation binds
/// a role to a path, and so to the ids it may speak of. Empty without a folder.
[[nodiscard]] std::string_view source_of(std::string_view target_path);

}  // namespace bildungskiosk::update
