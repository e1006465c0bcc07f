#include <algorithm>
#include <cctype>

#include "kiosk/ui/banner.hpp"
#include "kiosk/ui/button.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/refusals.hpp"
#include "kiosk/view/staff.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 24;
constexpr float kArrowDu = 88;
constexpr float kCountDu = 128;
constexpr std::uint64_t kOffersInAMinute = 50'000;

/// "7F3A 91C2": a short key id as it is read aloud.
std::string spelled_key(const std::string& key) {
  std::string spelled;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i > 0 && i % 4 == 0) spelled.push_back(' ');
    spelled.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(key[i]))));
  }
  return spelled;
}

float draw_signer(const Screen& screen, const Rect& rect, const update::ReleaseSummary& release) {
  const std::string note =
      release.signing_key.empty() ? std::string() : screen.tr("Schlüssel") + "\n" + spelled_key(release.signing_key);
  return ui::banner(screen.frame, "staff.signer", rect,
                    {.kind = ui::BannerKind::kGood,
                     .icon = "verified_user",
                     .title = release.office.empty() ? screen.tr("Bildungsbüro") : release.office,
                     .text = screen.tr("Unterschrift geprüft: echt und unverändert"),
                     .note = note});
}

void draw_versions(const Screen& screen, const Rect& row, const update::MediumStatus& medium) {
  const float width = (row.w - kArrowDu) / 2;
  const Rect now{row.x, row.y, width, row.h};
  const Rect then{row.right() - width, row.y, width, row.h};
  if (medium.installed) {
    const std::string date = release_date(screen, *medium.installed);
    const std::string short_date = release_short_date(screen, *medium.installed);
    const std::string more = version_and_offers(screen, *medium.installed);
    ui::compare_card(screen.frame, "staff.installed", now,
                     {.label = screen.tr("Jetzt im Kiosk"), .value = date, .short_value = short_date, .more = more});
  } else {
    ui::compare_card(screen.frame, "staff.installed", now,
                     {.label = screen.tr("Jetzt im Kiosk"), .value = screen.tr("noch kein Katalog")});
  }
  constexpr float kIconDu = 48;
  screen.frame.icon("arrow_forward", Rect{now.right(), row.y, kArrowDu, row.h}.centred(kIconDu, kIconDu),
                    screen.frame.palette().text_2);
  const update::ReleaseSummary& release = *medium.release;
  const std::string date = release_date(screen, release);
  const std::string short_date = release_short_date(screen, release);
  const std::string more = version_and_offers(screen, release);
  ui::compare_card(screen.frame, "staff.release", then,
                   {.tone = ui::CompareTone::kChosen,
                    .label = screen.tr("Auf dem Stick"),
                    .value = date,
                    .short_value = short_date,
                    .more = more});
}

const std::string& hint_of(const Screen& screen, const update::MediumStatus& medium) {
  const model::StaffState& staff = screen.model.staff;
  if (staff.asked_at_ms) return screen.tr("Die Installation wird vorbereitet …");
  // Somebody else is at work in the store: the offer stands, and waits.
  if (medium.refusal) return refusal_sentence(screen.texts, medium.refusal->code);
  if (model::needs_pin(staff)) {
    return staff.setup.pin == model::StaffSetup::Pin::kSet
               ? screen.tr("Die Uhr des Kiosks geht falsch. Installieren geht nur mit der PIN.")
               : screen.tr("Die Uhr des Kiosks geht falsch. Bitte zuerst die Uhr stellen lassen.");
  }
  const bool long_one = medium.release && medium.release->offers > kOffersInAMinute;
  return long_one ? screen.tr("Dauert einige Minuten.") : screen.tr("Dauert etwa eine Minute.");
}

// Not now, at the foot's end or beside the main action.
float draw_later(const Screen& screen, const StaffLayout& layout, float beside_du) {
  const ui::ButtonSpec later{.label = screen.tr("Nicht jetzt"), .kind = ui::ButtonKind::kSecondary};
  const float width = std::max(228.0F, ui::button_width(screen.frame, later));
  const float end = layout.foot.right() - (beside_du > 0 ? beside_du + kGapDu : 0);
  if (ui::button(screen.frame, "staff.later", {end - width, layout.foot.y, width, layout.foot.h}, later)) {
    screen.events.emplace_back(model::DismissOffer{});
  }
  return width + (beside_du > 0 ? beside_du + kGapDu : 0);
}

}  // namespace

void draw_staff_offer(const Screen& screen, const update::MediumStatus& medium) {
  const model::StaffState& staff = screen.model.staff;
  StaffLayout layout = staff_layout(screen);
  draw_staff_head(screen, layout,
                  {.overline = screen.tr("USB-Stick erkannt · nur für Mitarbeitende"),
                   .title = screen.tr("Neuer Katalog gefunden")});
  const Rect& column = layout.column;
  if (medium.release) {
    layout.y += draw_signer(screen, {column.x, layout.y, column.w, 0}, *medium.release) + kGapDu;
    draw_versions(screen, {column.x, layout.y, column.w, compare_height(screen)}, medium);
    layout.y += compare_height(screen) + kGapDu + 6;
  }
  if (medium.changes) {
    const ui::TextStyle heading{
        .role = ui::TextRole::kCardTitle, .lines_max = 1, .semantics = ui::Role::kHeading, .id = "staff.changes"};
    layout.y +=
        ui::draw_text(screen.frame, screen.tr("Das ändert sich"), {column.x, layout.y, column.w, 0}, heading).height +
        14;
    draw_changes(screen, {column.x, layout.y, column.w, kCountDu}, *medium.changes, CountLook::kColoured);
  }
  const bool pin = model::needs_pin(staff);
  const bool may_install = !pin || staff.setup.pin == model::StaffSetup::Pin::kSet;
  float action_width = 0;
  if (may_install) {
    const std::string& label = pin ? screen.tr("Mit PIN installieren") : screen.tr("Installieren");
    if (draw_staff_action(screen, layout, "staff.install", pin ? "lock" : "download", label, !staff.asked_at_ms,
                          action_width)) {
      screen.events.emplace_back(model::InstallOffered{});
    }
  }
  const float buttons = draw_later(screen, layout, action_width);
  draw_staff_hint(screen, layout, buttons, "timer", hint_of(screen, medium));
}

}  // namespace bildungskiosk::view
