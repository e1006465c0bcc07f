#pragma once

#include <optional>

#include "sync/base/result.hpp"
#include "sync/publish/new_targets.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/published_targets.hpp"

namespace bildungskiosk::publish {

struct MapOutcome {
  bool changed = false;
  /// Why the office's file was not taken; what was published of it, if anything, stays published.
  /// kNotFound, kTooLarge, kUnsupportedFormat, and those of the file system.
  std::optional<base::Error> problem;
};

/// Describes the office's map (OfficeSettings::map) in `into`, as it was published where it has not changed:
///
///     media/map-<n>.mbtiles      {"kind": "map", "version": n}
///
/// A map that can't be read keeps no offers from the kiosks. Errors: those of what is written to `targets`.
base::Result<MapOutcome> add_map(const Office& office, const PublishedTargets& published, NewTargets& targets,
                                 TargetFiles& into);

}  // namespace bildungskiosk::publish
