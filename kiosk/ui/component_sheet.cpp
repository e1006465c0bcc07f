#include "kiosk/ui/component_sheet.hpp"

#include <array>
#include <string>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chip.hpp"
#include "kiosk/ui/filter_row.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/phase_tile.hpp"
#include "kiosk/ui/search_field.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr std::array<std::string_view, 8> kPhases = {
    "Frühe Bildung",         "Schule",  "Ausbildung & Studium", "Arbeit & Weiterbildung",
    "Sprache & Integration", "Familie", "Älter werden",         "Beratung"};

void draw_blocks(Frame& frame) {
  for (std::size_t i = 0; i < kPhases.size(); ++i) {
    const float x = 64 + static_cast<float>(i) * 226;
    draw_phase_block(frame, {x, 128, 120, 120}, i);
    TextStyle style;
    style.role = TextRole::kSecondary;
    style.weight = Weight::kBold;
    draw_text(frame, kPhases[i], {x, 260, 200, 0}, style);
  }
}

ButtonSpec button_spec(ButtonKind kind, std::string_view label, std::string_view icon = {}) {
  ButtonSpec spec;
  spec.label = label;
  spec.kind = kind;
  spec.icon = icon;
  return spec;
}

/// A row of the sheet: normal, focused, disabled.
template <typename DrawOne>
void draw_states(Frame& frame, WidgetId id, DrawOne draw) {
  frame.set_focus({});
  draw(id / std::uint64_t{0}, 254.0F, true);
  frame.set_focus(id / std::uint64_t{1});
  draw(id / std::uint64_t{1}, 506.0F, true);
  frame.set_focus({});
  draw(id / std::uint64_t{2}, 758.0F, false);
}

void draw_controls(Frame& frame) {
  const auto button_row = [&](WidgetId id, float y, float h, ButtonSpec spec) {
    draw_states(frame, id, [&](WidgetId one, float x, bool enabled) {
      spec.enabled = enabled;
      button(frame, one, {x, y, 220, h}, spec);
    });
  };
  button_row("sheet.primary", 492, 96, button_spec(ButtonKind::kPrimary, "Suchen"));
  button_row("sheet.secondary", 610, 96, button_spec(ButtonKind::kSecondary, "Merken"));
  button_row("sheet.bar", 732, 88, button_spec(ButtonKind::kBar, "Vorlesen", "volume_up"));
  draw_states(frame, "sheet.chip", [&](WidgetId one, float x, bool enabled) {
    ChipSpec spec;
    spec.label = "kostenlos";
    spec.icon = "euro";
    spec.enabled = enabled;
    chip(frame, one, {x, 854, chip_width(frame, spec), 80}, spec);
  });
}

void draw_chosen(Frame& frame) {
  ButtonSpec option = button_spec(ButtonKind::kOption, "Deutsch");
  option.chosen = true;
  button(frame, "sheet.option", {1592, 488, 264, 80}, option);
  CheckboxRowSpec row;
  row.label = "Lindach";
  row.count = "9";
  row.checked = true;
  checkbox_row(frame, "sheet.checkbox", {1592, 584, 264, 80}, row);
  PhaseTileSpec tile;
  tile.phase = 4;
  tile.title = kPhases[4];
  tile.count = "168 Angebote";
  frame.set_focus("sheet.tile");
  phase_tile(frame, "sheet.tile", {1296, 488, 264, 232}, tile);
  frame.set_focus({});
  progress_bar(frame, "sheet.progress", {1296, 794, 560, 40}, 0.62F, "Fortschritt");
  ToastSpec toast_spec;
  toast_spec.icon = "bookmark_added";
  toast_spec.text = "Auf der Merkliste";
  toast_spec.action = "Rückgängig";
  toast_spec.shown_since_ms = frame.now_ms() - 1000;
  toast(frame, "sheet.toast", {1296, 904, 560, 96}, toast_spec);
}

}  // namespace

void draw_component_sheet(Frame& frame) {
  TextStyle title;
  title.role = TextRole::kH1;
  title.semantics = Role::kHeading;
  draw_text(frame, "Bausteine und Zustände", {64, 40, 1200, 0}, title);
  draw_blocks(frame);
  draw_controls(frame);
  draw_chosen(frame);
}

}  // namespace bildungskiosk::ui
