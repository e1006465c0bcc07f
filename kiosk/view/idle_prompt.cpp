#include <algorithm>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

namespace {

using ui::Rect;

constexpr float kPaddingDu = 40;
constexpr float kTopDu = 64;
constexpr float kRingDu = 272;
constexpr float kButtonDu = 112;

/// The question in the languages that greet on the attract screen, but for the visitor's own.
std::string in_other_languages(const Screen& screen) {
  const std::string& own = screen.tr("Sind Sie noch da?");
  std::string all;
  for (const i18n::Greeting& greeting : screen.languages.greetings()) {
    const std::string& question = screen.languages.texts(greeting.tag).tr("Sind Sie noch da?");
    if (question != own) all += (all.empty() ? "" : " · ") + question;
  }
  return all;
}

/// What stands below the ring, as high as it becomes in the visitor's text size.
struct Parts {
  float question = 0;
  float warning = 0;
  float others = 0;
  [[nodiscard]] float height() const {
    return kTopDu + kRingDu + 40 + question + 8 + warning + 30 + kButtonDu + 36 + others + kPaddingDu;
  }
};

const ui::TextStyle kQuestion{
    .role = ui::TextRole::kH1, .align = ui::Align::kCentre, .lines_max = 2, .semantics = ui::Role::kHeading};

ui::TextStyle quiet(const Screen& screen, ui::TextRole role) {
  return {.role = role, .colour = screen.frame.palette().text_2, .align = ui::Align::kCentre};
}

Parts measure(const Screen& screen, float width) {
  const auto height = [&](std::string_view text, const ui::TextStyle& style) {
    return ui::measure_text(screen.frame, text, width, style).height;
  };
  Parts parts;
  parts.question = height(screen.tr("Sind Sie noch da?"), kQuestion);
  parts.warning =
      height(screen.tr("Sonst löschen wir Ihre Suche und Ihre Merkliste."), quiet(screen, ui::TextRole::kBody));
  parts.others = height(in_other_languages(screen), quiet(screen, ui::TextRole::kSecondary));
  return parts;
}

void draw_ring(const Screen& screen, const Rect& box) {
  const int left = *screen.model.prompt_seconds_left;
  const model::IdleLimits limits = model::idle_limits(screen.model);
  const float prompt_seconds = static_cast<float>(limits.reset_ms - limits.prompt_ms) / 1000.0F;
  const std::string number = screen.texts.number(left);
  ui::countdown_ring(
      screen.frame, "idle.ring", {box.x + (box.w - kRingDu) / 2, box.y + kTopDu, kRingDu, kRingDu},
      {.fraction = static_cast<float>(left) / prompt_seconds, .number = number, .unit = screen.tr("Sekunden")});
}

void draw_buttons(const Screen& screen, const Rect& row) {
  constexpr float kGapDu = 24;
  const float leave_width = row.w * 0.39F;
  const ui::ButtonSpec leave{.label = screen.tr("Nein, beenden"), .kind = ui::ButtonKind::kSecondary};
  if (ui::button(screen.frame, "idle.leave", {row.x, row.y, leave_width, row.h}, leave)) {
    screen.events.emplace_back(model::LeaveNow{});
  }
  const ui::ButtonSpec stay{
      .label = screen.tr("Ja, weitermachen"), .kind = ui::ButtonKind::kPrimary, .icon = "front_hand"};
  const float stay_x = row.x + leave_width + kGapDu;
  if (ui::button(screen.frame, "idle.stay", {stay_x, row.y, row.right() - stay_x, row.h}, stay)) {
    screen.events.emplace_back(model::StayHere{});
  }
}

}  // namespace

void draw_idle_prompt(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  constexpr float kWidthDu = 1056;
  constexpr float kHeightDu = 824;
  const float width = std::min(kWidthDu, frame.width() - 96);
  const float inner = width - 2 * kPaddingDu;
  const Parts parts = measure(screen, inner);
  const float height = std::max(kHeightDu, parts.height());
  const Rect box = Rect{0, 0, frame.width(), frame.height()}.centred(width, height);
  const auto group = ui::dialog(frame, "idle", box, screen.tr("Sind Sie noch da?"));
  draw_ring(screen, box);
  const float x = box.x + kPaddingDu;
  float y = box.y + kTopDu + kRingDu + 40;
  ui::draw_text(frame, screen.tr("Sind Sie noch da?"), {x, y, inner, parts.question}, kQuestion);
  y += parts.question + 8;
  ui::draw_text(frame, screen.tr("Sonst löschen wir Ihre Suche und Ihre Merkliste."), {x, y, inner, parts.warning},
                quiet(screen, ui::TextRole::kBody));
  y += parts.warning + 30;
  constexpr float kButtonsDu = 756;
  const float buttons = std::min(kButtonsDu * frame.text_scale(), box.w - 64);
  draw_buttons(screen, {box.x + (box.w - buttons) / 2, y, buttons, kButtonDu});
  y = box.bottom() - kPaddingDu - parts.others;
  ui::draw_text(frame, in_other_languages(screen), {x, y, inner, parts.others},
                quiet(screen, ui::TextRole::kSecondary));
}

}  // namespace bildungskiosk::view
