#include <algorithm>
#include <array>
#include <string>

#include "kiosk/ui/banner.hpp"
#include "kiosk/ui/button.hpp"
#include "kiosk/ui/steps.hpp"
#include "kiosk/ui/stick_picture.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/refusals.hpp"
#include "kiosk/view/staff.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using ui::Rect;
using update::MediumStage;

constexpr float kGapDu = 24;
constexpr float kCountDu = 128;

void draw_close(const Screen& screen, const StaffLayout& layout, const std::string& icon, const std::string& label,
                float& width) {
  if (draw_staff_action(screen, layout, "staff.close", icon, label, true, width)) {
    screen.events.emplace_back(model::CloseStaffDialog{});
  }
}

// The stick leaves its socket; beside it what is there now.
void draw_success(const Screen& screen, const Rect& area, const update::MediumStatus& medium) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  frame.fill(area, palette.added_tint, frame.theme().radii().control);
  if (palette.outline_du > 0) frame.stroke(area, palette.line, palette.outline_du, frame.theme().radii().control);
  const float picture = ui::stick_picture(frame, area);
  const float x = area.x + picture + 96;
  const float width = area.right() - 28 - x;
  const bool done = medium.stage == MediumStage::kDone;
  const bool stick_in = screen.model.staff.medium == model::StaffState::Medium::kThere;
  const auto& release = medium.release ? medium.release : medium.installed;
  std::string text;
  if (release) {
    text = fill(screen.tr("Katalog vom {1}"), {release_short_date(screen, *release)}) + "\n" +
           screen.texts.trn("{1} Angebot ist bereit.", "{1} Angebote sind bereit.",
                            static_cast<std::int64_t>(release->offers));
  }
  const std::string& title = done       ? screen.tr("Alles hat geklappt.")
                             : stick_in ? screen.tr("Sie können den Stick jetzt abziehen.")
                                        : screen.tr("Es ist nichts zu tun.");
  const ui::TextStyle title_style{.role = ui::TextRole::kCompare, .lines_max = 3, .id = "staff.success"};
  const ui::TextStyle text_style{.lines_max = 4, .figures = ui::Figures::kTabular};
  const float title_h = ui::measure_text(frame, title, width, title_style).height;
  const float text_h = ui::measure_text(frame, text, width, text_style).height;
  const float y = area.y + (area.h - title_h - text_h - 8) / 2;
  ui::draw_text(frame, title, {x, y, width, title_h}, title_style);
  ui::draw_text(frame, text, {x, y + title_h + 8, width, text_h}, text_style);
}

// What an older stick holds is not read any further than its signatures: what is told is what it is older than.
float draw_installed(const Screen& screen, const Rect& row, const update::ReleaseSummary& installed) {
  const std::string date = release_date(screen, installed);
  const std::string short_date = release_short_date(screen, installed);
  const std::string more = version_and_offers(screen, installed);
  ui::compare_card(screen.frame, "staff.installed", {row.x, row.y, row.w, compare_height(screen)},
                   {.tone = ui::CompareTone::kPlain,
                    .label = screen.tr("Jetzt im Kiosk"),
                    .value = date,
                    .short_value = short_date,
                    .more = more});
  return compare_height(screen);
}

// "Auf dem Stick" is older than "Jetzt im Kiosk".
float draw_older(const Screen& screen, const Rect& row, const update::MediumStatus& medium) {
  const float between = std::min(168.0F, row.w / 5);
  const float width = (row.w - between) / 2;
  const auto card = [&](ui::WidgetId id, float x, ui::CompareTone tone, const std::string& label,
                        const update::ReleaseSummary& release) {
    const std::string date = release_date(screen, release);
    const std::string short_date = release_short_date(screen, release);
    const std::string more = version_and_offers(screen, release);
    ui::compare_card(screen.frame, id, {x, row.y, width, compare_height(screen)},
                     {.tone = tone, .label = label, .value = date, .short_value = short_date, .more = more});
  };
  card("staff.release", row.x, ui::CompareTone::kBad, screen.tr("Auf dem Stick"), *medium.release);
  card("staff.installed", row.right() - width, ui::CompareTone::kPlain, screen.tr("Jetzt im Kiosk"), *medium.installed);
  ui::draw_text(screen.frame, screen.tr("ist älter als"),
                {row.x + width + 8, row.y, between - 16, compare_height(screen)},
                {.role = ui::TextRole::kControl,
                 .weight = ui::Weight::kBold,
                 .align = ui::Align::kCentre,
                 .vertical = ui::VerticalAlign::kMiddle,
                 .lines_max = 3});
  return compare_height(screen);
}

void draw_advice(const Screen& screen, StaffLayout& layout, const update::Refusal& refusal, bool stick_in) {
  const model::StaffSetup& setup = screen.model.staff.setup;
  const std::string number = std::to_string(message_number(refusal.code));
  const bool catalogue_there = !model::catalogue_unusable(screen.model);
  const Advice first{stick_in ? screen.tr("Stick abziehen") : screen.tr("Der Stick ist abgezogen"),
                     catalogue_there ? screen.tr("Am Kiosk wurde nichts geändert. Er läuft normal weiter.")
                                     : screen.tr("Am Kiosk wurde nichts geändert.")};
  const Advice last{screen.tr("Klappt es nicht? Bildungsbüro anrufen"),
                    setup.contact.empty() ? fill(screen.tr("Nennen Sie: Meldung {1}"), {number})
                                          : fill(screen.tr("{1}. Nennen Sie: Meldung {2}"), {setup.contact, number})};
  const std::array<Advice, 3> steps = {first, refusal_advice(screen.texts, refusal, setup), last};
  constexpr float kStepGapDu = 26;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    layout.y += ui::numbered_step(screen.frame, ui::WidgetId("staff.advice") / i,
                                  {layout.column.x, layout.y, layout.column.w, 0},
                                  {.number = static_cast<int>(i) + 1, .title = steps[i].title, .how = steps[i].how}) +
                kStepGapDu;
  }
}

// "Meldung 204 · Kiosk Auerbrunn 1", and when.
std::string message_line(const Screen& screen, const update::MediumStatus& medium, base::ErrorCode code) {
  std::string line = fill(screen.tr("Meldung {1}"), {std::to_string(message_number(code))});
  const std::string& name = screen.model.staff.setup.kiosk_name;
  if (!name.empty()) line = fill(screen.tr("{1} · {2}"), {line, name});
  const base::LocalTime at = base::german_local_time(medium.since);
  return line + "\n" + fill(screen.tr("{1}, {2}"), {screen.texts.full_date(at.date), screen.texts.time(at.minute)});
}

}  // namespace

void draw_staff_good_news(const Screen& screen, const update::MediumStatus& medium) {
  StaffLayout layout = staff_layout(screen);
  const model::StaffState& staff = screen.model.staff;
  const bool done = medium.stage == MediumStage::kDone;
  const bool stick_in = staff.medium == model::StaffState::Medium::kThere;
  StaffHead head{.tone = StaffHead::Tone::kGood};
  head.overline = done ? screen.tr("Installation abgeschlossen") : screen.tr("Installation nicht nötig");
  head.title = !done      ? screen.tr("Der Katalog ist bereits aktuell.")
               : stick_in ? screen.tr("Sie können den Stick jetzt abziehen.")
                          : screen.tr("Der neue Katalog ist da.");
  draw_staff_head(screen, layout, head);
  constexpr float kPictureDu = 360;
  const float room = layout.foot.y - layout.y - kGapDu - (medium.changes ? kCountDu + kGapDu : 0) - kGapDu;
  const Rect picture{layout.column.x, layout.y, layout.column.w, std::min(kPictureDu, room)};
  draw_success(screen, picture, medium);
  if (medium.changes && done) {
    draw_changes(screen, {layout.column.x, picture.bottom() + kGapDu, layout.column.w, kCountDu}, *medium.changes,
                 CountLook::kPlain);
  }
  float width = 0;
  if (done) {
    draw_close(screen, layout, "play_arrow", screen.tr("Kiosk starten"), width);
  } else {
    draw_close(screen, layout, "check", screen.tr("Verstanden"), width);
  }
  draw_staff_hint(screen, layout, width, "timer",
                  screen.texts.trn("Startet in {1} Sekunde von selbst.", "Startet in {1} Sekunden von selbst.",
                                   model::staff_seconds_to_close(staff, screen.model.now_ms)));
}

void draw_staff_refusal(const Screen& screen, const update::MediumStatus& medium) {
  StaffLayout layout = staff_layout(screen);
  const model::StaffState& staff = screen.model.staff;
  const update::Refusal refusal = medium.refusal.value_or(update::Refusal{});
  draw_staff_head(screen, layout,
                  {.overline = screen.tr("Nicht installiert"),
                   .title = refusal_sentence(screen.texts, refusal.code),
                   .tone = StaffHead::Tone::kBad});
  const Rect& column = layout.column;
  if (refusal.code == base::ErrorCode::kOlderThanInstalled && medium.installed) {
    const Rect row{column.x, layout.y, column.w, compare_height(screen)};
    layout.y += medium.release ? draw_older(screen, row, medium) : draw_installed(screen, row, *medium.installed);
    layout.y += kGapDu + 6;
  }
  layout.y += ui::draw_text(screen.frame, screen.tr("Das können Sie tun"), {column.x, layout.y, column.w, 0},
                            {.role = ui::TextRole::kCardTitle, .lines_max = 1, .semantics = ui::Role::kHeading})
                  .height +
              20;
  draw_advice(screen, layout, refusal, staff.medium == model::StaffState::Medium::kThere);
  float width = 0;
  draw_close(screen, layout, "check", screen.tr("Verstanden"), width);
  if (model::needs_pin(staff) && staff.setup.pin == model::StaffSetup::Pin::kSet) {
    const ui::ButtonSpec with_pin{
        .label = screen.tr("Mit PIN installieren"), .kind = ui::ButtonKind::kSecondary, .icon = "lock"};
    const float pin_width = ui::button_width(screen.frame, with_pin);
    const Rect rect{layout.foot.right() - width - kGapDu - pin_width, layout.foot.y, pin_width, layout.foot.h};
    if (ui::button(screen.frame, "staff.install", rect, with_pin)) screen.events.emplace_back(model::InstallOffered{});
    width += kGapDu + pin_width;
  }
  draw_staff_hint(screen, layout, width, {}, message_line(screen, medium, refusal.code));
}

}  // namespace bildungskiosk::view
