#pragma once

#include <string>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// A code to be shown, and what is to be said of it.
struct TakeAwayCode {
  const handoff::QrCode* code = nullptr;  // null: it has no room; valid until the next one is asked for
  std::string label;                      // what it carries
  std::string note;                       // how much of it; may be empty
  std::string typed;                      // what to type instead; may be empty
};

/// How many modules on a side the picture has room for: small ones, and those that any phone reads at once.
struct CodeRoom {
  int modules_max = 0;
  int modules_easy = 0;
};

/// Of an offer. As many of its next meetings as are read with ease; one that is not if there is no other way.
[[nodiscard]] TakeAwayCode offer_code(const Screen& screen, const catalogue::OfferDetail& detail, model::TakeAway what,
                                      const CodeRoom& room);
/// Of the visitor's list, as text that needs no network: with telephone and address of each if they have room, else
/// without, else the titles and dates, else those that take place first.
[[nodiscard]] TakeAwayCode list_code(const Screen& screen, const CodeRoom& room);

}  // namespace bildungskiosk::view
