#include "kiosk/ui/geometry.hpp"

#include <algorithm>

namespace bildungskiosk::ui {

PxRect intersection(const PxRect& a, const PxRect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  const float right = std::min(a.right(), b.right());
  const float bottom = std::min(a.bottom(), b.bottom());
  if (right <= x || bottom <= y) return {x, y, 0, 0};
  return {x, y, right - x, bottom - y};
}

}  // namespace bildungskiosk::ui
