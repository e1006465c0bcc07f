#include "kiosk/ui/frame.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/paths.hpp"
#include "kiosk/ui/shadow_patches.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kShortSideDu = 1080;
constexpr float kTargetMm = 20;
constexpr float kTargetDu = 80;
/// Displays within 2 % of the nominal 21.5" take the even scale, so that nothing is scaled by 1.007.
constexpr float kScaleTolerance = 1.02F;
constexpr Corners kAllRound{true, true, true, true};

struct ShadowStyle {
  float y_du;
  float blur_du;
  float opacity;
};
constexpr ShadowStyle shadow_style(Frame::Shadow shadow) {
  switch (shadow) {
    case Frame::Shadow::kRaised:
      return {2, 6, 0.10F};
    case Frame::Shadow::kPanel:
      return {10, 32, 0.16F};
    case Frame::Shadow::kDialog:
      return {24, 80, 0.38F};
  }
  return {};
}

}  // namespace

float px_per_du(platform::PixelSize size, float px_per_mm) {
  const float fitting = static_cast<float>(std::min(size.width, size.height)) / kShortSideDu;
  const float reachable = px_per_mm * kTargetMm / kTargetDu;
  return reachable > fitting * kScaleTolerance ? reachable : fitting;
}

Interface::Interface(Theme theme, platform::TextureStore& textures)
    : theme_(std::move(theme)), text_(textures), shadows_(std::make_unique<ShadowPatches>(textures)) {}

Interface::~Interface() = default;

Frame::Frame(Interface& interface, const FrameSettings& settings, ImDrawList& draw_list)
    : interface_(interface),
      settings_(settings),
      draw_list_(draw_list),
      scale_(px_per_du(settings.size_px, settings.px_per_mm)),
      width_du_(static_cast<float>(settings.size_px.width) / scale_),
      height_du_(static_cast<float>(settings.size_px.height) / scale_),
      clip_{0, 0, static_cast<float>(settings.size_px.width), static_cast<float>(settings.size_px.height)} {
  interface_.text_.begin_frame();
  interface_.touch_.set_limits(TouchLimits::for_scale(scale_));
  interface_.touch_.advance(settings_.now_ms);
  interface_.semantics_.begin();
  interface_.regions_.clear();
  interface_.scrolls_.clear();
  interface_.scrolled_.clear();
  interface_.shortened_texts_ = 0;
  interface_.misfits_.count = 0;
  interface_.animating_ = false;
  interface_.next_due_ms_ = Interface::kNever;
}

Frame::~Frame() {
  interface_.touch_.set_regions(interface_.regions_, interface_.scrolls_);
  static_cast<void>(interface_.touch_.take_tap());  // a tap lives for one frame
  if (interface_.touch_.moving()) interface_.animating_ = true;
}

Orientation Frame::orientation() const {
  return width_du_ >= height_du_ ? Orientation::kLandscape : Orientation::kPortrait;
}

float Frame::text_scale() const {
  return theme().size_du(TextRole::kBody, settings_.text_step) / theme().size_du(TextRole::kBody, TextStep::k1);
}

PxRect Frame::to_px(const Rect& rect) const {
  const float start = right_to_left() ? width_du_ - rect.right() : rect.x;
  const float top = rect.y - scroll_du_;
  const float left_px = std::round(start * scale_);
  const float top_px = std::round(top * scale_);
  return {left_px, top_px, std::round((start + rect.w) * scale_) - left_px,
          std::round((top + rect.h) * scale_) - top_px};
}

PxRect Frame::visible(const Rect& rect) const { return intersection(to_px(rect), clip_); }

std::uint32_t Frame::imgui_colour(Colour colour) const {
  const auto alpha = static_cast<std::uint32_t>(std::lround(static_cast<float>(colour.a) * opacity_));
  return IM_COL32(colour.r, colour.g, colour.b, alpha);
}

void Frame::fill(const Rect& rect, Colour colour, float radius_du) { fill_px(to_px(rect), colour, radius_du); }

void Frame::fill_px(const PxRect& px_rect, Colour colour, float radius_du) {
  if (intersection(px_rect, clip_).w <= 0) return;
  if (radius_du <= 0) {
    draw_list_.AddRectFilled({px_rect.x, px_rect.y}, {px_rect.right(), px_rect.bottom()}, imgui_colour(colour));
    return;
  }
  const float radius = std::min({px(radius_du), px_rect.w / 2, px_rect.h / 2});
  path_rounded(draw_list_, px_rect, kAllRound, radius);
  draw_list_.PathFillConvex(imgui_colour(colour));
}

void Frame::stroke(const Rect& rect, Colour colour, float width_du, float radius_du) {
  const PxRect px_rect = to_px(rect);
  if (intersection(px_rect, clip_).w <= 0) return;
  const float width = std::max(1.0F, std::round(px(width_du)));
  path_rounded(draw_list_, px_rect.grown(-width / 2), kAllRound, std::max(0.0F, px(radius_du) - width / 2));
  draw_list_.PathStroke(imgui_colour(colour), ImDrawFlags_Closed, width);
}

void Frame::dashed(const Rect& rect, Colour colour, float width_du, float radius_du) {
  const PxRect px_rect = to_px(rect);
  if (intersection(px_rect, clip_).w <= 0) return;
  const float width = std::max(1.0F, std::round(px(width_du)));
  stroke_dashed(draw_list_, px_rect.grown(-width / 2), px(radius_du) - width / 2, imgui_colour(colour), width,
                3 * width, 2 * width);
}

void Frame::line(float x, float y, float w, Colour colour, float thickness_du) {
  PxRect px_rect = to_px({x, y, w, thickness_du});
  px_rect.h = std::max(1.0F, px_rect.h);
  draw_list_.AddRectFilled({px_rect.x, px_rect.y}, {px_rect.right(), px_rect.bottom()}, imgui_colour(colour));
}

void Frame::image(const text::TextBlock& block, float left_px, float top_px, Colour colour) {
  if (block.image_width <= 0) return;
  const float left = left_px + static_cast<float>(block.image_x);
  const float top = top_px + static_cast<float>(block.image_y);
  const PxRect rect{left, top, static_cast<float>(block.image_width), static_cast<float>(block.image_height)};
  if (intersection(rect, clip_).w <= 0) return;
  // ImTextureID is a pointer in ImGui 1.86; the id is a number of ours either way.
  const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(block.texture.value));
  draw_list_.AddImage(texture, {rect.x, rect.y}, {rect.right(), rect.bottom()}, {block.u0, block.v0},
                      {block.u1, block.v1}, imgui_colour(colour));
}

void Frame::icon(std::string_view name, const Rect& box, Colour colour) {
  if (right_to_left()) {  // only arrows turn round
    if (name == "arrow_back") {
      name = "arrow_forward";
    } else if (name == "arrow_forward") {
      name = "arrow_back";
    } else if (name == "keyboard_arrow_left") {
      name = "keyboard_arrow_right";
    } else if (name == "keyboard_arrow_right") {
      name = "keyboard_arrow_left";
    }
  }
  const PxRect px_rect = to_px(box);
  const float size = std::round(px(std::min(box.w, box.h)));
  const text::TextBlock& block = interface_.text_.icon(name, size);
  image(block, px_rect.x + std::round((px_rect.w - size) / 2), px_rect.y + std::round((px_rect.h - size) / 2), colour);
}

void Frame::shadow(const Rect& rect, float radius_du, Shadow shadow) {
  if (scheme() == Scheme::kContrast) return;
  const ShadowStyle style = shadow_style(shadow);
  const int blur = std::max(1, static_cast<int>(std::lround(px(style.blur_du))));
  const auto* patch = interface_.shadows_->patch(static_cast<int>(std::lround(px(radius_du))), blur);
  if (patch == nullptr) return;
  PxRect outer = to_px(rect).grown(static_cast<float>(blur));
  outer.y += std::round(px(style.y_du));
  const std::uint32_t colour = imgui_colour(palette().shadow.with_alpha(style.opacity));
  const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(patch->texture.value));
  const float corner = std::min({static_cast<float>(patch->corner_px), outer.w / 2, outer.h / 2});
  const float xs[] = {outer.x, outer.x + corner, outer.right() - corner, outer.right()};
  const float ys[] = {outer.y, outer.y + corner, outer.bottom() - corner, outer.bottom()};
  const float cell = corner / static_cast<float>(patch->side_px);
  const float uvs[] = {0, cell, 1 - cell, 1};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // the rectangle itself covers the middle
      draw_list_.AddImage(texture, {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]}, {uvs[column], uvs[row]},
                          {uvs[column + 1], uvs[row + 1]}, colour);
    }
  }
}

void Frame::focus_ring(const Rect& rect, float radius_du) {
  constexpr float kInkDu = 3;
  constexpr float kSunDu = 6;
  stroke(rect.inset(-kInkDu - kSunDu), palette().sun, kSunDu, radius_du + kInkDu + kSunDu);
  stroke(rect.inset(-kInkDu), palette().on_sun, kInkDu, radius_du + kInkDu);
}

void Frame::hit(WidgetId id, const Rect& rect, bool acts) {
  const PxRect shown = visible(rect);
  if (leaves_display(to_px(rect))) note_misfit(id.name());
  if (shown.w > 0 && shown.h > 0) interface_.regions_.push_back({id, shown, scroller_, acts});
}

void Frame::note_misfit(std::string_view what) {
  constexpr std::size_t kToldMax = 6;
  std::string& told = interface_.misfits_.what;
  if (interface_.misfits_.count == 0) told.clear();  // keeps its memory
  if (interface_.misfits_.count++ < kToldMax) told.append(told.empty() ? "" : " | ").append(what);
}

bool Frame::leaves_display(const PxRect& rect) const {
  constexpr float kRoundingPx = 1;
  const auto width = static_cast<float>(settings_.size_px.width);
  const auto height = static_cast<float>(settings_.size_px.height);
  return !scroller_ && (rect.x < -kRoundingPx || rect.y < -kRoundingPx || rect.right() > width + kRoundingPx ||
                        rect.bottom() > height + kRoundingPx);
}

bool Frame::pressed(WidgetId id) const { return id && interface_.touch_.pressed() == id; }

bool Frame::tapped(WidgetId id) const { return id && interface_.touch_.tapped() == id; }

bool Frame::held(WidgetId id, TimeMs after_ms, TimeMs every_ms) {
  if (!pressed(id)) return false;
  const TimeMs since = interface_.touch_.pressed_since_ms();
  if (interface_.held_since_ms_ != since) {
    interface_.held_since_ms_ = since;
    interface_.repeats_ = 0;
  }
  const TimeMs elapsed = settings_.now_ms - since;
  const TimeMs due = elapsed < after_ms ? 0 : 1 + (elapsed - after_ms) / every_ms;
  request_at(since + after_ms + due * every_ms);
  if (due <= interface_.repeats_) return false;
  interface_.repeats_ = due;
  interface_.touch_.mute_tap();
  return true;
}

Node& Frame::node(WidgetId id, Role role, std::string_view label, const Rect& rect, std::string_view language) {
  Node& node =
      interface_.semantics_.add(id, role, label, language.empty() ? settings_.language : language, visible(rect));
  node.state.pressed = pressed(id);
  node.state.focused = id && focused(id);
  return node;
}

Frame::Scope Frame::group(WidgetId id, Role role, std::string_view label, const Rect& rect, std::string_view language) {
  interface_.semantics_.open(id, role, label, language.empty() ? settings_.language : language, visible(rect));
  return Scope(*this);
}

Frame::Scope::~Scope() { frame_.interface_.semantics_.close(); }

void Frame::request_at(TimeMs time_ms) { interface_.next_due_ms_ = std::min(interface_.next_due_ms_, time_ms); }

void Frame::push_scroll(WidgetId area, const Rect& viewport, float content_du) {
  const PxRect view = to_px(viewport);
  interface_.scrolls_.push_back({area, view, px(content_du)});
  scroller_ = area;
  const float scrolled_px = std::round(interface_.touch_.scroll_px(area));
  scroll_du_ = scrolled_px / scale_;
  clip_ = intersection(view, clip_);
  const auto whole = [](float px) { return static_cast<int>(px); };
  interface_.scrolled_.push_back(
      {area.value(), {whole(clip_.x), whole(clip_.y), whole(clip_.w), whole(clip_.h)}, whole(scrolled_px)});
  draw_list_.PushClipRect({clip_.x, clip_.y}, {clip_.right(), clip_.bottom()}, true);
}

void Frame::pop_scroll() {
  draw_list_.PopClipRect();
  scroller_ = {};
  scroll_du_ = 0;
  clip_ = {0, 0, static_cast<float>(settings_.size_px.width), static_cast<float>(settings_.size_px.height)};
}

}  // namespace bildungskiosk::ui
