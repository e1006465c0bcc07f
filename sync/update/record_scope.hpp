#pragma once

#include <optional>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// A line of a target's file as a record that this file may hold: the signature over a file says who speaks; this says
/// about what. nullopt for a type that this program does not know. kMalformedRecord, also for an id of another source
/// or a catalogue record among a source's offers; kTooLarge.
[[nodiscard]] base::Result<std::optional<exchange::Record>> read_record(const ManifestTarget& target,
                                                                        std::string_view line);

/// The half of it that needs no line: whether a file may hold a record of this type and id (of an offer, a place or a
/// provider; of no matter for others).
[[nodiscard]] base::Result<void> check_scope(const ManifestTarget& target, exchange::TypeIndex type,
                                             std::string_view id);

}  // namespace bildungskiosk::update
