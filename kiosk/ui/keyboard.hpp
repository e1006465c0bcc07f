#pragma once

#include <string_view>
#include <vector>

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
  std::string_view spoken{};    // "Leerzeichen"; the face if empty
  std::string_view leads_to{};  // for kNextLayout: the language of its letters
};
/// A page of keys, made for a frame. What its views point to outlives it.
struct KeyboardLayout {
  std::string_view language{};  // of the faces
  float columns = 11;           // of the longest row; a shorter one stands in the middle
  std::vector<std::vector<KeySpec>> rows{};
};

/// Draws the keyboard in its grey ground, keys filling the rectangle; returns the key that was tapped, or null. With
/// more columns the gaps narrow to 8 du before a key is narrower than 80 du (20 mm). A label without room gives way to
/// its icon. Rows of letters are never mirrored: keyboards run left to right, also in Arabic (where printed keyboards,
/// Windows and phones have them so). The last row, whose keys are the interface's, is. Löschen repeats while it is
/// held: after 500 ms, every 90 ms. Key ids: id / (row × 100 + position), counted from 0.
const KeySpec* keyboard(Frame& frame, WidgetId id, const Rect& rect, const KeyboardLayout& layout);
[[nodiscard]] WidgetId key_id(WidgetId keyboard, std::size_t row, std::size_t position);

}  // namespace bildungskiosk::ui
