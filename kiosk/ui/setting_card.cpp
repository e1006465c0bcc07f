#include "kiosk/ui/setting_card.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/control_surface.hpp"
#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr std::string_view kSample = "Aa";
constexpr float kPaddingDu = 24;
constexpr float kPaddingLowDu = 20;
constexpr float kTickDu = 36;
constexpr float kTickInsetDu = 12;
constexpr float kSampleTextSizeDu = 80;  // the biggest "Aa", with air
constexpr float kSampleSchemeDu = 60;
constexpr float kTextSizeCardDu = 136;
constexpr float kSchemeCardDu = 136;
constexpr float kSwitchCardDu = 183;
constexpr float kSwitchIconDu = 64;
constexpr float kSwitchWidthDu = 104;
constexpr float kSwitchHeightDu = 60;
constexpr float kGapDu = 16;

TextStyle label_style(Colour colour, bool chosen, Align align = Align::kStart) {
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.weight = chosen ? Weight::kBold : Weight::kMedium;
  style.colour = colour;
  style.align = align;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 2;
  style.semantics = std::nullopt;
  return style;
}

TextStyle sample_style(Colour colour, TextStep step) {
  TextStyle style;
  style.role = TextRole::kSample;
  style.step = step;
  style.colour = colour;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.language = "de";
  style.semantics = std::nullopt;
  return style;
}

void draw_tick(Frame& frame, const Rect& card, const Palette& palette) {
  const Rect circle{card.right() - kTickInsetDu - kTickDu, card.y + kTickInsetDu, kTickDu, kTickDu};
  frame.fill(circle, palette.primary, kTickDu / 2);
  frame.icon("check", circle.inset(5), palette.on_primary);
}

bool choice(Frame& frame, WidgetId id, const Rect& rect, std::string_view label, bool chosen) {
  frame.node(id, Role::kOption, label, rect).state.chosen = chosen;
  return control_hit(frame, id, rect, true);
}

float label_height(Frame& frame, std::string_view label, float width_du) {
  return measure_text(frame, label, width_du - 2 * kPaddingDu, label_style({}, true)).height;
}

/// Where the parts of a switch's card lie: icon and words above, the switch and its state below.
struct SwitchLayout {
  Rect icon;
  float text_x = 0;
  float text_w = 0;
  float label_h = 0;
  float note_h = 0;
  [[nodiscard]] float upper() const { return std::max(icon.h, label_h + note_h); }
};

TextStyle switch_label_style(Colour colour) {
  TextStyle style;
  style.role = TextRole::kRowTitle;
  style.colour = colour;
  style.semantics = std::nullopt;
  return style;
}

TextStyle switch_note_style(Colour colour) {
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.colour = colour;
  style.semantics = std::nullopt;
  return style;
}

SwitchLayout lay_out_switch(Frame& frame, const SwitchCardSpec& spec, const Rect& rect) {
  SwitchLayout layout;
  layout.icon = {rect.x + kPaddingDu, rect.y + kPaddingLowDu, kSwitchIconDu, kSwitchIconDu};
  layout.text_x = layout.icon.right() + kGapDu;
  layout.text_w = rect.right() - kGapDu - layout.text_x;
  layout.label_h = measure_text(frame, spec.label, layout.text_w, switch_label_style({})).height;
  layout.note_h = measure_text(frame, spec.note, layout.text_w, switch_note_style({})).height;
  return layout;
}

void draw_knob(Frame& frame, const Rect& track, bool on, bool enabled, Colour quiet) {
  constexpr float kKnobDu = 44;
  constexpr float kInsetDu = (kSwitchHeightDu - kKnobDu) / 2;
  const Palette& palette = frame.palette();
  const float radius = track.h / 2;
  const float edge = std::max(3.0F, palette.outline_du);
  if (on) {
    frame.fill(track, palette.primary, radius);
  } else if (enabled) {
    frame.fill(track, palette.surface, radius);
    frame.stroke(track, quiet, edge, radius);
  } else {
    frame.dashed(track, quiet, 2, radius);
  }
  const float x = on ? track.right() - kInsetDu - kKnobDu : track.x + kInsetDu;
  const Rect knob{x, track.y + kInsetDu, kKnobDu, kKnobDu};
  frame.fill(knob, on ? palette.on_primary : quiet, kKnobDu / 2);
  if (on) frame.icon("check", knob.inset(6), palette.primary);
}

}  // namespace

float text_size_card_height(Frame& frame, std::string_view label, float width_du) {
  return std::max(kTextSizeCardDu, 12 + kSampleTextSizeDu + label_height(frame, label, width_du) + 14);
}

bool text_size_card(Frame& frame, WidgetId id, const Rect& rect, const TextSizeCardSpec& spec) {
  const Surface surface =
      draw_control_surface(frame, id, rect, spec.chosen ? chosen_style(frame) : option_style(frame), true);
  const Rect& box = surface.content;
  TextStyle sample = sample_style(surface.colour, spec.step);
  sample.align = Align::kCentre;
  const float label_h = label_height(frame, spec.label, rect.w);
  const float label_y = box.bottom() - 14 - label_h;
  draw_text(frame, kSample, {box.x, box.y + 8, box.w, label_y - box.y - 8}, sample);
  draw_text(frame, spec.label, {box.x + kPaddingDu, label_y, box.w - 2 * kPaddingDu, label_h},
            label_style(surface.colour, spec.chosen, Align::kCentre));
  if (spec.chosen && !frame.pressed(id)) draw_tick(frame, box, frame.palette());
  return choice(frame, id, rect, spec.label, spec.chosen);
}

float scheme_card_height(Frame& frame, std::string_view label, float width_du) {
  return std::max(kSchemeCardDu, 18 + kSampleSchemeDu + 4 + label_height(frame, label, width_du) + kPaddingLowDu);
}

bool scheme_card(Frame& frame, WidgetId id, const Rect& rect, const SchemeCardSpec& spec) {
  const Palette& own = frame.theme().palette(spec.scheme);
  const Palette& around = frame.palette();
  SurfaceStyle style{own.surface, own.text, around.control_edge, around.control_edge_du, frame.theme().radii().control,
                     false};
  // Each in its own colours; black on the black of the contrast theme is still seen by its edge.
  if (spec.scheme == Scheme::kDark) style.fill = own.background;
  if (spec.chosen) {
    style.edge = around.chosen_edge;
    style.edge_du = around.chosen_edge_du;
  }
  const Surface surface = draw_control_surface(frame, id, rect, style, true);
  const Rect& box = surface.content;
  const float label_h = label_height(frame, spec.label, rect.w);
  const Rect row{box.x + kPaddingDu, box.y + 18, box.w - 2 * kPaddingDu, kSampleSchemeDu};
  const TextStyle sample = sample_style(surface.colour, TextStep::k3);
  const float sample_w = measure_text(frame, kSample, 0, sample).width;
  draw_text(frame, kSample, {row.x, row.y, sample_w + 2, row.h}, sample);
  constexpr float kBlockDu = 36;
  constexpr float kBlockGapDu = 7;
  constexpr std::array<std::size_t, 3> kShown = {0, 2, 4};
  float x = row.x + sample_w + kGapDu;
  for (const std::size_t phase : kShown) {
    draw_block_shape(frame, {x, row.y + (row.h - kBlockDu) / 2, kBlockDu, kBlockDu}, own.phases[phase].corners,
                     own.phases[phase].fill);
    x += kBlockDu + kBlockGapDu;
  }
  draw_text(frame, spec.label, {row.x, box.bottom() - kPaddingLowDu - label_h, row.w, label_h},
            label_style(surface.colour, spec.chosen));
  if (spec.chosen && !frame.pressed(id)) draw_tick(frame, box, own);
  return choice(frame, id, rect, spec.label, spec.chosen);
}

float switch_card_height(Frame& frame, const SwitchCardSpec& spec, float width_du) {
  const SwitchLayout layout = lay_out_switch(frame, spec, {0, 0, width_du, 0});
  return std::max(kSwitchCardDu, kPaddingLowDu + layout.upper() + kGapDu + kSwitchHeightDu + kPaddingLowDu);
}

bool switch_card(Frame& frame, WidgetId id, const Rect& rect, const SwitchCardSpec& spec) {
  const Palette& palette = frame.palette();
  SurfaceStyle style = option_style(frame);
  if (spec.on) {
    style.edge = palette.chosen_edge;
    style.edge_du = palette.chosen_edge_du;
  }
  const Surface surface = draw_control_surface(frame, id, rect, style, spec.enabled);
  const bool plain = spec.enabled && !frame.pressed(id);
  const SwitchLayout layout = lay_out_switch(frame, spec, surface.content);
  if (plain) {
    frame.fill(layout.icon, spec.on ? palette.sun : palette.surface_2, frame.theme().radii().key);
    if (palette.outline_du > 0) frame.stroke(layout.icon, palette.line, palette.outline_du, frame.theme().radii().key);
  }
  frame.icon(spec.icon, layout.icon.inset(12), plain && spec.on ? palette.on_sun : surface.colour);
  const float text_y = layout.icon.y + (layout.upper() - layout.label_h - layout.note_h) / 2;
  draw_text(frame, spec.label, {layout.text_x, text_y, layout.text_w, layout.label_h},
            switch_label_style(surface.colour));
  draw_text(frame, spec.note, {layout.text_x, text_y + layout.label_h, layout.text_w, layout.note_h},
            switch_note_style(plain ? palette.text_2 : surface.colour));
  const Rect track{layout.icon.x, surface.content.bottom() - kPaddingLowDu - kSwitchHeightDu, kSwitchWidthDu,
                   kSwitchHeightDu};
  draw_knob(frame, track, spec.on, spec.enabled, plain ? palette.control_edge : surface.colour);
  const float state_x = track.right() + kGapDu;
  draw_text(frame, spec.state, {state_x, track.y, surface.content.right() - kGapDu - state_x, track.h},
            label_style(surface.colour, spec.on));
  Node& node = frame.node(id, Role::kToggle, spec.label, rect);
  node.value.assign(spec.state);
  node.state.chosen = spec.on;
  node.state.disabled = !spec.enabled;
  return control_hit(frame, id, rect, spec.enabled);
}

}  // namespace bildungskiosk::ui
