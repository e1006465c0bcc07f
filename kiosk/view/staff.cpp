#include "kiosk/view/staff.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/banner.hpp"
#include "kiosk/ui/button.hpp"
#include "kiosk/ui/dialog_head.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/wall.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;
using update::MediumStage;

constexpr float kWidthDu = 1248;
constexpr float kWidthLargeDu = 1600;
constexpr float kHeightDu = 952;
constexpr float kUprightHeightDu = 1180;
constexpr float kEdgeDu = 48;  // kept free around the box
constexpr float kPaddingDu = 56;
constexpr float kPaddingVerticalDu = 48;
constexpr float kButtonDu = 112;
constexpr float kActionMinDu = 380;

base::Date day_of(const update::ReleaseSummary& release) { return base::german_local_time(release.generated_at).date; }

void draw_stage(const Screen& screen, const update::MediumStatus& medium) {
  switch (medium.stage) {
    case MediumStage::kNone:
      return;
    case MediumStage::kFound:
    case MediumStage::kChecking:
    case MediumStage::kInstalling:
      return draw_staff_progress(screen, medium);
    case MediumStage::kOffered:
      return draw_staff_offer(screen, medium);
    case MediumStage::kDone:
    case MediumStage::kUpToDate:
      return draw_staff_good_news(screen, medium);
    case MediumStage::kRefused:
      return draw_staff_refusal(screen, medium);
  }
}

}  // namespace

StaffLayout staff_layout(const Screen& screen) {
  const ui::Frame& frame = screen.frame;
  // With large texts the box takes what the display has.
  const bool large = frame.large_text();
  const float wanted = screen.landscape() ? kHeightDu : kUprightHeightDu;
  const float height = std::min(large ? wanted * frame.text_scale() : wanted, frame.height() - kEdgeDu);
  const float width = std::min(large ? kWidthLargeDu : kWidthDu, frame.width() - 2 * kEdgeDu);
  StaffLayout layout;
  layout.box = Rect{0, 0, frame.width(), frame.height()}.centred(width, height);
  layout.column = layout.box.inset(kPaddingDu, kPaddingVerticalDu);
  layout.y = layout.column.y;
  layout.foot = {layout.column.x, layout.column.bottom() - kButtonDu, layout.column.w, kButtonDu};
  return layout;
}

void draw_staff_head(const Screen& screen, StaffLayout& layout, const StaffHead& head) {
  const bool good = head.tone == StaffHead::Tone::kGood;
  const bool bad = head.tone == StaffHead::Tone::kBad;
  const ui::DialogHeadSpec spec{.icon = good  ? "check"
                                        : bad ? "gpp_bad"
                                              : "usb",
                                .tone = good  ? ui::DialogTone::kGood
                                        : bad ? ui::DialogTone::kBad
                                              : ui::DialogTone::kPlain,
                                .overline = head.overline,
                                .title = head.title};
  constexpr float kBelowDu = 36;
  layout.y = layout.column.y + ui::dialog_head(screen.frame, "staff.title", layout.column, spec) + kBelowDu;
}

void draw_staff_hint(const Screen& screen, const StaffLayout& layout, float buttons_du, const std::string& icon,
                     const std::string& text) {
  constexpr float kIconDu = 36;
  constexpr float kGapDu = 12;
  constexpr float kButtonGapDu = 24;
  ui::Frame& frame = screen.frame;
  const float indent = icon.empty() ? 0 : kIconDu + kGapDu;
  const ui::TextStyle style{.role = ui::TextRole::kFact,
                            .colour = frame.palette().text_2,
                            .vertical = ui::VerticalAlign::kMiddle,
                            .lines_max = 3,
                            .figures = ui::Figures::kTabular,
                            .id = "staff.hint"};
  Rect row = layout.foot;
  row.w -= buttons_du + kButtonGapDu;
  if (row.w <= indent || ui::measure_text(frame, text, row.w - indent, style).shortened) {
    // No room beside the buttons: above them, from edge to edge.
    const float height = std::max(kIconDu, ui::measure_text(frame, text, layout.foot.w - indent, style).height);
    row = {layout.foot.x, layout.foot.y - height - kButtonGapDu, layout.foot.w, height};
  }
  if (!icon.empty()) {
    frame.icon(icon, {row.x, row.y + (row.h - kIconDu) / 2, kIconDu, kIconDu}, frame.palette().text_2);
  }
  ui::draw_text(frame, text, {row.x + indent, row.y, row.w - indent, row.h}, style);
}

bool draw_staff_action(const Screen& screen, const StaffLayout& layout, ui::WidgetId id, const std::string& icon,
                       const std::string& label, bool enabled, float& width) {
  const ui::ButtonSpec spec{.label = label,
                            .kind = ui::ButtonKind::kPrimary,
                            .icon = icon,
                            .enabled = enabled,
                            .role = ui::TextRole::kOfferTitle};
  width = std::max(kActionMinDu, ui::button_width(screen.frame, spec));
  return ui::button(screen.frame, id, {layout.foot.right() - width, layout.foot.y, width, layout.foot.h}, spec);
}

void draw_changes(const Screen& screen, const Rect& row, const update::ReleaseChanges& changes, CountLook look) {
  constexpr float kGapDu = 20;
  const float width = (row.w - 2 * kGapDu) / 3;
  const bool plain = look == CountLook::kPlain;
  const std::string added = "+" + screen.texts.number(static_cast<std::int64_t>(changes.added));
  const std::string changed = screen.texts.number(static_cast<std::int64_t>(changes.changed));
  const std::string removed = screen.texts.number(static_cast<std::int64_t>(changes.removed));
  const std::array<ui::CountCardSpec, 3> cards = {{
      {plain ? ui::CountTone::kPlain : ui::CountTone::kAdded, "add_circle", added, screen.tr("neu")},
      {plain ? ui::CountTone::kPlain : ui::CountTone::kChanged, "edit", changed, screen.tr("geändert")},
      {plain ? ui::CountTone::kPlain : ui::CountTone::kRemoved, "remove_circle", removed, screen.tr("entfernt")},
  }};
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const Rect card{row.x + static_cast<float>(i) * (width + kGapDu), row.y, width, row.h};
    ui::count_card(screen.frame, ui::WidgetId("staff.change") / i, card, cards[i]);
  }
}

float compare_height(const Screen& screen) {
  constexpr float kHeightDu = 152;
  return screen.landscape() ? kHeightDu : kHeightDu * screen.frame.text_scale();
}

std::string version_and_offers(const Screen& screen, const update::ReleaseSummary& release) {
  const std::string& offers =
      screen.texts.trn("{1} Angebot", "{1} Angebote", static_cast<std::int64_t>(release.offers));
  if (release.version == 0) return offers;
  return i18n::fill(screen.tr("Version {1} · {2}"), {screen.texts.number(release.version), offers});
}

std::string release_date(const Screen& screen, const update::ReleaseSummary& release) {
  return release.generated_at == 0 ? std::string() : screen.texts.long_date(day_of(release));
}

std::string release_short_date(const Screen& screen, const update::ReleaseSummary& release) {
  return release.generated_at == 0 ? std::string() : screen.texts.full_date(day_of(release));
}

void draw_staff_dialog(const Screen& screen) {
  const model::StaffState& staff = screen.model.staff;
  // Everything that staff decide by stands in it at once.
  screen.frame.limit_text_step(ui::TextStep::k3);
  draw_wall(screen);
  const auto group = ui::dialog(screen.frame, "staff", staff_layout(screen).box, screen.tr("Für Mitarbeitende"));
  if (staff.pin) {
    draw_staff_pin(screen, *staff.pin);
  } else {
    draw_stage(screen, *staff.dialog);
  }
}

}  // namespace bildungskiosk::view
