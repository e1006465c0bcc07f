#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// Everything drawn while it lives is moved by the scroll offset and clipped to the viewport. Content is laid out as
/// if unscrolled: y from viewport.y to viewport.y + content_du. Don't nest.
class [[nodiscard]] ScrollArea {
 public:
  ScrollArea(Frame& frame, WidgetId id, const Rect& viewport, float content_du);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  /// Whether any part of it shows: skip drawing what doesn't.
  [[nodiscard]] bool shows(const Rect& rect) const;
  [[nodiscard]] float offset_du() const;

 private:
  Frame& frame_;
  Rect viewport_;
  float offset_du_;
};

/// The Hoch / position / Mehr buttons beside a list: one page minus one row a tap.
struct ScrollRailSpec {
  WidgetId area{};
  float viewport_du = 0;
  float content_du = 0;
  float row_du = 0;               // one row with its gap
  std::string_view up_label{};    // "Hoch"
  std::string_view down_label{};  // "Mehr"
  std::string_view position{};    // "1–4"
  std::string_view total{};       // "von 23"
};
/// 104 du wide. Ids: id / "up", id / "down". It glides the area itself.
void scroll_rail(Frame& frame, WidgetId id, const Rect& rect, const ScrollRailSpec& spec);
/// The rows [first, last) that show in the area now; for the position text.
struct RowRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
[[nodiscard]] RowRange visible_rows(Frame& frame, WidgetId area, float viewport_du, float row_du, std::size_t rows);

}  // namespace bildungskiosk::ui
