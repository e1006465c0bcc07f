#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/platform/texture_store.hpp"
#include "kiosk/platform/tile_grid.hpp"
#include "kiosk/platform/window.hpp"

struct ImDrawList;

namespace bildungskiosk::platform {

/// A piece of the picture that stands somewhere else in the next one: `area` keeps its place, what is in it goes up by
/// `up_px` (down when negative).
struct Shift {
  PixelRect area;
  int up_px = 0;
};

/// How to make the picture of a frame out of the one before: move, clear what changed, draw there.
struct Changes {
  std::optional<Shift> shift;
  std::vector<PixelRect> rects;  // of the new picture, none over another
  [[nodiscard]] bool empty() const { return !shift && rects.empty(); }
};

/// Finds what differs between two frames' draw lists, so that only that is drawn: most of a frame's time on a display
/// without a graphics card goes into pixels. The picture is cut into tiles; each tile has a digest of what is drawn
/// over it, in order, and is drawn anew when that is another one. A scrolled list has tiles of its own that move with
/// it, so that scrolling draws only what comes in; one that lies over or under something else, also over a ground of
/// its own as an offer's text does, is drawn whole when it is scrolled. Knows no graphics: it looks at vertices.
class FrameChanges {
 public:
  static constexpr int kTilePx = 32;
  /// More rectangles cost more than they save; then they are joined.
  static constexpr std::size_t kRectsMax = 12;

  /// A texture that is made has another content than an earlier one of this name.
  void note_texture(TextureId id) { textures_[id.value] = ++last_texture_; }
  /// The next frame is drawn whole.
  void forget() { known_ = false; }

  /// `list` may be null: an empty picture. The answer lives until the next call.
  const Changes& compare(const ImDrawList* list, PixelSize size, std::uint32_t clear_rgb,
                         std::span<const ScrolledArea> scrolled);
  /// Fills `only` with commands and indices for what touches the last answer's rectangles, clipped to them; it needs
  /// the compared list's vertices in their order.
  void reduce(const ImDrawList& list, ImDrawList& only) const;

 private:
  /// Triangles that belong together: those of one rectangle, outline, text.
  struct Shape {
    int command = 0;
    int first_index = 0;
    int index_count = 0;
    PixelBox box;  // what it covers, clipped
  };
  /// What moves with one scroll area.
  struct Layer {
    ScrolledArea area;
    TileGrid tiles;        // rows are counted in what is scrolled
    bool covered = false;  // something else is drawn there, too
  };

  void take_shapes(const ImDrawList& list);
  void take_command(const ImDrawList& list, int command);
  void take_shape(const ImDrawList& list, int command, int first_index, int end_index, std::uint32_t first_vertex,
                  std::uint32_t last_vertex);
  [[nodiscard]] Layer* layer_of(const PixelBox& clip);
  void begin(PixelSize size, std::span<const ScrolledArea> scrolled);
  void find_changes();
  void compare_layer(const Layer& now, const Layer& before);

  std::map<std::uint64_t, std::uint64_t> textures_;
  std::uint64_t last_texture_ = 0;

  bool known_ = false;
  PixelSize size_;
  std::uint32_t clear_rgb_ = 0;
  TileGrid tiles_;
  TileGrid tiles_before_;
  std::vector<Layer> layers_;
  std::vector<Layer> layers_before_;
  std::vector<Shape> shapes_;
  int layer_switches_ = 0;
  const Layer* last_layer_ = nullptr;
  TileMask changed_;
  Changes changes_;
};

}  // namespace bildungskiosk::platform
