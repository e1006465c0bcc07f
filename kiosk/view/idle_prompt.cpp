#include <algorithm>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

void draw_idle_prompt(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const float width = std::min(1056.0F, frame.width() - 96);
  const ui::Rect box = ui::Rect{0, 0, frame.width(), frame.height()}.centred(width, 824);
  const int left = *screen.model.prompt_seconds_left;
  const model::IdleLimits limits = model::idle_limits(screen.model);
  const float prompt_seconds = static_cast<float>(limits.reset_ms - limits.prompt_ms) / 1000.0F;

  const auto group = ui::dialog(frame, "idle", box, screen.tr("Sind Sie noch da?"));
  const std::string number = screen.texts.number(left);
  ui::countdown_ring(
      frame, "idle.ring", {box.x + box.w / 2 - 136, box.y + 64, 272, 272},
      {.fraction = static_cast<float>(left) / prompt_seconds, .number = number, .unit = screen.tr("Sekunden")});
  ui::draw_text(
      frame, screen.tr("Sind Sie noch da?"), {box.x + 40, box.y + 376, box.w - 80, 72},
      {.role = ui::TextRole::kH1, .align = ui::Align::kCentre, .lines_max = 1, .semantics = ui::Role::kHeading});
  ui::draw_text(frame, screen.tr("Sonst löschen wir Ihre Suche und Ihre Merkliste."),
                {box.x + 40, box.y + 456, box.w - 80, 40},
                {.colour = frame.palette().text_2, .align = ui::Align::kCentre});

  const float buttons = std::min(756.0F, box.w - 64);
  const float leave_width = buttons * 0.39F;
  const float x = box.x + (box.w - buttons) / 2;
  const float y = box.y + 526;
  const ui::ButtonSpec leave{.label = screen.tr("Nein, beenden"), .kind = ui::ButtonKind::kSecondary};
  if (ui::button(frame, "idle.leave", {x, y, leave_width, 112}, leave)) screen.events.emplace_back(model::LeaveNow{});
  const ui::ButtonSpec stay{
      .label = screen.tr("Ja, weitermachen"), .kind = ui::ButtonKind::kPrimary, .icon = "front_hand"};
  if (ui::button(frame, "idle.stay", {x + leave_width + 24, y, buttons - leave_width - 24, 112}, stay)) {
    screen.events.emplace_back(model::StayHere{});
  }
  ui::draw_text(frame, "Are you still there? · Hâlâ orada mısınız? · هل ما زلت هنا؟ · Ви ще тут?",
                {box.x + 40, box.y + 740, box.w - 80, 40},
                {.role = ui::TextRole::kSecondary, .colour = frame.palette().text_2, .align = ui::Align::kCentre});
}

}  // namespace bildungskiosk::view
