#include <array>

#include "kiosk/ui/banner.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/component_sheet.hpp"
#include "kiosk/ui/dialog_head.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/steps.hpp"

namespace bildungskiosk::ui {
namespace {

void draw_title(Frame& frame, std::string_view text) {
  draw_text(frame, text, {64, 40, 1200, 0}, {.role = TextRole::kH1, .semantics = Role::kHeading});
}

void draw_offer_cards(Frame& frame) {
  const std::array<CardFact, 3> facts{
      {{"event", "Mo 30.11., 18:00 Uhr"}, {"place", "Auerbrunn"}, {"euro", "kostenlos"}}};
  OfferCardSpec card{.phase = 4, .overline = "Sprache & Integration", .title = "Deutsch A1 am Abend", .facts = facts};
  offer_card(frame, "sheet.card.normal", {64, 128, 860, 164}, card);
  frame.set_focus("sheet.card.focused");
  card.phase = 5;
  offer_card(frame, "sheet.card.focused", {64, 324, 860, 164}, card);
  frame.set_focus({});
  card.phase = 1;
  card.warning = "Zur gleichen Zeit wie „Töpfern“";
  offer_card(frame, "sheet.card.warning", {64, 520, 860, 200}, card);
  fact_card(frame, "sheet.fact", {64, 752, 278, 168},
            {.icon = "event", .label = "Wann", .value = "Mo 30.11.", .more = "18:00 bis 19:30 Uhr"});
  count_card(frame, "sheet.count", {374, 752, 260, 128},
             {.tone = CountTone::kAdded, .icon = "add_circle", .number = "56", .label = "neu"});
  compare_card(frame, "sheet.compare", {666, 752, 258, 152},
               {.tone = CompareTone::kChosen, .label = "Auf dem Stick", .value = "Version 12", .more = "23.11.2026"});
}

void draw_list(Frame& frame) {
  const Rect inside = panel(frame, "sheet.panel", {988, 128, 868, 330}, {.title = "Diese Woche", .note = "Beispiel"});
  ListRowSpec row{.phase = 7, .title = "Offene Beratung", .detail = "09:30 Uhr · Lindach", .rule_above = false};
  list_row(frame, "sheet.row.normal", {inside.x, inside.y, inside.w, 110}, row);
  row.rule_above = true;
  row.day_name = "Di";
  row.day_number = "24";
  list_row(frame, "sheet.row.day", {inside.x, inside.y + 112, inside.w, 110}, row);
}

void draw_staff(Frame& frame) {
  dialog_head(
      frame, "sheet.head", {988, 490, 868, 0},
      {.icon = "usb", .tone = DialogTone::kGood, .overline = "Für Mitarbeitende", .title = "Alles hat geklappt"});
  banner(frame, "sheet.banner.good", {988, 624, 420, 0},
         {.icon = "verified_user", .title = "Bildungsbüro", .text = "Unterschrift geprüft"});
  banner(frame, "sheet.banner.now", {1436, 624, 420, 0},
         {.kind = BannerKind::kNow, .icon = "front_hand", .title = "Stick stecken lassen", .text = "Einen Moment"});
  progress_step(frame, "sheet.step.done", {988, 776, 868, 44}, {.label = "Stick gelesen", .state = StepState::kDone});
  progress_step(frame, "sheet.step.running", {988, 824, 868, 44},
                {.label = "Angebote übernehmen", .value = "796 von 1.284", .state = StepState::kRunning});
  progress_step(frame, "sheet.step.waiting", {988, 872, 868, 44}, {.label = "Suche vorbereiten"});
}

}  // namespace

void draw_card_sheet(Frame& frame) {
  draw_title(frame, "Karten, Listen, Hinweise");
  draw_offer_cards(frame);
  draw_list(frame);
  draw_staff(frame);
}

}  // namespace bildungskiosk::ui
