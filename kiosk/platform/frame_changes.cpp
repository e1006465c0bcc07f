#include "kiosk/platform/frame_changes.hpp"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "sync/base/check.hpp"

namespace bildungskiosk::platform {
namespace {

int floor_int(float value) { return static_cast<int>(std::floor(value)); }
int ceil_int(float value) { return static_cast<int>(std::ceil(value)); }

PixelBox box_of(const ImVec4& clip) {
  return {floor_int(clip.x), floor_int(clip.y), ceil_int(clip.z), ceil_int(clip.w)};
}

class Digest {
 public:
  void add(std::uint64_t number) {
    constexpr std::uint64_t kOdd = 0xD6E8FEB86659FD93U;
    value_ = std::rotl(value_ ^ number, 29) * kOdd;
  }
  void add(int a, int b) {
    add((static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32U) | static_cast<std::uint32_t>(b));
  }
  void add(float a, float b) {
    add((static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32U) | std::bit_cast<std::uint32_t>(b));
  }
  [[nodiscard]] std::uint64_t value() const { return value_ ^ (value_ >> 32U); }

 private:
  std::uint64_t value_ = 0x2545F4914F6CDD1DU;
};

/// Which pixel it lies in, for what is scrolled by whole pixels: there the fractions that curves have come out a little
/// different at every height. Whole and half pixels, where all straight edges lie, are far from where it changes.
int pixel_of(float y, int down_px) {
  constexpr double kFarDown = 1 << 24;  // keeps what is cut off positive
  return static_cast<int>(static_cast<double>(y) + down_px + 0.25 + kFarDown);
}

int rounded_down(int value, int step) { return (value >= 0 ? value / step : -((-value + step - 1) / step)) * step; }

/// What is scrolled into view, from whole rows of tiles on: a tile keeps its row however far it has been scrolled.
PixelBox content_box(const ScrolledArea& area, int side_px) {
  const PixelRect& seen = area.viewport;
  return {seen.x, rounded_down(area.offset_px, side_px), seen.x + seen.width, area.offset_px + seen.height};
}

}  // namespace

const Changes& FrameChanges::compare(const ImDrawList* list, PixelSize size, std::uint32_t clear_rgb,
                                     std::span<const ScrolledArea> scrolled) {
  const bool same_ground = known_ && size == size_ && clear_rgb == clear_rgb_;
  begin(size, scrolled);
  if (list != nullptr) take_shapes(*list);
  changes_.shift.reset();
  changed_.reset(size, kTilePx);
  if (same_ground) {
    find_changes();
  } else {
    changed_.mark({0, 0, size.width, size.height});
  }
  known_ = true;
  clear_rgb_ = clear_rgb;
  changed_.cover(kRectsMax, changes_.rects);
  return changes_;
}

void FrameChanges::begin(PixelSize size, std::span<const ScrolledArea> scrolled) {
  std::swap(tiles_, tiles_before_);
  std::swap(layers_, layers_before_);
  size_ = size;
  tiles_.reset({0, 0, size.width, size.height}, kTilePx);
  layers_.resize(scrolled.size());
  for (std::size_t i = 0; i < scrolled.size(); ++i) {
    layers_[i].area = scrolled[i];
    layers_[i].covered = false;
    layers_[i].tiles.reset(content_box(scrolled[i], kTilePx), kTilePx);
  }
  shapes_.clear();
  layer_switches_ = 0;
  last_layer_ = nullptr;
}

FrameChanges::Layer* FrameChanges::layer_of(const PixelBox& clip) {
  const auto found = std::find_if(layers_.begin(), layers_.end(),
                                  [&](const Layer& layer) { return PixelBox::of(layer.area.viewport) == clip; });
  return found == layers_.end() ? nullptr : &*found;
}

void FrameChanges::take_shapes(const ImDrawList& list) {
  for (int command = 0; command < list.CmdBuffer.Size; ++command) take_command(list, command);
}

// ImGui gives each shape vertices of its own, one shape after the other: a triangle whose vertices all come after those
// seen so far begins the next shape.
void FrameChanges::take_command(const ImDrawList& list, int command) {
  const ImDrawCmd& drawn = list.CmdBuffer[command];
  if (drawn.UserCallback != nullptr) return;
  const auto first_index = static_cast<int>(drawn.IdxOffset);
  const int end_index = first_index + static_cast<int>(drawn.ElemCount);
  const auto vertex = [&](int index) { return drawn.VtxOffset + list.IdxBuffer[index]; };
  int begin = first_index;
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  for (int index = first_index; index + 2 < end_index; index += 3) {
    const auto [least, most] = std::minmax({vertex(index), vertex(index + 1), vertex(index + 2)});
    if (index == first_index) {
      low = least;
      high = most;
    } else if (least > high) {
      take_shape(list, command, begin, index, low, high);
      begin = index;
      low = least;
      high = most;
    } else {
      low = std::min(low, least);
      high = std::max(high, most);
    }
  }
  if (begin < end_index) take_shape(list, command, begin, end_index, low, high);
}

void FrameChanges::take_shape(const ImDrawList& list, int command, int first_index, int end_index,
                              std::uint32_t first_vertex, std::uint32_t last_vertex) {
  const ImDrawCmd& drawn = list.CmdBuffer[command];
  const PixelBox clip = box_of(drawn.ClipRect);
  Layer* layer = layer_of(clip);
  const int down_px = layer != nullptr ? layer->area.offset_px - layer->area.viewport.y : 0;
  ImVec2 low = list.VtxBuffer[static_cast<int>(first_vertex)].pos;
  ImVec2 high = low;
  Digest digest;
  for (std::uint32_t i = first_vertex; i <= last_vertex; ++i) {
    const ImDrawVert& vertex = list.VtxBuffer[static_cast<int>(i)];
    low = {std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y)};
    high = {std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y)};
    if (layer != nullptr) {
      digest.add(std::bit_cast<int>(vertex.pos.x), pixel_of(vertex.pos.y, down_px));
    } else {
      digest.add(vertex.pos.x, vertex.pos.y);
    }
    digest.add(vertex.uv.x, vertex.uv.y);
    digest.add(vertex.col);
  }
  const PixelBox whole{floor_int(low.x), floor_int(low.y), ceil_int(high.x), ceil_int(high.y)};
  const PixelBox box = whole.meet(clip).meet({0, 0, size_.width, size_.height});
  if (box.empty()) return;
  shapes_.push_back({command, first_index, end_index - first_index, box});

  const auto texture = textures_.find(static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(drawn.TextureId)));
  digest.add(texture != textures_.end() ? texture->second : 0);
  digest.add(box.left, box.right);
  if (layer == nullptr) digest.add(box.top, box.bottom);
  if (layer != last_layer_) ++layer_switches_;  // what lies above what is part of the picture
  last_layer_ = layer;
  digest.add(static_cast<std::uint64_t>(layer_switches_));
  for (Layer& other : layers_) {
    if (&other != layer && box.meets(PixelBox::of(other.area.viewport))) other.covered = true;
  }
  if (layer == nullptr) return tiles_.add(box, digest.value());
  layer->tiles.add({box.left, whole.top + down_px, box.right, whole.bottom + down_px}, digest.value());
}

void FrameChanges::find_changes() {
  for (int row = 0; row < tiles_.rows(); ++row) {
    for (int column = 0; column < tiles_.columns(); ++column) {
      if (tiles_.digest(column, row) != tiles_before_.digest(column, row)) changed_.mark(tiles_.tile(column, row));
    }
  }
  const auto counterpart = [](std::vector<Layer>& layers, const Layer& layer) {
    return std::find_if(layers.begin(), layers.end(), [&](const Layer& other) {
      return other.area.id == layer.area.id && other.area.viewport == layer.area.viewport;
    });
  };
  for (const Layer& before : layers_before_) {
    if (counterpart(layers_, before) == layers_.end()) changed_.mark(PixelBox::of(before.area.viewport));
  }
  for (const Layer& layer : layers_) {
    const auto before = counterpart(layers_before_, layer);
    if (before == layers_before_.end()) {
      changed_.mark(PixelBox::of(layer.area.viewport));
    } else {
      compare_layer(layer, *before);
    }
  }
}

void FrameChanges::compare_layer(const Layer& now, const Layer& before) {
  const PixelBox viewport = PixelBox::of(now.area.viewport);
  const int up_px = now.area.offset_px - before.area.offset_px;
  const int height = now.area.viewport.height;
  if (up_px != 0) {
    // Only one area moves at a time, and only when nothing else is drawn there: that would be moved along.
    if (now.covered || before.covered || changes_.shift || std::abs(up_px) >= height) return changed_.mark(viewport);
    changes_.shift = Shift{now.area.viewport, up_px};
    changed_.mark(up_px > 0 ? PixelBox{viewport.left, viewport.bottom - up_px, viewport.right, viewport.bottom}
                            : PixelBox{viewport.left, viewport.top, viewport.right, viewport.top - up_px});
  }
  // Rows of what is scrolled have their tiles at the same heights in both grids.
  const int rows_apart = (now.tiles.box().top - before.tiles.box().top) / kTilePx;
  const int up_to_screen = viewport.top - now.area.offset_px;
  for (int row = 0; row < now.tiles.rows(); ++row) {
    const int row_before = row + rows_apart;
    const bool was_there = row_before >= 0 && row_before < before.tiles.rows();
    for (int column = 0; column < now.tiles.columns(); ++column) {
      if (was_there && now.tiles.digest(column, row) == before.tiles.digest(column, row_before)) continue;
      PixelBox tile = now.tiles.tile(column, row);
      tile.top += up_to_screen;
      tile.bottom += up_to_screen;
      changed_.mark(tile.meet(viewport));
    }
  }
}

void FrameChanges::reduce(const ImDrawList& list, ImDrawList& only) const {
  only.CmdBuffer.resize(0);
  only.IdxBuffer.resize(0);
  for (const PixelRect& rect : changes_.rects) {
    const PixelBox wanted = PixelBox::of(rect);
    int command = -1;
    for (const Shape& shape : shapes_) {
      if (!shape.box.meets(wanted)) continue;
      if (shape.command != command) {
        command = shape.command;
        ImDrawCmd reduced = list.CmdBuffer[command];
        const PixelBox clip = box_of(reduced.ClipRect).meet(wanted);
        reduced.ClipRect = ImVec4(static_cast<float>(clip.left), static_cast<float>(clip.top),
                                  static_cast<float>(clip.right), static_cast<float>(clip.bottom));
        reduced.IdxOffset = static_cast<unsigned int>(only.IdxBuffer.Size);
        reduced.ElemCount = 0;
        only.CmdBuffer.push_back(reduced);
      }
      const int end = only.IdxBuffer.Size;
      only.IdxBuffer.resize(end + shape.index_count);
      std::copy_n(list.IdxBuffer.begin() + shape.first_index, shape.index_count, only.IdxBuffer.begin() + end);
      only.CmdBuffer.back().ElemCount += static_cast<unsigned int>(shape.index_count);
    }
  }
}

}  // namespace bildungskiosk::platform
