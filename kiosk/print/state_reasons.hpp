#pragma once

#include <span>
#include <string_view>

#include "kiosk/print/printer_state.hpp"

namespace bildungskiosk::print {

/// What printer-state-reasons mean (RFC 8011, 5.4.12; keywords of the IANA registry of IPP): one that ends with
/// "-report" stops nothing, but for "offline-report", with which CUPS says that a printer is switched off.
[[nodiscard]] PrinterTrouble trouble_of(std::span<const std::string_view> reasons);

}  // namespace bildungskiosk::print
