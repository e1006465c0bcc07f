#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Each made once and kept in `screen.codes`: valid until the next one is asked for.
/// Of an offer. As many of its next meetings as are read with ease; one that is not if there is no other way.
[[nodiscard]] const TakeAwayCode& offer_code(const Screen& screen, const catalogue::OfferDetail& detail,
                                             model::TakeAway what, const CodeRoom& room);
/// Of the visitor's list, as text that needs no network: with telephone and address of each if they have room, else
/// without, else the titles and dates, else those that take place first.
[[nodiscard]] const TakeAwayCode& list_code(const Screen& screen, const CodeRoom& room);

}  // namespace bildungskiosk::view
