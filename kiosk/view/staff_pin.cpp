#include <algorithm>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/number_pad.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/staff.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 24;
constexpr float kPadWidthDu = 432;
constexpr float kKeyDu = 96;
constexpr float kPadHeightDu = 4 * kKeyDu + 3 * 16;
constexpr float kDotsDu = 56;

std::string message_of(const Screen& screen, const model::PinEntry& entry, bool locked) {
  const model::StaffState& staff = screen.model.staff;
  if (entry.state == model::PinEntry::State::kChecking) return screen.tr("Die PIN wird geprüft …");
  if (locked) {
    const auto left = (staff.pin_locked_until_ms - screen.model.now_ms + 999) / 1'000;
    return screen.texts.trn("Die PIN war falsch. Bitte {1} Sekunde warten.",
                            "Die PIN war falsch. Bitte {1} Sekunden warten.", left);
  }
  if (entry.state == model::PinEntry::State::kWrong) return screen.tr("Die PIN war falsch. Bitte noch einmal.");
  return screen.tr("Die Unterschrift ist echt. Nur das Datum lässt sich nicht prüfen.");
}

}  // namespace

void draw_staff_pin(const Screen& screen, const model::PinEntry& entry) {
  StaffLayout layout = staff_layout(screen);
  draw_staff_head(
      screen, layout,
      {.overline = screen.tr("Die Uhr des Kiosks geht falsch."), .title = screen.tr("PIN für Mitarbeitende eingeben")});
  const Rect& column = layout.column;
  const bool locked = screen.model.now_ms < screen.model.staff.pin_locked_until_ms;
  const bool open = !locked && entry.state != model::PinEntry::State::kChecking;
  ui::pin_dots(screen.frame, "staff.pin.typed", {column.x, layout.y, column.w, kDotsDu}, entry.digits.size(),
               screen.tr("Eingegebene Ziffern"));
  layout.y += kDotsDu + 12;
  const bool wrong = entry.state == model::PinEntry::State::kWrong || locked;
  ui::draw_text(screen.frame, message_of(screen, entry, locked), {column.x, layout.y, column.w, 70},
                {.colour = wrong ? screen.frame.palette().error : screen.frame.palette().text_2,
                 .align = ui::Align::kCentre,
                 .lines_max = 2,
                 .figures = ui::Figures::kTabular,
                 .semantics = ui::Role::kStatus,
                 .id = "staff.pin.message"});
  layout.y += 70 + 12;
  const float room = layout.foot.y - kGapDu - layout.y;
  const Rect pad{column.x + (column.w - kPadWidthDu) / 2, layout.y, kPadWidthDu, std::min(kPadHeightDu, room)};
  if (const auto key =
          ui::number_pad(screen.frame, "staff.pin", pad, {.delete_spoken = screen.tr("Löschen"), .enabled = open})) {
    if (*key == ui::kPadDelete) {
      screen.events.emplace_back(model::DeletePinDigit{});
    } else {
      screen.events.emplace_back(model::TypePinDigit{*key});
    }
  }
  float width = 0;
  const bool enough = open && entry.digits.size() >= model::kPinDigitsMin;
  if (draw_staff_action(screen, layout, "staff.pin.enter", "check", screen.tr("Weiter"), enough, width)) {
    screen.events.emplace_back(model::EnterPin{});
  }
  const ui::ButtonSpec back{.label = screen.tr("Zurück"), .kind = ui::ButtonKind::kSecondary, .icon = "arrow_back"};
  const float back_width = std::max(228.0F, ui::button_width(screen.frame, back));
  if (ui::button(screen.frame, "staff.pin.back", {column.x, layout.foot.y, back_width, layout.foot.h}, back)) {
    screen.events.emplace_back(model::CancelPin{});
  }
}

}  // namespace bildungskiosk::view
