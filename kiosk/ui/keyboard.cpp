#include "kiosk/ui/keyboard.hpp"

#include <algorithm>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr TimeMs kRepeatAfterMs = 500;
constexpr TimeMs kRepeatEveryMs = 90;
constexpr float kShadowDu = 3;

// What stands on the other keys is of the interface's language.
bool is_letter(const KeySpec& key) {
  return key.action == KeyAction::kInsert && key.spoken.empty() && key.columns == 1;
}

bool is_character(const KeySpec& key) { return key.action == KeyAction::kInsert; }

void draw_face(Frame& frame, const Rect& rect, const KeySpec& key, Colour colour, bool pressed) {
  const bool single = is_character(key) && key.columns == 1;
  TextStyle style;
  style.role = single ? TextRole::kKey : TextRole::kControl;
  style.weight = pressed && single ? Weight::kBold : Weight::kMedium;
  style.colour = colour;
  style.align = Align::kCentre;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.semantics = std::nullopt;
  const float icon_du = key.face.empty() ? 44 : 32;
  constexpr float kGapDu = 8;
  if (key.icon.empty()) {
    draw_text(frame, key.face, rect, style);
    return;
  }
  constexpr float kAloneDu = 44;
  const bool room = icon_du + kGapDu + measure_text(frame, key.face, 0, style).width <= rect.w - 2 * kGapDu;
  if (!key.face.empty() && !room) {
    frame.icon(key.icon, rect.centred(kAloneDu, kAloneDu), colour);
    return;
  }
  const float label = key.face.empty() ? 0 : measure_text(frame, key.face, 0, style).width;
  const float width = icon_du + (label > 0 ? kGapDu + label : 0);
  const float left = rect.x + (rect.w - width) / 2;
  frame.icon(key.icon, {left, rect.y + (rect.h - icon_du) / 2, icon_du, icon_du}, colour);
  style.align = Align::kStart;
  if (label > 0) draw_text(frame, key.face, {left + icon_du + kGapDu, rect.y, label + 2, rect.h}, style);
}

void draw_key(Frame& frame, WidgetId id, const Rect& rect, const KeySpec& key) {
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().key;
  const bool pressed = frame.pressed(id);
  if (pressed) {
    const Rect lower = rect.moved(0, kShadowDu);
    frame.fill(lower, palette.sun, radius);
    draw_face(frame, lower, key, palette.on_sun, true);
    return;
  }
  frame.fill(rect.moved(0, kShadowDu), palette.key_shadow, radius);
  frame.fill(rect, is_character(key) ? palette.key : palette.key_special, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.control_edge, palette.outline_du, radius);
  if (frame.focused(id)) frame.focus_ring(rect, radius);
  const bool space = is_character(key) && key.columns > 1;
  draw_face(frame, rect, key, space ? palette.text_2 : palette.text, false);
}

/// Keys keep 80 du before gaps keep their width.
float gap_between(float width, float columns, float usual) {
  constexpr float kKeyDu = 80;
  constexpr float kGapMinDu = 8;
  return std::clamp((width - columns * kKeyDu) / (columns - 1), kGapMinDu, usual);
}

float columns_of(const std::vector<KeySpec>& row) {
  float columns = 0;
  for (const KeySpec& key : row) columns += key.columns;
  return columns;
}

/// Whether a held key fires in this frame. Asks for a frame when it is due next.
bool repeats(Frame& frame, WidgetId id, const KeySpec& key) {
  if (key.action != KeyAction::kBackspace || !frame.pressed(id)) return false;
  return frame.held(id, kRepeatAfterMs, kRepeatEveryMs);
}

}  // namespace

WidgetId key_id(WidgetId keyboard, std::size_t row, std::size_t position) { return keyboard / (row * 100 + position); }

const KeySpec* keyboard(Frame& frame, WidgetId id, const Rect& rect, const KeyboardLayout& layout) {
  const bool portrait = frame.orientation() == Orientation::kPortrait;
  const float gap = portrait ? 14 : 16;
  const float pad_x = portrait ? 16 : 20;
  constexpr float kPadYDu = 16;
  const auto rows = static_cast<float>(layout.rows.size());
  const float key_h = (rect.h - 2 * kPadYDu - (rows - 1) * gap - kShadowDu) / rows;
  const float gap_x = gap_between(rect.w - 2 * pad_x, layout.columns, gap);
  const float column = (rect.w - 2 * pad_x - (layout.columns - 1) * gap_x) / layout.columns;
  frame.fill(rect, frame.palette().key_ground, frame.theme().radii().panel);
  const auto scope = frame.group(id, Role::kGroup, {}, rect, layout.language);

  const KeySpec* used = nullptr;
  for (std::size_t row = 0; row < layout.rows.size(); ++row) {
    const float missing = layout.columns - columns_of(layout.rows[row]);
    float x = rect.x + pad_x + missing * (column + gap_x) / 2;
    for (std::size_t i = 0; i < layout.rows[row].size(); ++i) {
      const KeySpec& key = layout.rows[row][i];
      const float width = key.columns * column + (key.columns - 1) * gap_x;
      const bool in_order = frame.right_to_left() && row + 1 < layout.rows.size();
      const float start = in_order ? rect.x + rect.right() - x - width : x;
      const Rect key_rect{start, rect.y + kPadYDu + static_cast<float>(row) * (key_h + gap), width, key_h};
      const WidgetId key_widget = key_id(id, row, i);
      draw_key(frame, key_widget, key_rect, key);
      frame.node(key_widget, Role::kKey, key.spoken.empty() ? key.face : key.spoken, key_rect,
                 is_letter(key) ? layout.language : std::string_view());
      frame.hit(key_widget, key_rect);
      if (frame.tapped(key_widget) || repeats(frame, key_widget, key)) used = &key;
      x += width + gap_x;
    }
  }
  return used;
}

}  // namespace bildungskiosk::ui
