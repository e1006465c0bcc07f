#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

struct CheckboxRowSpec {
  std::string_view label{};
  std::string_view count{};  // "14"
  bool checked = false;
  bool enabled = true;
};
/// 80 du high; the whole row toggles. True when tapped: the model flips the value.
bool checkbox_row(Frame& frame, WidgetId id, const Rect& rect, const CheckboxRowSpec& spec);

struct AccordionHeaderSpec {
  std::string_view label{};
  std::string_view summary{};  // "alle"
  bool expanded = false;
};
bool accordion_header(Frame& frame, WidgetId id, const Rect& rect, const AccordionHeaderSpec& spec);

}  // namespace bildungskiosk::ui
