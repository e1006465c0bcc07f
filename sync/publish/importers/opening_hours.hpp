#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"

namespace bildungskiosk::publish {

/// "Mo-Fr 9-12, 14:00-17:00; Sa 10-13 Uhr", "montags und mittwochs 9 bis 12 Uhr", "Di, Do 15:00–18:00",
/// "täglich 10-18", also schema.org's "Mo,Tu 09:00-12:00". Days or ranges of days, then spans; parts end at ';' or
/// where days begin anew. "geschlossen" behind days gives none for them. 24:00 is 23:59. nullopt: any part of it
/// can't be read; half of the hours would send people to a closed door.
[[nodiscard]] std::optional<std::vector<offer::OpeningHours>> parse_opening_hours(std::string_view text);

}  // namespace bildungskiosk::publish
