#include "tests/kiosk/soak/screen_audit.hpp"

#include <algorithm>

namespace bildungskiosk::test {
namespace {

using ui::Node;
using ui::PxRect;
using ui::Role;

constexpr float kRoundingPx = 1.5F;
// 12.7 mm, where 80 du are 20.
constexpr float kSmallestTargetDu = 12.7F * 4;

PxRect as_rect(const platform::PixelRect& rect) {
  return {static_cast<float>(rect.x), static_cast<float>(rect.y), static_cast<float>(rect.width),
          static_cast<float>(rect.height)};
}

bool inside(const PxRect& inner, const PxRect& outer) {
  return inner.x >= outer.x - kRoundingPx && inner.y >= outer.y - kRoundingPx &&
         inner.right() <= outer.right() + kRoundingPx && inner.bottom() <= outer.bottom() + kRoundingPx;
}

bool overlap(const PxRect& a, const PxRect& b) {
  const PxRect common = ui::intersection(a, b);
  return common.w > kRoundingPx && common.h > kRoundingPx;
}

/// Cut by the edge of a scrolled list, it shows, and is hit, in part only.
bool is_scrolled(const app::Kiosk& kiosk, const PxRect& rect) {
  const auto areas = kiosk.scrolled_areas();
  return std::any_of(areas.begin(), areas.end(),
                     [&](const platform::ScrolledArea& area) { return inside(rect, as_rect(area.viewport)); });
}

/// A card holds its button, the search field its own.
bool holds(const Node& outer, const Node& inner) {
  return (outer.role == Role::kListItem || outer.role == Role::kSearchField) && inside(inner.rect, outer.rect);
}

/// What is told for a few seconds lies above whatever is there.
bool is_passing(const Node& node) { return node.id.name() == "list.news"; }

std::string named(const Node& node) { return std::string(node.id.name()) + " „" + node.label + "“"; }

void complain_of_targets(app::Kiosk& kiosk, std::vector<std::string>& said) {
  const platform::PixelSize size = kiosk.window().size_px();
  const PxRect display{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
  const float smallest_px = kSmallestTargetDu * ui::px_per_du(size, 0) - kRoundingPx;
  const std::vector<const Node*> targets = targets_of(kiosk);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Node& target = *targets[i];
    if (!inside(target.rect, display)) said.push_back("outside: " + named(target));
    const bool small = target.rect.w < smallest_px || target.rect.h < smallest_px;
    if (small && !is_scrolled(kiosk, target.rect)) said.push_back("too small: " + named(target));
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      const Node& other = *targets[j];
      if (!overlap(target.rect, other.rect) || holds(target, other)) continue;
      if (is_passing(target) || is_passing(other)) continue;
      said.push_back(named(target) + " upon " + named(other));
    }
  }
}

bool can_go_on(const app::Kiosk& kiosk) {
  const auto targets = targets_of(kiosk);
  const bool has_dialog = !kiosk.semantics().all(Role::kDialog).empty();
  return std::any_of(targets.begin(), targets.end(), [has_dialog](const Node* node) {
    return !node->state.disabled && (has_dialog || node->id == ui::WidgetId("bar.home"));
  });
}

}  // namespace

std::vector<const Node*> targets_of(const app::Kiosk& kiosk) {
  std::vector<const Node*> targets;
  for (const Node& node : kiosk.semantics().nodes()) {
    if (node.role == Role::kDialog) targets.clear();
    if (ui::is_actionable(node.role) && node.rect.w > 0 && node.rect.h > 0) targets.push_back(&node);
  }
  return targets;
}

std::vector<std::string> complaints_of(app::Kiosk& kiosk) {
  std::vector<std::string> said;
  complain_of_targets(kiosk, said);
  const bool visiting = kiosk.model().page_as<model::AttractPage>() == nullptr;
  if (visiting && !can_go_on(kiosk)) said.emplace_back("a dead end");
  return said;
}

}  // namespace bildungskiosk::test
