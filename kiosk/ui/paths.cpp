#include "kiosk/ui/paths.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace bildungskiosk::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

struct Point {
  float x = 0;
  float y = 0;
};

ImVec2 to_imgui(Point point) { return {point.x, point.y}; }

/// A quarter circle clockwise from `angle`. ImGui's own takes its points from a table and adds the ends, which may
/// leave two points closer than a pixel; a soft-edged fill shows that as a hair.
void quarter_arc(ImDrawList& list, Point centre, float radius, float angle) {
  constexpr float kErrorPx = 0.1F;
  const float step = 2 * std::acos(1 - std::min(0.5F, kErrorPx / radius));
  const int segments = std::max(2, static_cast<int>(std::ceil(kPi / 2 / step)));
  for (int i = 0; i <= segments; ++i) {
    const float at = angle + kPi / 2 * static_cast<float>(i) / static_cast<float>(segments);
    list.PathLineTo({centre.x + std::cos(at) * radius, centre.y + std::sin(at) * radius});
  }
}

/// Where two arcs meet, the same point stands twice; ImGui's soft edges have no normal there and draw a hair.
void drop_doubles(ImDrawList& list) {
  constexpr float kSame = 0.2F;
  const auto same = [](const ImVec2& a, const ImVec2& b) {
    return std::abs(a.x - b.x) < kSame && std::abs(a.y - b.y) < kSame;
  };
  ImVector<ImVec2>& path = list._Path;
  int kept = 0;
  for (int i = 0; i < path.Size; ++i) {
    if (kept == 0 || !same(path[i], path[kept - 1])) path[kept++] = path[i];
  }
  while (kept > 1 && same(path[kept - 1], path[0])) --kept;
  path.resize(kept);
}

}  // namespace

void path_flush(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px,
                const FlushRadii& flush) {
  const float limit = std::min(rect.w, rect.h);
  const auto corner = [&](bool round, float least, float x, float y, float from_x, float from_y, float angle) {
    const float radius = std::min(std::max(round ? radius_px : 0, least), limit);
    if (radius < 0.5F) {
      list.PathLineTo({x, y});
      return;
    }
    quarter_arc(list, {x + from_x * radius, y + from_y * radius}, radius, angle);
  };
  list.PathClear();
  corner(corners.top_left, flush.left_top, rect.x, rect.y, 1, 1, kPi);
  corner(corners.top_right, flush.right_top, rect.right(), rect.y, -1, 1, -kPi / 2);
  corner(corners.bottom_right, flush.right_bottom, rect.right(), rect.bottom(), -1, -1, 0);
  corner(corners.bottom_left, flush.left_bottom, rect.x, rect.bottom(), 1, -1, kPi / 2);
  drop_doubles(list);
}

void path_rounded(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px) {
  path_flush(list, rect, corners, radius_px, {});
}

void path_rounded_turned(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px, float turns) {
  path_rounded(list, rect, corners, radius_px);
  const float angle = turns * 2 * kPi;
  const float sine = std::sin(angle);
  const float cosine = std::cos(angle);
  const Point middle{rect.x + rect.w / 2, rect.y + rect.h / 2};
  for (ImVec2& point : list._Path) {
    const Point from{point.x - middle.x, point.y - middle.y};
    point = {middle.x + from.x * cosine - from.y * sine, middle.y + from.x * sine + from.y * cosine};
  }
}

void stroke_dashed(ImDrawList& list, const PxRect& rect, float radius_px, std::uint32_t colour, float width_px,
                   float dash_px, float gap_px) {
  path_rounded(list, rect, {true, true, true, true}, radius_px);
  // Drawing a dash uses the list's own path, so the outline is copied first; corners have far fewer points than this.
  std::array<Point, 256> points;
  const int count = std::min(list._Path.Size, static_cast<int>(points.size()));
  for (int i = 0; i < count; ++i) points[static_cast<std::size_t>(i)] = {list._Path[i].x, list._Path[i].y};
  list.PathClear();
  float length = 0;
  const auto point = [&](int i) { return points[static_cast<std::size_t>(i % count)]; };
  for (int i = 0; i < count; ++i) length += std::hypot(point(i + 1).x - point(i).x, point(i + 1).y - point(i).y);
  // A whole number of dashes, so that none is cut where the outline closes.
  const float period = length / std::max(1.0F, std::round(length / (dash_px + gap_px)));
  const float dash = period * dash_px / (dash_px + gap_px);
  float at = 0;  // position of the current segment's start, modulo the period
  for (int i = 0; i < count; ++i) {
    const Point a = point(i);
    const Point b = point(i + 1);
    const float side = std::hypot(b.x - a.x, b.y - a.y);
    if (side <= 0) continue;
    float done = 0;
    while (done < side) {
      const bool inked = at < dash;
      const float step = std::min((inked ? dash : period) - at, side - done);
      const auto along = [&](float way) {
        return Point{a.x + (b.x - a.x) * way / side, a.y + (b.y - a.y) * way / side};
      };
      if (inked) list.AddLine(to_imgui(along(done)), to_imgui(along(done + step)), colour, width_px);
      done += std::max(step, 1e-3F);
      at += std::max(step, 1e-3F);
      if (at >= period - 1e-3F) at = 0;
    }
  }
}

}  // namespace bildungskiosk::ui
