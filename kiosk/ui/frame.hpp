#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/platform/window.hpp"
#include "kiosk/text/text_engine.hpp"
#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/theme.hpp"
#include "kiosk/ui/touch.hpp"

struct ImDrawList;

namespace bildungskiosk::ui {

class ShadowPatches;

using text::Direction;

enum class Orientation { kLandscape, kPortrait };
enum class Motions { kFull, kCalm };

/// What a frame is drawn for. All plain values; the app fills it from the window, the model and the settings.
struct FrameSettings {
  platform::PixelSize size_px{};
  float px_per_mm = 0;  // 0: unknown
  Scheme scheme = Scheme::kLight;
  TextStep text_step = TextStep::k1;
  Direction direction = Direction::kLeftToRight;
  Motions motions = Motions::kFull;
  std::string_view language = "de";  // of the interface; BCP 47
  TimeMs now_ms = 0;
};

/// Pixels per du: max(short side / 1080, px per mm × 20 / 80), so that no target is smaller than 20 mm (DESIGN.md).
[[nodiscard]] float px_per_du(platform::PixelSize size, float px_per_mm);

/// What lives longer than a frame and belongs to the user interface: fonts, shadows, touch, the tree of last frame.
/// One per window, on its thread.
class Interface {
 public:
  Interface(Theme theme, platform::TextureStore& textures);
  ~Interface();
  Interface(const Interface&) = delete;
  Interface& operator=(const Interface&) = delete;

  void handle(const TouchInput& input) { touch_.handle(input); }
  [[nodiscard]] TouchArbiter& touch() { return touch_; }
  [[nodiscard]] text::TextEngine& text() { return text_; }
  [[nodiscard]] const Theme& theme() const { return theme_; }
  /// Of the frame drawn last.
  [[nodiscard]] const SemanticsTree& semantics() const { return semantics_; }
  /// The scroll areas of the frame drawn last, for the window.
  [[nodiscard]] std::span<const platform::ScrolledArea> scrolled_areas() const { return scrolled_; }
  /// How many texts of the frame drawn last did not fit and were cut with an ellipsis: for tests and reports.
  [[nodiscard]] std::size_t shortened_texts() const { return shortened_texts_; }
  /// What of the frame drawn last has not the room it needs, for tests and reports: texts that were shortened although
  /// they must not be, texts higher than their box, and whatever leaves the display.
  struct Misfits {
    std::size_t count = 0;
    std::string what;  // labels and texts of the first of them
  };
  [[nodiscard]] const Misfits& misfits() const { return misfits_; }
  /// True if the frame drawn last wants another without any event.
  [[nodiscard]] bool animating() const { return animating_; }
  /// When something timed wants to be drawn (caret, key repeat); kNever if nothing does.
  static constexpr TimeMs kNever = INT64_MAX;
  [[nodiscard]] TimeMs next_due_ms() const { return next_due_ms_; }

 private:
  friend class Frame;
  Theme theme_;
  text::TextEngine text_;
  std::unique_ptr<ShadowPatches> shadows_;
  TouchArbiter touch_;
  SemanticsTree semantics_;
  std::vector<HitRegion> regions_;
  std::vector<ScrollRegion> scrolls_;
  std::vector<platform::ScrolledArea> scrolled_;
  std::size_t shortened_texts_ = 0;
  Misfits misfits_;
  bool animating_ = false;
  TimeMs next_due_ms_ = kNever;
  TimeMs held_since_ms_ = 0;  // the press that repeats_ counts for
  TimeMs repeats_ = 0;
};

/// One frame being drawn: between begin_frame() and end_frame() of the window. Rectangles are in du from the start
/// corner; mirroring for right-to-left happens in to_px() and nowhere else.
class Frame {
 public:
  Frame(Interface& interface, const FrameSettings& settings, ImDrawList& draw_list);
  ~Frame();  // hands the regions to the arbiter
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  // --- The display
  [[nodiscard]] float width() const { return width_du_; }
  [[nodiscard]] float height() const { return height_du_; }
  [[nodiscard]] Orientation orientation() const;
  [[nodiscard]] float scale() const { return scale_; }  // px per du
  [[nodiscard]] Direction direction() const { return settings_.direction; }
  [[nodiscard]] bool right_to_left() const { return settings_.direction == Direction::kRightToLeft; }
  [[nodiscard]] TimeMs now_ms() const { return settings_.now_ms; }
  [[nodiscard]] std::string_view language() const { return settings_.language; }
  [[nodiscard]] TextStep text_step() const { return settings_.text_step; }
  /// Of what is drawn from now on: for dialogs that must show all at once. Only ever makes it smaller.
  void limit_text_step(TextStep most) { settings_.text_step = std::min(settings_.text_step, most); }
  /// How much bigger running text is than at the smallest step: what rows and cards grow by.
  [[nodiscard]] float text_scale() const;
  /// The two largest steps, for which a landscape screen gives up its header and the bar grows (DESIGN.md, 08).
  [[nodiscard]] bool large_text() const { return settings_.text_step >= TextStep::k3; }
  [[nodiscard]] bool calm() const { return settings_.motions == Motions::kCalm; }
  [[nodiscard]] const Theme& theme() const { return interface_.theme_; }
  [[nodiscard]] const Palette& palette() const { return theme().palette(settings_.scheme); }
  [[nodiscard]] Scheme scheme() const { return settings_.scheme; }

  // --- du to pixels
  /// Whole pixels, mirrored if right-to-left, moved by the open scroll areas.
  [[nodiscard]] PxRect to_px(const Rect& rect) const;
  [[nodiscard]] float px(float du) const { return du * scale_; }

  // --- Drawing (flat; du). What stands wholly outside the clip is skipped.
  [[nodiscard]] ImDrawList& draw_list() { return draw_list_; }
  void fill(const Rect& rect, Colour colour, float radius_du = 0);
  void stroke(const Rect& rect, Colour colour, float width_du, float radius_du = 0);  // inside the rectangle
  void dashed(const Rect& rect, Colour colour, float width_du, float radius_du);
  void line(float x, float y, float w, Colour colour, float thickness_du = 2);  // horizontal rule
  void icon(std::string_view name, const Rect& box, Colour colour);             // centred; size = box height
  enum class Shadow { kRaised, kPanel, kDialog };
  void shadow(const Rect& rect, float radius_du, Shadow shadow);
  /// The keypad's double ring: 3 ink and 6 yellow outside the rectangle.
  void focus_ring(const Rect& rect, float radius_du);
  /// A rectangle already in pixels (marks behind words).
  void fill_px(const PxRect& rect, Colour colour, float radius_du);
  /// A laid-out text or icon, its box's top left at these pixels.
  void image(const text::TextBlock& block, float left_px, float top_px, Colour colour);
  [[nodiscard]] std::uint32_t imgui_colour(Colour colour) const;  // with the opacity
  /// Opacity of everything drawn until it is set back (page fades); 1 = opaque.
  void set_opacity(float opacity) { opacity_ = opacity; }
  [[nodiscard]] float opacity() const { return opacity_; }

  // --- Touch
  /// Registers what can be hit; call for every touchable thing, disabled ones with acts = false.
  void hit(WidgetId id, const Rect& rect, bool acts = true);
  [[nodiscard]] bool pressed(WidgetId id) const;
  [[nodiscard]] bool focused(WidgetId id) const { return id == focus_; }
  void set_focus(WidgetId id) { focus_ = id; }
  /// True once, in the frame after the lift. Tests and keypads use Interface::touch's taps just the same.
  [[nodiscard]] bool tapped(WidgetId id) const;
  /// True in the frames in which a held widget acts again: after `after_ms`, then every `every_ms`. Its lift is no tap
  /// then. Asks for the frames it needs.
  [[nodiscard]] bool held(WidgetId id, TimeMs after_ms, TimeMs every_ms);
  [[nodiscard]] TouchArbiter& touch() { return interface_.touch_; }

  // --- Semantics: see SemanticsTree; rectangles in du here
  Node& node(WidgetId id, Role role, std::string_view label, const Rect& rect, std::string_view language = {});
  /// The same, and the parent of what is drawn until the returned scope ends.
  class [[nodiscard]] Scope {
   public:
    explicit Scope(Frame& frame) : frame_(frame) {}
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Frame& frame_;
  };
  Scope group(WidgetId id, Role role, std::string_view label, const Rect& rect, std::string_view language = {});

  // --- Time
  void request_animation() { interface_.animating_ = true; }
  void request_at(TimeMs time_ms);

  // --- Text (see text_block.hpp for the helpers screens use)
  [[nodiscard]] text::TextEngine& text_engine() { return interface_.text_; }
  void note_shortened_text() { ++interface_.shortened_texts_; }
  /// Something has not the room that it needs (Interface::misfits).
  void note_misfit(std::string_view what);
  /// Not wholly on the display, and not because it is scrolled out of sight.
  [[nodiscard]] bool leaves_display(const PxRect& rect) const;

  // --- Scroll areas (see scroll_area.hpp)
  void push_scroll(WidgetId area, const Rect& viewport, float content_du);
  void pop_scroll();
  /// The visible part of a rectangle; empty (w or h 0) when it is scrolled out of view.
  [[nodiscard]] PxRect visible(const Rect& rect) const;

 private:
  Interface& interface_;
  FrameSettings settings_;
  ImDrawList& draw_list_;
  float scale_;
  float width_du_;
  float height_du_;
  float opacity_ = 1;
  WidgetId focus_{};
  WidgetId scroller_{};
  float scroll_du_ = 0;
  PxRect clip_{};
};

}  // namespace bildungskiosk::ui
