#include "tests/kiosk/view/screen_complaints.hpp"

#include <algorithm>
#include <vector>

namespace bildungskiosk::view::test {
namespace {

constexpr float kRoundingPx = 1.5F;
constexpr float kSmallestTargetMm = 12.7F;
constexpr float kDuPerMm = 4;  // a target of 80 du is 20 mm

/// It is cut by the edge of a scrolled list, so it shows, and is hit, in part only.
bool is_scrolled(const ScreenStage& stage, const ui::PxRect& rect) {
  for (const platform::ScrolledArea& area : stage.scrolled_areas()) {
    const auto top = static_cast<float>(area.viewport.y);
    const auto bottom = top + static_cast<float>(area.viewport.height);
    const auto left = static_cast<float>(area.viewport.x);
    const auto right = left + static_cast<float>(area.viewport.width);
    if (rect.x < left - kRoundingPx || rect.right() > right + kRoundingPx) continue;
    if (rect.y >= top - kRoundingPx && rect.bottom() <= bottom + kRoundingPx) return true;
  }
  return false;
}

/// One thing that is touched as a part of the other: a card holds its button, the search field its own, and the attract
/// screen is a button as a whole.
bool holds(const ui::Node& outer, const ui::Node& inner) {
  return (outer.role == ui::Role::kListItem || outer.role == ui::Role::kSearchField) && inside(inner.rect, outer.rect);
}

/// What lies below the dialog that is open can't be touched.
std::vector<const ui::Node*> targets_of(const ScreenStage& stage) {
  std::vector<const ui::Node*> targets;
  for (const ui::Node& node : stage.semantics().nodes()) {
    if (node.role == ui::Role::kDialog) targets.clear();
    const bool only_read = node.role == ui::Role::kListItem && node.id.name().starts_with("staff.");
    if (ui::is_actionable(node.role) && !only_read && node.rect.w > 0 && node.rect.h > 0) targets.push_back(&node);
  }
  return targets;
}

/// Texts that lie upon each other, but for the air of a line; what lies below a dialog can't be seen. Those of one
/// card stand where the card says.
std::string text_upon_text(const ScreenStage& stage) {
  constexpr float kAirPart = 0.3F;
  std::vector<const ui::Node*> texts;
  for (const ui::Node& node : stage.semantics().nodes()) {
    if (node.role == ui::Role::kDialog) texts.clear();
    const bool reads = node.role == ui::Role::kText || node.role == ui::Role::kHeading;
    if (reads && node.rect.w > 0 && node.rect.h > 0) texts.push_back(&node);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      const ui::PxRect common = ui::intersection(texts[i]->rect, texts[j]->rect);
      const float air = kAirPart * std::min(texts[i]->rect.h, texts[j]->rect.h);
      if (texts[i]->parent == texts[j]->parent && texts[i]->rect == texts[j]->rect) continue;
      if (common.w > kRoundingPx && common.h > air) return texts[i]->label + " is written upon " + texts[j]->label;
    }
  }
  return {};
}

class Complaints {
 public:
  void add(const std::string& what) { said_ += (said_.empty() ? "" : "; ") + what.substr(0, kToldBytes); }
  [[nodiscard]] std::string said() && { return std::move(said_); }

 private:
  static constexpr std::size_t kToldBytes = 400;
  std::string said_;
};

}  // namespace

std::string texts_without_room(const ScreenStage& stage) {
  if (stage.misfits().count == 0) return {};
  return std::to_string(stage.misfits().count) + " without room, first: " + stage.misfits().what;
}

std::string things_out_of_place(const ScreenStage& stage) {
  Complaints complaints;
  if (const std::string upon = text_upon_text(stage); !upon.empty()) complaints.add(upon);
  const ui::PxRect display{0, 0, static_cast<float>(stage.size().width), static_cast<float>(stage.size().height)};
  for (const ui::Node& node : stage.semantics().nodes()) {
    if (node.rect.w > 0 && node.rect.h > 0 && !inside(node.rect, display)) complaints.add("outside: " + node.label);
  }
  const float smallest_px = kSmallestTargetMm * kDuPerMm * ui::px_per_du(stage.size(), 0) - kRoundingPx;
  const std::vector<const ui::Node*> targets = targets_of(stage);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const ui::Node& target = *targets[i];
    const bool small = target.rect.w < smallest_px || target.rect.h < smallest_px;
    if (small && !is_scrolled(stage, target.rect)) complaints.add("too small: " + target.label);
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      const ui::Node& other = *targets[j];
      if (overlap(target.rect, other.rect) && !holds(target, other)) {
        complaints.add(target.label + " upon " + other.label);
      }
    }
  }
  return std::move(complaints).said();
}

std::string complaints(const ScreenStage& stage) {
  const std::string room = texts_without_room(stage);
  const std::string place = things_out_of_place(stage);
  return room + (room.empty() || place.empty() ? "" : "; ") + place;
}

}  // namespace bildungskiosk::view::test
