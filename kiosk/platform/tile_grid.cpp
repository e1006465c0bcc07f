#include "kiosk/platform/tile_grid.hpp"

#include <algorithm>

namespace bildungskiosk::platform {
namespace {

int tiles_for(int pixels, int side_px) { return (pixels + side_px - 1) / side_px; }

std::uint64_t mixed(std::uint64_t digest, std::uint64_t more) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
  digest = (digest ^ more) * kOdd;
  return digest ^ (digest >> 29U);
}

}  // namespace

PixelBox PixelBox::meet(const PixelBox& other) const {
  return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
          std::min(bottom, other.bottom)};
}

void TileGrid::reset(const PixelBox& box, int side_px) {
  box_ = box;
  side_px_ = side_px;
  columns_ = tiles_for(std::max(0, box.right - box.left), side_px);
  rows_ = tiles_for(std::max(0, box.bottom - box.top), side_px);
  digests_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
}

PixelBox TileGrid::tile(int column, int row) const {
  const int left = box_.left + column * side_px_;
  const int top = box_.top + row * side_px_;
  return PixelBox{left, top, left + side_px_, top + side_px_}.meet(box_);
}

void TileGrid::add(const PixelBox& covered, std::uint64_t digest) {
  const PixelBox box = covered.meet(box_);
  if (box.empty()) return;
  const int first_column = (box.left - box_.left) / side_px_;
  const int end_column = tiles_for(box.right - box_.left, side_px_);
  const int end_row = tiles_for(box.bottom - box_.top, side_px_);
  for (int row = (box.top - box_.top) / side_px_; row < end_row; ++row) {
    for (int column = first_column; column < end_column; ++column) {
      std::uint64_t& tile = digests_[index(column, row)];
      tile = mixed(tile, digest);
    }
  }
}

void TileMask::reset(PixelSize size, int side_px) {
  size_ = size;
  side_px_ = side_px;
  columns_ = tiles_for(size.width, side_px);
  rows_ = tiles_for(size.height, side_px);
  marks_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
}

void TileMask::mark(const PixelBox& box) {
  const PixelBox inside = box.meet({0, 0, size_.width, size_.height});
  if (inside.empty()) return;
  const int end_column = tiles_for(inside.right, side_px_);
  const int end_row = tiles_for(inside.bottom, side_px_);
  for (int row = inside.top / side_px_; row < end_row; ++row) {
    for (int column = inside.left / side_px_; column < end_column; ++column) marks_[index(column, row)] = 1;
  }
}

PixelRect TileMask::pixels(const PixelBox& tiles) const {
  return PixelBox{tiles.left * side_px_, tiles.top * side_px_, tiles.right * side_px_, tiles.bottom * side_px_}
      .meet({0, 0, size_.width, size_.height})
      .rect();
}

/// Runs of marks in a row, with up to `gap` unmarked tiles in between; equal runs of rows that follow each other are
/// one box. Overlaps nothing: runs of a row lie apart, and a box's rows are its own.
void TileMask::collect(int gap, std::vector<PixelBox>& boxes) const {
  boxes.clear();
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      if (!marked(column, row)) continue;
      int end = column + 1;
      for (int next = end; next < columns_ && next <= end + gap; ++next) {
        if (marked(next, row)) end = next + 1;
      }
      const auto above = std::find_if(boxes.begin(), boxes.end(), [&](const PixelBox& box) {
        return box.bottom == row && box.left == column && box.right == end;
      });
      if (above != boxes.end()) {
        above->bottom = row + 1;
      } else {
        boxes.push_back({column, row, end, row + 1});
      }
      column = end;
    }
  }
}

void TileMask::cover(std::size_t rects_max, std::vector<PixelRect>& rects) const {
  rects.clear();
  constexpr int kGaps[] = {0, 4, 16};
  for (const int gap : kGaps) {
    collect(gap, boxes_);
    if (boxes_.size() <= rects_max) break;
  }
  if (boxes_.size() > rects_max) {
    PixelBox all = boxes_.front();
    for (const PixelBox& box : boxes_) {
      all = {std::min(all.left, box.left), std::min(all.top, box.top), std::max(all.right, box.right),
             std::max(all.bottom, box.bottom)};
    }
    boxes_.assign(1, all);
  }
  for (const PixelBox& box : boxes_) rects.push_back(pixels(box));
}

}  // namespace bildungskiosk::platform
