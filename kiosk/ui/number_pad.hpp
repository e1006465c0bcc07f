#pragma once

#include <optional>
#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// Ten figures and Löschen, in three columns and four rows as on a telephone. Never mirrored.
struct NumberPadSpec {
  std::string_view delete_spoken{};  // "Löschen"
  bool enabled = true;
};
/// What was tapped: '0' … '9', or kPadDelete.
inline constexpr char kPadDelete = '\b';
std::optional<char> number_pad(Frame& frame, WidgetId id, const Rect& rect, const NumberPadSpec& spec);

/// A dot for each digit that was typed. The digits themselves reach neither screen nor semantics.
void pin_dots(Frame& frame, WidgetId id, const Rect& rect, std::size_t typed, std::string_view label);

}  // namespace bildungskiosk::ui
