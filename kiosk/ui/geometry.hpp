#pragma once

namespace bildungskiosk::ui {

/// A length in du: 1 px at 21.5" full HD, 0.25 mm. Screens are laid out in du.
struct Rect {
  float x = 0;  // from the START edge of the screen (left in German, right in Arabic)
  float y = 0;  // from the top
  float w = 0;
  float h = 0;

  [[nodiscard]] constexpr float right() const { return x + w; }  // the end edge
  [[nodiscard]] constexpr float bottom() const { return y + h; }
  [[nodiscard]] constexpr Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  [[nodiscard]] constexpr Rect inset(float by_x, float by_y) const {
    return {x + by_x, y + by_y, w - 2 * by_x, h - 2 * by_y};
  }
  [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// The square or rectangle of this size centred in it.
  [[nodiscard]] constexpr Rect centred(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }
  friend bool operator==(const Rect&, const Rect&) = default;
};

/// On the screen, in framebuffer pixels from the top left, after mirroring.
struct PxRect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  [[nodiscard]] constexpr float right() const { return x + w; }
  [[nodiscard]] constexpr float bottom() const { return y + h; }
  [[nodiscard]] constexpr bool contains(float px, float py) const {
    return px >= x && px < right() && py >= y && py < bottom();
  }
  [[nodiscard]] constexpr PxRect grown(float by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
  friend bool operator==(const PxRect&, const PxRect&) = default;
};

[[nodiscard]] PxRect intersection(const PxRect& a, const PxRect& b);

}  // namespace bildungskiosk::ui
