#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/platform/monitors.hpp"
#include "kiosk/platform/texture_store.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::platform {

/// Milliseconds on a monotonic clock whose zero is arbitrary.
using MonotonicMs = std::int64_t;

enum class PointerKind { kDown, kMove, kUp };

/// The first finger (or the mouse's left button), in framebuffer pixels from the top left.
struct PointerEvent {
  PointerKind kind = PointerKind::kMove;
  float x_px = 0;
  float y_px = 0;
  MonotonicMs time_ms = 0;
};

enum class Key {
  kCharacter,
  kBackspace,
  kDelete,
  kEnter,
  kEscape,
  kTab,
  kBackTab,
  kLeft,
  kRight,
  kUp,
  kDown,
  kHome,
  kEnd
};

/// A key of a real keyboard or keypad that went down (or repeated).
struct KeyEvent {
  Key key = Key::kCharacter;
  char32_t character = 0;  // only for kCharacter
  MonotonicMs time_ms = 0;
};

/// A list that scrolls, as a frame has drawn it: everything that was drawn clipped to exactly `viewport`.
struct ScrolledArea {
  std::uint64_t id = 0;  // the same from frame to frame
  PixelRect viewport;
  int offset_px = 0;  // so far it has been scrolled up
};

struct WindowOptions {
  enum class Mode { kFullscreen, kWindow };
  Mode mode = Mode::kFullscreen;
  std::string monitor;            // for kFullscreen: name or number, see find_monitor(); empty: the first
  PixelSize size_px{1920, 1080};  // for kWindow
  SizeMm real_size;               // of the display, if the monitor lies about it
  float frames_per_second_max = 60;
  std::string title = "Bildungskiosk";
  /// Told on opening when the wanted monitor is not connected, with the names of those that are; may be empty.
  std::function<void(const std::string& connected)> on_monitor_missing;
  /// Asked after each frame, beside the graphics driver, whether the card was reset. For tests; may be empty.
  std::function<bool()> is_reset;
};

/// The one window of the program and all that comes from the window system: input, pixels, textures, time.
/// One thread owns it; only wake() may be called from others.
///
/// The life of a frame:
///   window.wait_events(timeout);            // sleep until something happens
///   while (window.next_pointer(event)) …    // at most one down/up transition a frame
///   window.begin_frame();                   // ImGui::NewFrame: ImGui::GetBackgroundDrawList() is open
///   … draw …
///   window.end_frame(clear_colour, lists);  // renders what has changed, shows it, keeps to the frame cap
class Window : public TextureStore {
 public:
  /// Input kept between two frames; when full, moves are dropped first, then the newest transition with its pair.
  static constexpr std::size_t kInputEventsMax = 256;

  [[nodiscard]] virtual PixelSize size_px() const = 0;
  /// Pixels per millimetre of the display; 0 when nobody knows.
  [[nodiscard]] virtual float px_per_mm() const = 0;
  [[nodiscard]] virtual MonotonicMs now_ms() const = 0;
  /// True when the user closed a window in Mode::kWindow; a kiosk's window can't be closed.
  [[nodiscard]] virtual bool should_close() const = 0;
  /// The graphics card was reset and has forgotten textures and picture: nothing can be drawn here any more. Destroy
  /// the window with all that holds its textures, and open another one.
  [[nodiscard]] virtual bool lost() const { return false; }
  /// True when the system wants the picture drawn anew (size, uncovered); reading it resets it.
  [[nodiscard]] virtual bool take_needs_redraw() = 0;

  /// Sleeps until input, wake() or the timeout; a negative timeout waits for ever, 0 only looks.
  virtual void wait_events(MonotonicMs timeout_ms) = 0;
  /// Ends wait_events(); from any thread.
  virtual void wake() = 0;

  /// The next pointer event of this frame: moves, and at most ONE down or up, which is the last it gives until
  /// end_frame(). So no two transitions meet in one frame, however slow it was. False: no more now.
  [[nodiscard]] virtual bool next_pointer(PointerEvent& event) = 0;
  [[nodiscard]] virtual bool next_key(KeyEvent& event) = 0;
  /// True if events are left for the next frame, so that the loop must not sleep.
  [[nodiscard]] virtual bool has_pending_input() const = 0;

  virtual void begin_frame() = 0;
  /// `clear_rgb` is 0xRRGGBB: the screen's background costs no drawing. Only what differs from the frame before is
  /// drawn; what is in a scrolled area is moved there.
  virtual void end_frame(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled) = 0;
  void end_frame(std::uint32_t clear_rgb) { end_frame(clear_rgb, {}); }
  /// Frames since the start.
  [[nodiscard]] virtual std::uint64_t frames() const = 0;

  /// The picture shown last, as PNG. kInvalidArgument without one (headless), kIo and its relatives for the file.
  [[nodiscard]] virtual base::Result<void> save_png(const std::string& path) = 0;
};

/// A window on X11 through GLFW and OpenGL 3. kNotFound when there is no display ($DISPLAY empty or unreachable),
/// kInternal when OpenGL 3.3 is missing; `detail` says what the window system said.
[[nodiscard]] base::Result<std::unique_ptr<Window>> open_window(const WindowOptions& options);

}  // namespace bildungskiosk::platform
