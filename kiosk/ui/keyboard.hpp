#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

enum class KeyAction { kInsert, kBackspace, kSpace, kLeft, kRight, kNextLayout, kNextPage };

/// One key. Widths in columns; a row's keys fill its columns from the start.
struct KeySpec {
  std::string_view face{};  // what stands on it: "Q", "Löschen"
  std::string_view icon{};
  KeyAction action = KeyAction::kInsert;
  std::string_view inserts{};  // for kInsert: "q"
  float columns = 1;
  std::string_view spoken{};  // "Buchstabe Q"; the face if empty
};
struct KeyboardLayout {
  static constexpr float kColumns = 11;
  std::string_view language{};
  std::span<const std::span<const KeySpec>> rows{};
};

/// The German layout of DESIGN.md (QWERTZ, Ü Ö Ä ß, Löschen, 123, Leerzeichen, arrows) and its page of figures.
[[nodiscard]] const KeyboardLayout& german_layout();
[[nodiscard]] const KeyboardLayout& german_figures_layout();

/// Draws the keyboard in its grey ground; returns the key that was tapped (or repeats), or null. Backspace repeats
/// after 500 ms, every 80 ms. Key ids: id / row / column.
const KeySpec* keyboard(Frame& frame, WidgetId id, const Rect& rect, const KeyboardLayout& layout);

}  // namespace bildungskiosk::ui
