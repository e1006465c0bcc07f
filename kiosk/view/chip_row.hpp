#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Chips beside each other from the start of a row, 80 du high, as many as fit. What no longer fits is counted.
class ChipRow {
 public:
  ChipRow(const Screen& screen, const ui::Rect& row) : screen_(screen), row_(row), x_(row.x) {}

  /// "kostenlos ✕". Touching it takes the filter away: `removes`.
  void add_filter(ui::WidgetId id, const std::string& label, std::string_view icon, const model::Event& removes);
  /// "+ Lindach", no icon of its own: true when touched.
  [[nodiscard]] bool add_suggestion(ui::WidgetId id, const std::string& label, bool enabled);
  /// What the search understood of the typed words; touching takes the words away.
  void add_understood(std::span<const catalogue::Understood> understood);

  [[nodiscard]] int left_over() const { return left_over_; }

 private:
  [[nodiscard]] bool place(float width, ui::Rect& rect);

  const Screen& screen_;
  ui::Rect row_;
  float x_;
  int left_over_ = 0;
};

}  // namespace bildungskiosk::view
