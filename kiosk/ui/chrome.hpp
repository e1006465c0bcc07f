#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/button.hpp"

namespace bildungskiosk::ui {

/// Where header, content and bar of a screen lie on this display, in du. Landscape: header 0–112, bar the last 128;
/// portrait: header 112, bar the last 136. Margins 64 and 48. With large texts a landscape screen has no header and a
/// bar of 200 with the stand below its buttons; an upright one has a bar of two rows as soon as texts are larger.
struct ScreenFrame {
  Rect header;
  Rect content;  // between the margins
  Rect bar;
  float margin = 64;
  bool has_header = true;
};
[[nodiscard]] ScreenFrame screen_frame(const Frame& frame);

/// How fresh the data is.
struct StandSpec {
  std::string_view text{};  // "Stand: 20.11.2026"; empty: nothing is drawn
  std::string_view age{};   // below it: "vor 5 Wochen"
  bool warns = false;       // the age is a warning
};
struct HeaderSpec {
  std::string_view title{};   // "Bildungskiosk"
  std::string_view region{};  // "Landkreis Sonnfeld"
  StandSpec stand{};          // without text: not in the header
};
/// Logo, title and region in a rectangle as high as the logo; on the attract screen in its own colours.
void draw_brand(Frame& frame, const Rect& rect, const HeaderSpec& spec, Colour title_colour, Colour region_colour);
void draw_header(Frame& frame, const HeaderSpec& spec);
/// "Stand: …" with its icon and its age at the end or the start of `rect`; not drawn where it has no room.
void draw_stand(Frame& frame, const Rect& rect, const StandSpec& stand, Align align);

struct BarItem {
  WidgetId id{};
  std::string_view icon{};
  std::string_view label{};
  std::string_view badge{};
  bool enabled = true;
  bool chosen = false;
  bool active = false;
  float width_du = 0;  // landscape: 192 176 … 208 268 208 256; 0: as its content needs
};
/// The bottom bar: the first two at the start, the rest at the end (landscape), or all in six equal parts (portrait).
/// `stand` (landscape only) stands beside the start buttons, or below all of them in a high bar. Returns the id that
/// was tapped, or none.
WidgetId bottom_bar(Frame& frame, std::span<const BarItem> items, const StandSpec& stand = {});

}  // namespace bildungskiosk::ui
