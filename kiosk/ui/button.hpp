#pragma once

#include <optional>
#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

enum class ButtonKind {
  kPrimary,    // ink fill: the one main action of a screen
  kSecondary,  // thick edge
  kQuiet,      // surface-2
  kBar,        // bottom bar: quiet, medium weight, icon leading
  kOption,     // thin edge; chosen: pale blue, thick edge, bold with tick (languages)
};
enum class ButtonLayout { kBeside, kStacked };  // icon beside or above the label
/// kInset: the smaller radius of a button inside a field or panel; no shadow.
enum class ButtonShape { kStandard, kInset };
enum class IconPlace { kLeading, kTrailing };

struct ButtonSpec {
  std::string_view label{};
  ButtonKind kind = ButtonKind::kQuiet;
  std::string_view icon{};  // Material Icons name; arrows are mirrored for right-to-left
  IconPlace icon_place = IconPlace::kLeading;
  ButtonLayout layout = ButtonLayout::kBeside;
  ButtonShape shape = ButtonShape::kStandard;
  bool enabled = true;
  bool chosen = false;             // pale blue (kBar, kOption, kQuiet)
  bool active = false;             // yellow: happening now, or remembered
  std::string_view badge{};        // small yellow pill, e.g. a count
  std::string_view language{};     // of the label, if not the interface's
  std::string_view spoken{};       // semantics label if it must say more than the text
  std::optional<TextRole> role{};  // of the label; otherwise what the kind has
};

/// Draws it and appends its node. True in the frame after it was tapped (or chosen by keypad).
bool button(Frame& frame, WidgetId id, const Rect& rect, const ButtonSpec& spec);
/// Whether its words have room in a button of that width, icon and badge beside them, in a text size of their role.
/// Else they are set in a smaller role, or in two lines.
[[nodiscard]] bool button_has_room(Frame& frame, const ButtonSpec& spec, float width_du);
/// The width in du its content needs, never below 80.
[[nodiscard]] float button_width(Frame& frame, const ButtonSpec& spec);

}  // namespace bildungskiosk::ui
