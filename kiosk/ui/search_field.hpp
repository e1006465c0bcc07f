#pragma once

#include <cstddef>
#include <string_view>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/text_buffer.hpp"

namespace bildungskiosk::ui {

struct SearchFieldSpec {
  std::string_view text{};
  std::size_t caret = 0;  // byte index in text
  std::string_view placeholder{};
  std::string_view spoken{};        // "Suchfeld"
  std::string_view button_label{};  // the ink button at the end (home); empty: none
  std::string_view clear_spoken{};  // with text and without button: × at the end, and how it is spoken
  bool editing = false;             // yellow ring, caret
};
enum class SearchFieldAction { kNone, kField, kButton, kClear };
/// 104 du high. kField when the field itself was tapped. Ids of the parts: id / "button", id / "clear". Text that is
/// wider than the field shows the part around the caret. The caret stands still: blinking would redraw twice a second.
SearchFieldAction search_field(Frame& frame, WidgetId id, const Rect& rect, const SearchFieldSpec& spec);

}  // namespace bildungskiosk::ui
