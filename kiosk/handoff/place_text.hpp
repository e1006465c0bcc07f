#pragma once

#include <optional>
#include <string>

#include "sync/offer/offer.hpp"

namespace bildungskiosk::handoff {

/// "vhs-Haus, Raum 12, Lindenplatz 4, 99991 Auerbrunn": what is known of it, in one line.
[[nodiscard]] std::string place_text(const offer::Place& place);

/// "geo:50.123457,9.123456" (RFC 5870): a phone's map shows it. Six decimals: a tenth of a metre.
[[nodiscard]] std::string geo_uri(const offer::GeoPoint& point);

/// The provider as a contact: vCard 3.0 (RFC 2426), which every phone takes. Lines end with CR LF, not folded, as codes
/// have them. `name` is the provider's name as the screen shows it.
[[nodiscard]] std::string contact_text(const offer::Provider& provider, const std::string& name);

}  // namespace bildungskiosk::handoff
