#pragma once

#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

/// A white panel with a heading row ("Diese Woche" … "23.–29. November") and a rule below it. Returns the rectangle
/// below the rule; draw its content after it. Appends the heading's and the note's nodes, opens no group.
struct PanelSpec {
  std::string_view title{};
  std::string_view note{};  // at the end of the heading row
  float header_du = 93;
  TextRole title_role = TextRole::kH2;
};
Rect panel(Frame& frame, WidgetId id, const Rect& rect, const PanelSpec& spec);

/// Darkens everything drawn so far and swallows its touches.
void draw_scrim(Frame& frame, WidgetId id);
/// Scrim and a white box, radius 24. The returned scope is the dialog's group.
Frame::Scope dialog(Frame& frame, WidgetId id, const Rect& rect, std::string_view title_for_speech);

struct ToastSpec {
  std::string_view icon{};
  std::string_view text{};
  std::string_view action{};  // "Rückgängig"; empty: none
  TimeMs shown_since_ms = 0;
};
/// 96 du high. Fades in and out by the theme's times and draws nothing when it is over. True when the action was
/// tapped (id / "action").
bool toast(Frame& frame, WidgetId id, const Rect& rect, const ToastSpec& spec);

/// 40 du high. `fraction` is clamped to 0 … 1 and spoken in percent.
void progress_bar(Frame& frame, WidgetId id, const Rect& rect, float fraction, std::string_view label);

/// A ring that empties clockwise: what is left of `fraction`, with a number and its unit inside.
struct CountdownSpec {
  float fraction = 1;
  std::string_view number{};
  std::string_view unit{};
};
void countdown_ring(Frame& frame, WidgetId id, const Rect& square, const CountdownSpec& spec);

}  // namespace bildungskiosk::ui
