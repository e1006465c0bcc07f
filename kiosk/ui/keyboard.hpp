#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

enum class KeyAction { kInsert, kBackspace, kLeft, kRight, kNextLayout, kNextPage };

/// One key. Widths in columns; a row's keys fill its columns from the start.
struct KeySpec {
  std::string_view face{};  // what stands on it: "Q", "Löschen"
  KeyAction action = KeyAction::kInsert;
  std::string_view inserts{};  // for kInsert: "q", " "
  float columns = 1;
  std::string_view icon{};
  std::string_view spoken{};  // "Leerzeichen"; the face if empty
};
/// A page of keys. All views are literals, or outlive the program's use of it.
struct KeyboardLayout {
  static constexpr float kColumns = 11;
  std::string_view language{};  // of the faces
  std::span<const std::span<const KeySpec>> rows{};
};

/// The German layout of DESIGN.md: QWERTZ with Ü Ö Ä ß, Löschen, 123, Leerzeichen, arrows; and its page of figures.
[[nodiscard]] const KeyboardLayout& german_layout();
[[nodiscard]] const KeyboardLayout& german_figures_layout();

/// Draws the keyboard in its grey ground, keys filling the rectangle; returns the key that was tapped, or null. Never
/// mirrored: keyboards run left to right. Löschen repeats while it is held: after 500 ms, every 90 ms.
/// Key ids: id / (row × 100 + position), counted from 0.
const KeySpec* keyboard(Frame& frame, WidgetId id, const Rect& rect, const KeyboardLayout& layout);
[[nodiscard]] WidgetId key_id(WidgetId keyboard, std::size_t row, std::size_t position);

}  // namespace bildungskiosk::ui
