#include "kiosk/view/chip_row.hpp"

#include "kiosk/ui/chip.hpp"
#include "kiosk/view/facet_wording.hpp"

namespace bildungskiosk::view {
namespace {

constexpr float kChipDu = 80;
constexpr float kGapDu = 14;

}  // namespace

// Once one has no room, none that follows is put in its place: their order is that of the words.
bool ChipRow::place(float width, ui::Rect& rect) {
  if (left_over_ > 0 || x_ + width > row_.right()) {
    ++left_over_;
    return false;
  }
  rect = {x_, row_.y, width, kChipDu};
  x_ += width + kGapDu;
  return true;
}

void ChipRow::add_filter(ui::WidgetId id, const std::string& label, std::string_view icon,
                         const model::Event& removes) {
  const std::string spoken = i18n::fill(screen_.tr("Filter {1} entfernen"), {label});
  const ui::ChipSpec chip{.label = label, .icon = icon, .spoken = spoken};
  ui::Rect rect;
  if (!place(ui::chip_width(screen_.frame, chip), rect)) return;
  if (ui::chip(screen_.frame, id, rect, chip)) screen_.events.push_back(removes);
}

bool ChipRow::add_suggestion(ui::WidgetId id, const std::string& label, bool enabled) {
  const ui::ChipSpec chip{.label = label, .icon = "place", .kind = ui::ChipKind::kAddable, .enabled = enabled};
  ui::Rect rect;
  return place(ui::chip_width(screen_.frame, chip), rect) && ui::chip(screen_.frame, id, rect, chip);
}

void ChipRow::add_understood(std::span<const catalogue::Understood> understood) {
  for (std::size_t i = 0; i < understood.size(); ++i) {
    const catalogue::Understood& one = understood[i];
    add_filter(ui::WidgetId("understood") / i, facet_label(screen_.texts, one.value), facet_icon(one.value),
               model::RemoveUnderstood{one});
  }
}

}  // namespace bildungskiosk::view
