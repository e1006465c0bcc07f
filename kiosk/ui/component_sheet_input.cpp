#include <array>
#include <string_view>

#include "kiosk/ui/component_sheet.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/number_pad.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/search_field.hpp"
#include "kiosk/ui/setting_card.hpp"

namespace bildungskiosk::ui {
namespace {

template <std::size_t Count>
std::vector<KeySpec> letter_keys(const std::array<std::string_view, Count>& faces) {
  std::vector<KeySpec> keys;
  keys.reserve(Count);
  for (const std::string_view face : faces) keys.push_back({.face = face, .inserts = face});
  return keys;
}

KeyboardLayout sample_keyboard() {
  constexpr std::array<std::string_view, 11> kTop = {"Q", "W", "E", "R", "T", "Z", "U", "I", "O", "P", "Ü"};
  constexpr std::array<std::string_view, 11> kMiddle = {"A", "S", "D", "F", "G", "H", "J", "K", "L", "Ö", "Ä"};
  constexpr std::array<std::string_view, 8> kBottom = {"Y", "X", "C", "V", "B", "N", "M", "ß"};
  KeyboardLayout layout{.language = "de", .rows = {letter_keys(kTop), letter_keys(kMiddle), letter_keys(kBottom)}};
  layout.rows.back().push_back(
      {.face = "Löschen", .action = KeyAction::kBackspace, .columns = 3, .icon = "backspace", .spoken = "Löschen"});
  layout.rows.push_back(
      {{.face = "123", .action = KeyAction::kNextPage, .columns = 2},
       {.face = "Leerzeichen", .inserts = " ", .columns = 7},
       {.action = KeyAction::kLeft, .icon = "keyboard_arrow_left", .spoken = "Schreibmarke nach links"},
       {.action = KeyAction::kRight, .icon = "keyboard_arrow_right", .spoken = "Schreibmarke nach rechts"}});
  return layout;
}

}  // namespace

void draw_input_sheet(Frame& frame) {
  draw_text(frame, "Eingaben", {64, 40, 1200, 0}, {.role = TextRole::kH1, .semantics = Role::kHeading});
  search_field(frame, "sheet.field.empty", {64, 120, 1184, 104},
               {.placeholder = "Kurs, Thema oder Ort eingeben", .spoken = "Suchfeld", .button_label = "Suchen"});
  search_field(
      frame, "sheet.field.editing", {64, 248, 1184, 104},
      {.text = "Deutsch", .caret = 7, .spoken = "Suchfeld", .clear_spoken = "Eingabe löschen", .editing = true});
  keyboard(frame, "sheet.keyboard", {64, 376, 1184, 372}, sample_keyboard());
  SwitchCardSpec calm{.icon = "motion_photos_pause", .label = "Ruhige Anzeige", .note = "Nichts bewegt sich"};
  calm.state = "Aus";
  switch_card(frame, "sheet.switch.off", {64, 764, 576, 188}, calm);
  calm.on = true;
  calm.state = "Ein";
  switch_card(frame, "sheet.switch.on", {672, 764, 576, 188}, calm);
  pin_dots(frame, "sheet.pin", {1320, 120, 536, 60}, 3, "Eingegebene Ziffern");
  number_pad(frame, "sheet.pad", {1320, 212, 536, 420}, {.delete_spoken = "Löschen"});
  countdown_ring(frame, "sheet.ring", {1464, 664, 248, 248}, {.fraction = 0.7F, .number = "21", .unit = "Sekunden"});
}

}  // namespace bildungskiosk::ui
