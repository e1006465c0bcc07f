#pragma once

#include <cstdint>
#include <string>

#include "sync/offer/offer.hpp"

/// Places of several sources are the same when a letter would reach the same door.
namespace bildungskiosk::publish {

/// Street, number, postal code and town, folded, with "Str." as "Straße"; where no street is said, the place's name in
/// its town.
/// "" for a place of which neither is known.
[[nodiscard]] std::string folded_address(const offer::Place& place);

/// The first 64 bits of its SHA-256; 0 for "".
[[nodiscard]] std::uint64_t address_key(const offer::Place& place);

}  // namespace bildungskiosk::publish
