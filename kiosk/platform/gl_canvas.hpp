#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/texture_store.hpp"

struct ImDrawData;
struct ImDrawList;

namespace bildungskiosk::platform {

/// The window's picture, which frames change in parts. It is the window's back buffer where that outlives being shown
/// (PartialShow), else a framebuffer of our own. The OpenGL context must be current in every call and when the object
/// goes.
class GlCanvas {
 public:
  enum class Place { kBackBuffer, kOwn };

  explicit GlCanvas(Place place);
  ~GlCanvas();
  GlCanvas(const GlCanvas&) = delete;
  GlCanvas& operator=(const GlCanvas&) = delete;

  /// A canvas of that size. False when it is another one now: nothing of its picture is left. kInternal when the
  /// graphics side has no memory.
  [[nodiscard]] base::Result<bool> keep_size(PixelSize size);
  /// Brings the picture up to date: what `changes` says, and draws `data` there. False when memory lacks for it: what
  /// the picture is then, nobody knows.
  [[nodiscard]] bool draw(const FrameChanges& finder, const Changes& changes, ImDrawData& data,
                          std::uint32_t clear_rgb);
  /// Copies the picture into the window's back buffer, if it is not there.
  void copy_to_window() const;
  /// Opaque pixels as 0x00RRGGBB, rows from the top.
  [[nodiscard]] std::vector<std::uint32_t> pixels() const;

 private:
  /// A framebuffer with a texture to draw into; 0 and 0: none.
  struct Surface {
    std::uint32_t framebuffer = 0;
    std::uint32_t texture = 0;
    PixelSize size;
  };
  [[nodiscard]] static base::Result<void> make(Surface& surface, PixelSize size);
  static void release(Surface& surface);
  [[nodiscard]] bool move(const Shift& shift);
  void clear(std::span<const PixelRect> rects, std::uint32_t rgb) const;
  [[nodiscard]] int from_bottom(int y, int height) const { return size_.height - y - height; }

  Place place_;
  PixelSize size_;
  Surface picture_;  // none: it is the back buffer
  Surface scratch_;  // as large as what was moved so far; made when something is
  std::unique_ptr<ImDrawList> reduced_;
};

}  // namespace bildungskiosk::platform
