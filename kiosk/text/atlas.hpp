#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/platform/texture_store.hpp"

namespace bildungskiosk::text {

/// A coverage picture: one byte a pixel, rows of `stride` bytes.
struct Bitmap {
  int width = 0;
  int height = 0;
  std::size_t stride = 0;
  std::vector<std::byte> pixels;
};

/// Where a bitmap stands in the atlas.
struct AtlasPlace {
  std::size_t page = 0;
  platform::TextureId texture;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

/// One-channel textures shared by many bitmaps, so that a frame has few draw calls. Bitmaps stand on shelves; they are
/// never freed one by one, but a page is emptied whole. A bitmap larger than a page gets a page of its own size.
class Atlas {
 public:
  static constexpr int kPageSidePx = 1024;

  Atlas(platform::TextureStore& textures, std::size_t bytes_max) : textures_(textures), bytes_max_(bytes_max) {}
  ~Atlas();
  Atlas(const Atlas&) = delete;
  Atlas& operator=(const Atlas&) = delete;

  /// Stands the bitmap somewhere. When the budget is spent, the page not used for longest is emptied first and
  /// `emptied` tells which one; pages used in this frame are kept and the budget is exceeded instead.
  /// Nothing when the graphics side has no texture left.
  [[nodiscard]] std::optional<AtlasPlace> place(const Bitmap& bitmap, std::optional<std::size_t>& emptied);
  void begin_frame() { ++frame_; }
  void used(std::size_t page) { pages_[page].last_used_frame = frame_; }
  [[nodiscard]] bool over_budget() const { return bytes_ > bytes_max_; }
  void clear();
  [[nodiscard]] std::size_t page_count() const;

 private:
  struct Shelf {
    int y = 0;
    int height = 0;
    int x = 0;  // first free column
  };
  struct Page {
    platform::TextureId texture;  // none: the slot is free
    platform::PixelSize size;
    std::vector<Shelf> shelves;
    int next_shelf_y = 0;
    std::uint64_t last_used_frame = 0;
  };
  struct Spot {
    int x = 0;
    int y = 0;
  };

  static std::optional<Spot> find_spot(Page& page, int width, int height);
  std::optional<std::size_t> open_page(platform::PixelSize size);
  std::optional<std::size_t> oldest_unused_page() const;
  void close_page(std::size_t index);
  AtlasPlace write(std::size_t index, Spot spot, const Bitmap& bitmap);

  platform::TextureStore& textures_;
  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::uint64_t frame_ = 0;
  std::vector<Page> pages_;
};

}  // namespace bildungskiosk::text
