#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/widget_id.hpp"

namespace bildungskiosk::ui {

using TimeMs = std::int64_t;  // monotonic

/// One thing a finger can hit, as it stood in the frame that the visitor saw. Later regions lie above earlier ones.
struct HitRegion {
  WidgetId id{};
  PxRect rect{};        // visible part
  WidgetId scroller{};  // the scroll area it lies in, if any
  bool acts = true;     // false: swallows touches without effect (scrim, disabled button)
};

/// A vertical scroll area of the last frame.
struct ScrollRegion {
  WidgetId id{};
  PxRect viewport{};
  float content_px = 0;  // height of what is scrolled
};

enum class TouchKind { kDown, kMove, kUp };
struct TouchInput {
  TouchKind kind = TouchKind::kMove;
  float x = 0;  // screen pixels
  float y = 0;
  TimeMs time_ms = 0;
};

/// DESIGN.md, "Behaviour". Lengths in pixels of this display.
struct TouchLimits {
  float slop_px = 12;          // a lift this far outside still counts
  float scroll_start_px = 24;  // movement that turns a touch into scrolling
  float edge_give_px = 64;     // how far a list gives at its ends
  TimeMs guard_ms = 300;       // deaf after a page change, from its first picture on
  float decay_ms = 325;        // time constant of kinetic scrolling
  [[nodiscard]] static TouchLimits for_scale(float px_per_du);
};

/// Decides what a finger means: a tap, scrolling, or nothing. Pure: knows neither ImGui nor the clock.
///
/// A touch presses the topmost region below it at once; it is a tap when it lifts inside (plus slop) the same
/// region. Vertical movement inside a scroll area turns it into scrolling and is never a tap any more; leaving the
/// region un-presses it until it comes back. A touch that stops a moving list is no tap. From page_changed() until the
/// guard time after the new page was shown touches are ignored, and so is a finger that was down before: they were
/// meant for the page before.
class TouchArbiter {
 public:
  explicit TouchArbiter(TouchLimits limits = {}) : limits_(limits) {}
  void set_limits(const TouchLimits& limits) { limits_ = limits; }

  /// The regions of the frame now on the screen. Called after drawing.
  void set_regions(std::span<const HitRegion> regions, std::span<const ScrollRegion> scrolls);
  void handle(const TouchInput& input);
  /// Moves kinetic scrolling, page scrolling and edge give on; call once a frame before drawing.
  void advance(TimeMs now_ms);
  void page_changed(TimeMs now_ms);
  /// The frame drawn last is on the display now. A frame may take longer than the guard time on a slow display.
  void picture_shown(TimeMs now_ms);
  /// Between page_changed() and the end of its guard: a finger that comes down now means nothing.
  [[nodiscard]] bool guarded(TimeMs now_ms) const { return page_unseen_ || now_ms < guard_until_ms_; }
  /// Ends the touch without effect (another screen, a lost window).
  void cancel();

  [[nodiscard]] WidgetId pressed() const;
  /// When the current press began; 0 without one. For keys that repeat.
  [[nodiscard]] TimeMs pressed_since_ms() const { return pressed() ? down_.time_ms : 0; }
  /// The lift of the current touch is no tap any more (a held key has acted already); it stays pressed to the eye.
  void mute_tap() { muted_ = true; }
  /// The widget tapped since the last take; empty if none.
  [[nodiscard]] WidgetId take_tap();
  [[nodiscard]] WidgetId tapped() const { return tapped_; }
  /// Any touch since the last call, also one that hit nothing: what keeps a visit alive.
  [[nodiscard]] bool take_touched();
  [[nodiscard]] bool moving() const;

  /// Scrolled distance of an area in px; below 0 or above the maximum while it gives at an edge.
  [[nodiscard]] float scroll_px(WidgetId area) const;
  /// At once; clamped when the region is known.
  void set_scroll_px(WidgetId area, float offset_px);
  /// Glides there in `duration_ms` (0: at once).
  void glide_to_px(WidgetId area, float offset_px, TimeMs now_ms, TimeMs duration_ms);
  void forget_scrolls();

 private:
  struct Scroll {
    WidgetId id;
    float offset = 0;
    float velocity = 0;  // px per ms
    float maximum = 0;
    bool maximum_known = false;
    float glide_from = 0;
    float glide_to = 0;
    TimeMs glide_start_ms = 0;
    TimeMs glide_duration_ms = 0;  // 0: none
  };
  enum class State { kIdle, kPressed, kScrolling, kIgnored };

  Scroll& scroll_of(WidgetId id);
  const Scroll* find_scroll(WidgetId id) const;
  void down(const TouchInput& input);
  void move(const TouchInput& input);
  void up(const TouchInput& input);
  void drag(Scroll& scroll, const TouchInput& input);
  [[nodiscard]] bool inside_target(float x, float y) const;

  TouchLimits limits_;
  std::vector<HitRegion> regions_;
  std::vector<ScrollRegion> scroll_regions_;
  std::vector<Scroll> scrolls_;
  State state_ = State::kIdle;
  TouchInput down_;
  TouchInput last_;
  HitRegion target_;
  WidgetId scroller_{};
  float drag_offset_ = 0;  // of the list when dragging began
  float drag_y_ = 0;
  float velocity_ = 0;
  bool inside_ = false;
  bool muted_ = false;
  WidgetId tapped_{};
  bool touched_ = false;
  bool page_unseen_ = false;
  TimeMs guard_until_ms_ = 0;
  TimeMs now_ms_ = 0;
};

}  // namespace bildungskiosk::ui
