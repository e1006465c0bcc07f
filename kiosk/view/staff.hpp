#pragma once

#include <string>

#include "kiosk/view/screen.hpp"

/// The dialog of the staff for a stick, in parts: staff.cpp has the frame, the others one stage each.
namespace bildungskiosk::view {

/// Where the parts of the dialog stand.
struct StaffLayout {
  ui::Rect box;
  ui::Rect column;  // between the paddings; begins at the head
  float y = 0;      // below the head
  ui::Rect foot;    // the row of buttons
};

/// The box over the dimmed wall, its head, and where the rest goes. Keep the returned scope while drawing.
struct StaffHead {
  std::string overline{};
  std::string title{};
  enum class Tone { kPlain, kGood, kBad } tone = Tone::kPlain;
};
[[nodiscard]] StaffLayout staff_layout(const Screen& screen);
/// Draws the head; moves `layout.y` below it.
void draw_staff_head(const Screen& screen, StaffLayout& layout, const StaffHead& head);
/// A line of small text at the foot's start, beside buttons that take `buttons_du`.
void draw_staff_hint(const Screen& screen, const StaffLayout& layout, float buttons_du, const std::string& icon,
                     const std::string& text);
/// The one main action, at the foot's end. True when it was tapped. `width` receives what it takes.
bool draw_staff_action(const Screen& screen, const StaffLayout& layout, ui::WidgetId id, const std::string& icon,
                       const std::string& label, bool enabled, float& width);

/// How high a card is that two versions are compared by: on an upright display their lines wrap.
[[nodiscard]] float compare_height(const Screen& screen);
/// What an update brings: three counts beside each other; 128 du high.
enum class CountLook { kColoured, kPlain };
void draw_changes(const Screen& screen, const ui::Rect& row, const update::ReleaseChanges& changes, CountLook look);
/// "Version 47 · 1.284 Angebote"
[[nodiscard]] std::string version_and_offers(const Screen& screen, const update::ReleaseSummary& release);
/// "20. November 2026", and the shorter "20.11.2026".
[[nodiscard]] std::string release_date(const Screen& screen, const update::ReleaseSummary& release);
[[nodiscard]] std::string release_short_date(const Screen& screen, const update::ReleaseSummary& release);

void draw_staff_progress(const Screen& screen, const update::MediumStatus& medium);
void draw_staff_offer(const Screen& screen, const update::MediumStatus& medium);
void draw_staff_good_news(const Screen& screen, const update::MediumStatus& medium);
void draw_staff_refusal(const Screen& screen, const update::MediumStatus& medium);
void draw_staff_pin(const Screen& screen, const model::PinEntry& entry);

}  // namespace bildungskiosk::view
