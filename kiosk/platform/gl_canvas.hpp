#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/texture_store.hpp"

struct ImDrawData;
struct ImDrawList;

namespace bildungskiosk::platform {

/// The window's picture, kept in a framebuffer of our own: a window's back buffer holds anything after it was shown,
/// and what has not changed is not drawn again. The OpenGL context must be current in every call and when the object
/// goes.
class GlCanvas {
 public:
  GlCanvas();
  ~GlCanvas();
  GlCanvas(const GlCanvas&) = delete;
  GlCanvas& operator=(const GlCanvas&) = delete;

  /// A canvas of that size. False when it is another one now: nothing of its picture is left. kInternal when the
  /// graphics side has no memory.
  [[nodiscard]] base::Result<bool> keep_size(PixelSize size);
  /// Brings the picture up to date: what `changes` says, and draws `data` there, whose vertices are lost by it.
  void draw(const FrameChanges& finder, const Changes& changes, ImDrawData& data, std::uint32_t clear_rgb);
  /// Copies these parts into the window's back buffer.
  void copy_to_window(std::span<const PixelRect> rects) const;
  /// Opaque pixels as 0x00RRGGBB, rows from the top.
  [[nodiscard]] std::vector<std::uint32_t> pixels() const;

 private:
  void release();
  void move(const Shift& shift) const;
  void clear(std::span<const PixelRect> rects, std::uint32_t rgb) const;

  PixelSize size_;
  std::uint32_t framebuffers_[2] = {0, 0};  // the picture, and a place to move a part of it through
  std::uint32_t colours_[2] = {0, 0};
  std::unique_ptr<ImDrawList> reduced_;
};

}  // namespace bildungskiosk::platform
