#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bildungskiosk::ui {

/// What the visitor types: UTF-8 and a caret between two characters, where combining marks belong to the character
/// before them. A plain value; no ImGui in it, whose text field would lose the focus to every on-screen key.
/// Holds at most kBytesMax bytes; what doesn't fit is not taken.
class TextBuffer {
 public:
  static constexpr std::size_t kBytesMax = 200;

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t caret() const { return caret_; }  // byte index, never inside a character
  /// Caret at the end. Text that is too long or not UTF-8 leaves it empty.
  void set(std::string_view text);
  void insert(std::string_view text);
  void erase_before();
  void erase_after();
  /// By characters; negative towards the beginning; stops at the ends.
  void move(int characters);
  void clear() { set({}); }
  friend bool operator==(const TextBuffer&, const TextBuffer&) = default;

 private:
  std::string text_;
  std::size_t caret_ = 0;
};

}  // namespace bildungskiosk::ui
