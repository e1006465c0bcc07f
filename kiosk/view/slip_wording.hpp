#pragma once

#include "kiosk/print/slip.hpp"
#include "kiosk/view/screen.hpp"

/// What stands on paper, in the words of the screen and the language of the visit.
namespace bildungskiosk::view {

/// An offer: when, where, what it costs, whom to ask, what it is about; the code of its registration.
[[nodiscard]] print::Slip offer_slip(const Screen& screen, const catalogue::OfferDetail& detail, print::Media media);
/// The visitor's list: each offer in a few lines, and its code where the list has room in one.
[[nodiscard]] print::Slip list_slip(const Screen& screen, print::Media media);

}  // namespace bildungskiosk::view
