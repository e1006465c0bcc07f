#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/offer/phase.hpp"
#include "sync/publish/html_writer.hpp"
#include "sync/publish/stock_statistics.hpp"

/// The drawings of the HTML report, as SVG inside the page. Those that only repeat the number beside them are hidden
/// from screen readers.
namespace bildungskiosk::publish {

/// The phase's shape in its colour, as on the kiosk's home screen.
void draw_phase_mark(HtmlWriter& page, offer::Phase phase);
/// All eight in two rows, for the head of the page.
void draw_phase_shapes(HtmlWriter& page);

struct BarPart {
  std::uint64_t value = 0;
  std::string_view colour;
};
/// One bar of parts, as long as `whole`; for a table's cell.
void draw_bar(HtmlWriter& page, const std::vector<BarPart>& parts, std::uint64_t whole);

/// Columns with their number above and their month below. The figure has a label of its own.
void draw_months(HtmlWriter& page, const std::vector<std::pair<std::string, std::uint64_t>>& months);

/// A tint of the colour ("#RRGGBB") for a cell of a heat map, from white (0) to half of it (1): dark text stays
/// readable on it.
[[nodiscard]] std::string tint(double strength, std::string_view colour);

}  // namespace bildungskiosk::publish
