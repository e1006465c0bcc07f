#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/handoff/qr_code.hpp"

/// What a visitor takes away on paper. Values only: the screen words them, slip_pdf() sets them.
namespace bildungskiosk::print {

/// What lies in the printer: sheets of 210 × 297 mm, or a roll of 80 mm that is cut behind the text.
enum class Media { kA4, kRoll80 };

/// The widest code, in modules, that the paper holds with modules of 0.625 mm (five dots of a printer of 203 dpi, and
/// more than the 0.6 mm that a phone wants) and the white around it.
[[nodiscard]] int code_modules_max(Media media);

/// "Wann" and what is said of it. In the language named; empty: the slip's.
struct SlipLine {
  std::string label;  // may be empty
  std::string value;
  std::string language;
};

/// A code and what it is for, which stands above it.
struct SlipCode {
  std::string label;
  handoff::QrCode code;
};

/// One offer.
struct SlipEntry {
  std::string title;
  std::string title_language;  // empty: the slip's
  std::vector<SlipLine> lines;
  std::vector<SlipCode> codes;
};

/// Texts are UTF-8, and may be of any length: what is too long is cut (slip_pdf.hpp).
struct Slip {
  std::string language = "de";  // of the visit, BCP 47: says which way the paper is read
  std::string heading;          // "Bildungskiosk"
  std::string region;           // beside the heading; may be empty
  std::string title;            // "Ihre Merkliste"; may be empty
  std::string stand;            // "Stand: 20.11.2026", on every page
  std::string page_pattern;     // "Seite {1} von {2}", on sheets when there is more than one
  std::vector<SlipEntry> entries;
  std::vector<SlipCode> codes;  // of the whole slip, at its end
};

}  // namespace bildungskiosk::print
