#include "kiosk/ui/touch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bildungskiosk::ui {
namespace {

constexpr float kStopSpeedPxPerMs = 0.02F;   // slower than this a list stands
constexpr float kFlingSpeedPxPerMs = 0.15F;  // slower than this a lift lets the list stand
constexpr TimeMs kRestBeforeLiftMs = 80;     // a finger that rested before it lifted does not fling
constexpr float kVelocityBlend = 0.6F;       // weight of the newest movement
constexpr float kEdgeReturnMs = 90;          // time constant with which a list comes back from its edge

/// Past an edge the list follows the finger ever more slowly and never further than `give`.
float with_edge_give(float offset, float maximum, float give) {
  const auto soften = [give](float beyond) { return give * (1 - std::exp(-beyond / give)); };
  if (offset < 0) return -soften(-offset);
  if (offset > maximum) return maximum + soften(offset - maximum);
  return offset;
}

/// Glides start fast and end softly, like everything that answers a touch.
float ease_out(float t) { return 1 - (1 - t) * (1 - t) * (1 - t); }

}  // namespace

TouchLimits TouchLimits::for_scale(float px_per_du) {
  TouchLimits limits;
  limits.slop_px *= px_per_du;
  limits.scroll_start_px *= px_per_du;
  limits.edge_give_px *= px_per_du;
  return limits;
}

TouchArbiter::Scroll& TouchArbiter::scroll_of(WidgetId id) {
  const auto found = std::find_if(scrolls_.begin(), scrolls_.end(), [id](const Scroll& s) { return s.id == id; });
  if (found != scrolls_.end()) return *found;
  Scroll scroll;
  scroll.id = id;
  return scrolls_.emplace_back(scroll);
}

const TouchArbiter::Scroll* TouchArbiter::find_scroll(WidgetId id) const {
  const auto found = std::find_if(scrolls_.begin(), scrolls_.end(), [id](const Scroll& s) { return s.id == id; });
  return found == scrolls_.end() ? nullptr : &*found;
}

void TouchArbiter::set_regions(std::span<const HitRegion> regions, std::span<const ScrollRegion> scrolls) {
  regions_.assign(regions.begin(), regions.end());
  scroll_regions_.assign(scrolls.begin(), scrolls.end());
  for (const ScrollRegion& region : scroll_regions_) {
    Scroll& scroll = scroll_of(region.id);
    scroll.maximum = std::max(0.0F, region.content_px - region.viewport.h);
    scroll.maximum_known = true;
    const bool held = state_ == State::kScrolling && scroller_ == region.id;
    if (!held && scroll.velocity == 0 && scroll.glide_duration_ms == 0) {
      scroll.offset = std::min(scroll.offset, scroll.maximum);  // the list became shorter
    }
  }
  if (state_ != State::kPressed || !target_.id) return;
  // The pressed thing may have moved or gone while the finger rests.
  const auto same = std::find_if(regions_.begin(), regions_.end(),
                                 [this](const HitRegion& region) { return region.id == target_.id; });
  if (same == regions_.end() || !same->acts) {
    target_ = {};
    inside_ = false;
  } else {
    target_ = *same;
  }
}

void TouchArbiter::handle(const TouchInput& input) {
  // A list that runs on goes by the frames' time: a move beside it must not take the time away from under it.
  if (!moving()) now_ms_ = std::max(now_ms_, input.time_ms);
  touched_ = true;
  switch (input.kind) {
    case TouchKind::kDown:
      return down(input);
    case TouchKind::kMove:
      return move(input);
    case TouchKind::kUp:
      return up(input);
  }
}

void TouchArbiter::down(const TouchInput& input) {
  if (state_ != State::kIdle) return;  // the first finger wins
  down_ = last_ = input;
  target_ = {};
  scroller_ = {};
  inside_ = false;
  muted_ = false;
  velocity_ = 0;
  if (input.time_ms < guard_until_ms_) {
    state_ = State::kIgnored;
    return;
  }
  state_ = State::kPressed;
  for (const HitRegion& region : regions_) {
    if (region.rect.contains(input.x, input.y)) target_ = region;  // later ones lie above
  }
  const bool blocked = target_.id && !target_.acts && !target_.scroller;
  for (const ScrollRegion& region : scroll_regions_) {
    const bool mine = target_.id ? target_.scroller == region.id : true;
    if (!blocked && mine && region.viewport.contains(input.x, input.y)) scroller_ = region.id;
  }
  if (scroller_) {
    Scroll& scroll = scroll_of(scroller_);
    const bool was_moving = scroll.velocity != 0 || scroll.glide_duration_ms != 0;
    scroll.velocity = 0;
    scroll.glide_duration_ms = 0;
    drag_offset_ = scroll.offset;
    drag_y_ = input.y;
    if (was_moving) target_ = {};  // this touch caught a moving list; that is all it does
  }
  if (!target_.acts) target_ = {};
  inside_ = static_cast<bool>(target_.id);
}

bool TouchArbiter::inside_target(float x, float y) const {
  return target_.id && target_.rect.grown(limits_.slop_px).contains(x, y);
}

void TouchArbiter::move(const TouchInput& input) {
  if (state_ == State::kPressed) {
    const float dx = input.x - down_.x;
    const float dy = input.y - down_.y;
    if (scroller_ && std::abs(dy) >= limits_.scroll_start_px && std::abs(dy) > std::abs(dx)) {
      state_ = State::kScrolling;
      target_ = {};
      drag_y_ = input.y;  // the list starts under the finger, without a jump
      last_ = input;
      return;
    }
    inside_ = inside_target(input.x, input.y);
    last_ = input;
    return;
  }
  if (state_ == State::kScrolling) drag(scroll_of(scroller_), input);
}

void TouchArbiter::drag(Scroll& scroll, const TouchInput& input) {
  const float wanted = drag_offset_ - (input.y - drag_y_);
  scroll.offset = with_edge_give(wanted, scroll.maximum, limits_.edge_give_px);
  const auto elapsed = static_cast<float>(std::max<TimeMs>(1, input.time_ms - last_.time_ms));
  const float speed = -(input.y - last_.y) / elapsed;
  velocity_ = kVelocityBlend * speed + (1 - kVelocityBlend) * velocity_;
  last_ = input;
}

void TouchArbiter::up(const TouchInput& input) {
  const State state = state_;
  state_ = State::kIdle;
  if (state == State::kPressed && !muted_ && inside_target(input.x, input.y)) tapped_ = target_.id;
  if (state == State::kScrolling) {
    Scroll& scroll = scroll_of(scroller_);
    const bool rested = input.time_ms - last_.time_ms > kRestBeforeLiftMs;
    const bool beyond = scroll.offset < 0 || scroll.offset > scroll.maximum;
    scroll.velocity = rested || beyond || std::abs(velocity_) < kFlingSpeedPxPerMs ? 0 : velocity_;
  }
  target_ = {};
  scroller_ = {};
  inside_ = false;
}

void TouchArbiter::advance(TimeMs now_ms) {
  const auto elapsed = static_cast<float>(std::max<TimeMs>(0, now_ms - now_ms_));
  now_ms_ = std::max(now_ms_, now_ms);
  for (Scroll& scroll : scrolls_) {
    if (state_ == State::kScrolling && scroll.id == scroller_) continue;
    if (scroll.glide_duration_ms > 0) {
      const float t = static_cast<float>(now_ms - scroll.glide_start_ms) / static_cast<float>(scroll.glide_duration_ms);
      scroll.offset = scroll.glide_from + (scroll.glide_to - scroll.glide_from) * ease_out(std::clamp(t, 0.0F, 1.0F));
      if (t >= 1) scroll.glide_duration_ms = 0;
      continue;
    }
    if (scroll.velocity != 0) {
      // v(t) = v0·e^(-t/τ), so the way is τ·(v0 - v(t)): independent of the frame rate.
      const float slower = scroll.velocity * std::exp(-elapsed / limits_.decay_ms);
      scroll.offset += limits_.decay_ms * (scroll.velocity - slower);
      scroll.velocity = std::abs(slower) < kStopSpeedPxPerMs ? 0 : slower;
      const float low = -limits_.edge_give_px;
      const float high = scroll.maximum + limits_.edge_give_px;
      if (scroll.offset < 0 || scroll.offset > scroll.maximum) scroll.velocity = 0;
      scroll.offset = std::clamp(scroll.offset, low, high);
      continue;
    }
    if (!scroll.maximum_known) continue;
    const float edge = std::clamp(scroll.offset, 0.0F, scroll.maximum);
    if (edge == scroll.offset) continue;
    scroll.offset = edge + (scroll.offset - edge) * std::exp(-elapsed / kEdgeReturnMs);
    if (std::abs(scroll.offset - edge) < 0.5F) scroll.offset = edge;
  }
}

void TouchArbiter::page_changed(TimeMs now_ms) {
  cancel();
  guard_until_ms_ = now_ms + limits_.guard_ms;
  page_unseen_ = true;
}

void TouchArbiter::picture_shown(TimeMs now_ms) {
  if (std::exchange(page_unseen_, false)) guard_until_ms_ = now_ms + limits_.guard_ms;
}

void TouchArbiter::cancel() {
  if (state_ != State::kIdle) state_ = State::kIgnored;  // until that finger lifts
  target_ = {};
  scroller_ = {};
  inside_ = false;
  tapped_ = {};
}

WidgetId TouchArbiter::pressed() const { return state_ == State::kPressed && inside_ ? target_.id : WidgetId(); }

WidgetId TouchArbiter::take_tap() { return std::exchange(tapped_, WidgetId()); }

bool TouchArbiter::take_touched() { return std::exchange(touched_, false); }

bool TouchArbiter::moving() const {
  return std::any_of(scrolls_.begin(), scrolls_.end(), [this](const Scroll& scroll) {
    const bool held = state_ == State::kScrolling && scroll.id == scroller_;
    const bool beyond = scroll.maximum_known && (scroll.offset < 0 || scroll.offset > scroll.maximum);
    return scroll.velocity != 0 || scroll.glide_duration_ms != 0 || (beyond && !held);
  });
}

float TouchArbiter::scroll_px(WidgetId area) const {
  const Scroll* scroll = find_scroll(area);
  return scroll != nullptr ? scroll->offset : 0;
}

void TouchArbiter::set_scroll_px(WidgetId area, float offset_px) {
  Scroll& scroll = scroll_of(area);
  scroll.velocity = 0;
  scroll.glide_duration_ms = 0;
  scroll.offset = std::max(0.0F, scroll.maximum_known ? std::min(offset_px, scroll.maximum) : offset_px);
}

void TouchArbiter::glide_to_px(WidgetId area, float offset_px, TimeMs now_ms, TimeMs duration_ms) {
  Scroll& scroll = scroll_of(area);
  const float target = std::clamp(offset_px, 0.0F, scroll.maximum);
  if (duration_ms <= 0) return set_scroll_px(area, target);
  scroll.velocity = 0;
  scroll.glide_from = scroll.offset;
  scroll.glide_to = target;
  scroll.glide_start_ms = now_ms;
  scroll.glide_duration_ms = duration_ms;
}

void TouchArbiter::forget_scrolls() { scrolls_.clear(); }

}  // namespace bildungskiosk::ui
