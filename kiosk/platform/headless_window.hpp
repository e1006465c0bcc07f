#pragma once

#include <atomic>
#include <set>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/input_queue.hpp"
#include "kiosk/platform/window.hpp"

struct ImGuiContext;

namespace bildungskiosk::platform {

/// A window without a window system: input is injected, time stands until told, textures are numbers.
/// ImGui runs for real, so draw lists can be looked at. For tests and the accessibility audit.
class HeadlessWindow final : public Window {
 public:
  explicit HeadlessWindow(PixelSize size, float px_per_mm = 0);
  ~HeadlessWindow() override;
  HeadlessWindow(const HeadlessWindow&) = delete;
  HeadlessWindow& operator=(const HeadlessWindow&) = delete;

  void inject(const PointerEvent& event) { input_.push(event); }
  void inject(const KeyEvent& event) { input_.push(event); }
  void set_size(PixelSize size) { size_ = size; }
  void advance_ms(MonotonicMs ms) { now_ms_ += ms; }
  /// Drawing and showing a frame takes so long on the window's clock; 0 at first.
  void set_frame_ms(MonotonicMs ms) { frame_ms_ = ms; }
  void request_close() { should_close_ = true; }
  [[nodiscard]] std::size_t live_textures() const { return textures_.size(); }
  [[nodiscard]] int last_draw_vertices() const { return last_draw_vertices_; }
  /// What the frame drawn last has changed of the picture.
  [[nodiscard]] const Changes& last_changes() const { return last_changes_; }

  [[nodiscard]] PixelSize size_px() const override { return size_; }
  [[nodiscard]] float px_per_mm() const override { return px_per_mm_; }
  [[nodiscard]] MonotonicMs now_ms() const override { return now_ms_; }
  [[nodiscard]] bool should_close() const override { return should_close_; }
  [[nodiscard]] bool take_needs_redraw() override { return false; }
  /// Doesn't sleep: without pending input it moves the clock by the timeout (at most a second).
  void wait_events(MonotonicMs timeout_ms) override;
  void wake() override { woken_ = true; }
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
  PixelSize size_;
  float px_per_mm_;
  ImGuiContext* context_;
  InputQueue input_;
  MonotonicMs now_ms_ = 1000;
  MonotonicMs frame_ms_ = 0;
  bool should_close_ = false;
  std::atomic<bool> woken_ = false;
  std::uint64_t frames_ = 0;
  int last_draw_vertices_ = 0;
  FrameChanges frame_changes_;
  Changes last_changes_;
  std::set<std::uint64_t> textures_;
  std::uint64_t next_texture_ = 1;
};

}  // namespace bildungskiosk::platform
