#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// A QR code in its yellow frame: dark on white in every theme, for phones know no others; modules of whole pixels,
/// never mirrored.
struct CodePictureSpec {
  int modules = 0;                       // on each side; 0: nothing but the frame
  std::span<const std::uint8_t> dark{};  // modules × modules, row by row from the top left
  std::string_view label{};              // what it carries, for who can't see it
};
/// A square.
void code_picture(Frame& frame, WidgetId id, const Rect& rect, const CodePictureSpec& spec);

/// How many modules on a side such a picture has room for, so that each is at least 0.6 mm (2.4 du) wide.
[[nodiscard]] int code_modules_max(const Frame& frame, const Rect& rect);
/// The same for modules of 1 mm, which any phone reads at once.
[[nodiscard]] int code_modules_easy(const Frame& frame, const Rect& rect);

}  // namespace bildungskiosk::ui
