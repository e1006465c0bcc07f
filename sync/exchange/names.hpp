#pragma once

#include <optional>
#include <string_view>

#include "sync/offer/offer.hpp"

/// The names of enumerated values in the exchange format. (Phases have theirs in sync/offer/phase.hpp.)
namespace bildungskiosk::exchange {

/// "course", "event", "counselling", "place", "self-study"
[[nodiscard]] std::string_view to_string(offer::OfferKind kind);
[[nodiscard]] std::optional<offer::OfferKind> offer_kind_from_string(std::string_view name);

/// "onsite", "online", "blended", "self-paced"; "" for unknown, which is never written.
[[nodiscard]] std::string_view to_string(offer::AttendanceMode mode);
[[nodiscard]] std::optional<offer::AttendanceMode> attendance_mode_from_string(std::string_view name);

}  // namespace bildungskiosk::exchange
