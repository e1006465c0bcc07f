#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/platform/texture_store.hpp"

namespace bildungskiosk::platform {

/// Whole pixels from `left`, `top` up to, but not including, `right`, `bottom`.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
  [[nodiscard]] PixelBox meet(const PixelBox& other) const;
  [[nodiscard]] bool meets(const PixelBox& other) const { return !meet(other).empty(); }
  [[nodiscard]] PixelRect rect() const { return {left, top, right - left, bottom - top}; }
  [[nodiscard]] static PixelBox of(const PixelRect& rect) {
    return {rect.x, rect.y, rect.x + rect.width, rect.y + rect.height};
  }
  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// Square tiles over an area, each with a digest of what was drawn over it. Kept from frame to frame for its memory.
class TileGrid {
 public:
  TileGrid() = default;
  /// Empty tiles over the box, the first one in its corner. A tile's side in pixels.
  void reset(const PixelBox& box, int side_px);

  [[nodiscard]] const PixelBox& box() const { return box_; }
  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] std::uint64_t digest(int column, int row) const { return digests_[index(column, row)]; }
  /// The tile's pixels, up to the box's edge.
  [[nodiscard]] PixelBox tile(int column, int row) const;
  /// What is drawn over these pixels has this digest; the order of calls counts.
  void add(const PixelBox& covered, std::uint64_t digest);

 private:
  [[nodiscard]] std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }

  PixelBox box_;
  int side_px_ = 1;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::uint64_t> digests_;
};

/// Which tiles of a picture have changed, and rectangles that cover them.
class TileMask {
 public:
  void reset(PixelSize size, int side_px);
  void mark(const PixelBox& box);
  [[nodiscard]] bool marked(int column, int row) const { return marks_[index(column, row)] != 0; }
  /// Rectangles that cover all marks, none over another, at most so many: beyond it the one around them all.
  void cover(std::size_t rects_max, std::vector<PixelRect>& rects) const;

 private:
  [[nodiscard]] std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }
  /// Columns and rows of tiles become pixels.
  [[nodiscard]] PixelRect pixels(const PixelBox& tiles) const;
  void collect(int gap, std::vector<PixelBox>& boxes) const;

  PixelSize size_;
  int side_px_ = 1;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::uint8_t> marks_;
  mutable std::vector<PixelBox> boxes_;  // kept for its memory
};

}  // namespace bildungskiosk::platform
