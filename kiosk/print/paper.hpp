#pragma once

#include "kiosk/print/slip.hpp"

namespace bildungskiosk::print {

/// PDF counts in points.
inline constexpr double kPointsPerMm = 72.0 / 25.4;

/// The paper's measures in millimetres, and the sizes of its letters in points.
struct Paper {
  double width_mm = 0;
  double height_mm = 0;  // 0: as long as the text
  double margin_mm = 0;  // on each side; the narrow printers of rolls leave 4 mm white
  double code_side_max_mm = 0;
  double body_pt = 0;
  double title_pt = 0;
  double heading_pt = 0;
  [[nodiscard]] double text_width_mm() const { return width_mm - 2 * margin_mm; }
};

[[nodiscard]] Paper paper_of(Media media);

/// The size of a code's modules on this paper: as large as it has room for between 0.625 and 1 mm, in steps that a
/// printer of 203 dpi hits with whole dots; at least 0.625 mm, whatever the code.
[[nodiscard]] double module_mm(const Paper& paper, int modules);

/// White on each side of a code, in modules (ISO/IEC 18004).
inline constexpr int kQuietModules = 4;

}  // namespace bildungskiosk::print
