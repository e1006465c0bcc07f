#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

/// What the visitor types: UTF-8 and a caret on a grapheme boundary (as ICU-free code can tell: base character plus
/// combining marks). A value type for the model; no ImGui in it. At most kBytesMax bytes; more is not taken.
class TextBuffer {
 public:
  static constexpr std::size_t kBytesMax = 200;

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t caret() const { return caret_; }  // byte index
  void set(std::string_view text);                            // caret at the end; invalid UTF-8 is refused (cleared)
  void insert(std::string_view text);
  void erase_before();
  void erase_after();
  void move(int characters);  // negative: towards the beginning
  void clear() { set({}); }
  friend bool operator==(const TextBuffer&, const TextBuffer&) = default;

 private:
  std::string text_;
  std::size_t caret_ = 0;
};

struct SearchFieldSpec {
  std::string_view text{};
  std::size_t caret = 0;  // byte index in text
  std::string_view placeholder{};
  std::string_view spoken{};        // "Suchfeld"
  std::string_view button_label{};  // with label: the ink button at the end (home)
  std::string_view clear_spoken{};  // with text and editing: the × at the end
  bool editing = false;             // focus ring, caret
};
enum class SearchFieldAction { kNone, kField, kButton, kClear };
/// 104 du high. kField when the field itself was tapped. Ids of the parts: id / "button", id / "clear".
SearchFieldAction search_field(Frame& frame, WidgetId id, const Rect& rect, const SearchFieldSpec& spec);

}  // namespace bildungskiosk::ui
