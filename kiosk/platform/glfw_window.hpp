#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/gl_canvas.hpp"
#include "kiosk/platform/gl_reset.hpp"
#include "kiosk/platform/gl_textures.hpp"
#include "kiosk/platform/input_queue.hpp"
#include "kiosk/platform/partial_show.hpp"
#include "kiosk/platform/window.hpp"

struct GLFWwindow;
struct GLFWmonitor;
struct ImGuiContext;

namespace bildungskiosk::platform {

/// See open_window(). At most one exists in a process: GLFW's state is global.
///
/// In Mode::kFullscreen the window is the kiosk: closing, iconifying and losing the focus are undone, the pointer is
/// hidden, and when its monitor goes and comes back the window returns to it.
class GlfwWindow final : public Window {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~GlfwWindow() override;
  GlfwWindow(const GlfwWindow&) = delete;
  GlfwWindow& operator=(const GlfwWindow&) = delete;

  [[nodiscard]] PixelSize size_px() const override;
  [[nodiscard]] float px_per_mm() const override { return px_per_mm_; }
  [[nodiscard]] MonotonicMs now_ms() const override;
  [[nodiscard]] bool should_close() const override;
  [[nodiscard]] bool lost() const override { return lost_; }
  [[nodiscard]] bool take_needs_redraw() override;
  void wait_events(MonotonicMs timeout_ms) override;
  void wake() override;
  [[nodiscard]] bool next_pointer(PointerEvent& event) override { return input_.next_pointer(event); }
  [[nodiscard]] bool next_key(KeyEvent& event) override { return input_.next_key(event); }
  [[nodiscard]] bool has_pending_input() const override { return input_.pending(); }
  void begin_frame() override;
  using Window::end_frame;
  void end_frame(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled) override;
  [[nodiscard]] std::uint64_t frames() const override { return frames_; }
  [[nodiscard]] base::Result<void> save_png(const std::string& path) override;

  [[nodiscard]] base::Result<TextureId> create_texture(PixelSize size, TextureFormat format) override;
  void update_texture(TextureId id, PixelRect area, std::span<const std::byte> pixels,
                      std::size_t stride_bytes) override;
  void destroy_texture(TextureId id) override;

 private:
  explicit GlfwWindow(const WindowOptions& options) : options_(options) {}
  [[nodiscard]] base::Result<void> create();
  void make_window(PixelSize size, GLFWmonitor* monitor);
  void install_callbacks();
  void note_resolution();
  void reclaim_monitor();
  void render(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled);
  void draw_again();
  void show(const Changes& changes);
  void keep_to_frame_cap();
  void on_uncovered();
  void on_cursor(double x, double y);
  void on_button(int button, int action);
  void on_key(int key, int action, int mods);

  WindowOptions options_;
  GLFWwindow* window_ = nullptr;
  ImGuiContext* context_ = nullptr;
  bool renderer_ready_ = false;
  std::optional<GlTextures> textures_;
  std::optional<GlCanvas> canvas_;
  FrameChanges frame_changes_;
  std::optional<PartialShow> partial_show_;
  std::vector<PixelRect> shown_parts_;  // kept for its memory
  InputQueue input_;
  std::optional<GlReset> reset_;
  bool lost_ = false;
  bool needs_redraw_ = true;
  bool uncovered_ = true;  // the window system has lost the picture: all of it must be shown again
  std::uint64_t x_errors_seen_ = 0;
  bool monitor_changed_ = false;
  float px_per_mm_ = 0;
  bool button_down_ = false;
  float cursor_x_px_ = 0;
  float cursor_y_px_ = 0;
  std::uint64_t frames_ = 0;
  double frame_begun_s_ = 0;
};

}  // namespace bildungskiosk::platform
