#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/platform/texture_store.hpp"

namespace bildungskiosk::text {

enum class Weight { kMedium, kBold };
/// Horizontal place of the lines in their width. Start and end are the interface's; kNatural is the start of each
/// paragraph's own direction (an Arabic description inside a German screen stands at the right).
enum class Align { kStart, kCentre, kEnd, kNatural };
enum class Direction { kLeftToRight, kRightToLeft };
/// Digits of equal width (`tnum`) for dates, times and counts; proportional in running text.
enum class Figures { kProportional, kTabular };

/// A part of the text in bytes [begin, end) that is marked: drawn by the caller as rectangles below the text.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What to lay out. UTF-8, without what would harm its neighbours (scripts.hpp); at most kTextBytesMax, the rest is
/// cut. The views are only read during the call.
struct TextRequest {
  static constexpr std::size_t kTextBytesMax = 16 * 1024;

  std::string_view text{};
  std::string_view language{};  // BCP 47 ("de", "ar"); empty: unknown
  float size_px = 24;           // em size in pixels
  float line_height = 1.35F;    // distance of baselines in em; Arabic script gets at least 1.5
  float letter_spacing_em = 0;  // not applied to joined scripts
  Weight weight = Weight::kMedium;
  bool display_face = false;  // "Inter Display" (optical size for ≥ 36 du)
  Figures figures = Figures::kProportional;
  float width_px = 0;  // 0: as wide as the text, one line per paragraph
  int lines_max = 0;   // 0: as many as it takes; otherwise "…" ends the last line
  Align align = Align::kStart;
  Direction direction = Direction::kLeftToRight;  // of the interface: what start and end mean
  std::span<const ByteRange> bold{};              // ranges set in bold
  std::span<const ByteRange> marks{};             // ranges whose rectangles come back in TextBlock::marks
};

struct RectPx {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
};

/// A text laid out and rendered. Metrics are in pixels from the box's top LEFT corner (y down), in either direction.
struct TextBlock {
  float width_px = 0;     // widest line's advance
  float height_px = 0;    // lines × line height: what layout counts with
  float baseline_px = 0;  // of the first line
  int lines = 0;
  bool shortened = false;      // an ellipsis was needed
  bool word_broken = false;    // a word is wider than the box and goes on in the next line, without a hyphen
  bool right_to_left = false;  // base direction of the first paragraph
  // Coverage picture: draw at (left + image_x, top + image_y) of the request's box, pixel for pixel, tinted. The box is
  // the request's width_px wide, or width_px of this block if that was 0.
  int image_x = 0;
  int image_y = 0;
  int image_width = 0;  // 0: nothing visible (spaces)
  int image_height = 0;
  platform::TextureId texture;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
  std::vector<RectPx> marks;  // one or more per range of TextRequest::marks, line by line
};

/// Lays text out with Pango, renders it with Cairo into one-channel atlas pages and remembers it. A repeated
/// request is a hash lookup without allocation. Belongs to the window's thread.
///
/// Budget: kAtlasBytesMax of atlas pages; the page not used for longest is emptied first; pages used in the current
/// frame never are, so a block stays valid until the next begin_frame(). A frame that alone needs more gets more, and
/// everything is laid out anew in the next one.
class TextEngine {
 public:
  static constexpr std::size_t kAtlasBytesMax = 24U * 1024 * 1024;
  static constexpr std::size_t kBlocksMax = 4096;

  /// Loads the icon font if fontconfig has not; never fails for missing fonts (see missing_fonts()).
  explicit TextEngine(platform::TextureStore& textures);
  ~TextEngine();
  TextEngine(const TextEngine&) = delete;
  TextEngine& operator=(const TextEngine&) = delete;

  /// Call once before the first block of a frame.
  void begin_frame();
  /// The block for a request; the reference holds until the next begin_frame().
  const TextBlock& block(const TextRequest& request);
  /// An icon of Material Icons by name ("arrow_back"), in a square of size_px; unknown names give an empty block.
  const TextBlock& icon(std::string_view name, float size_px);
  /// x of the caret (px from the left of the text's box) before byte `byte_index` of a one-line request.
  [[nodiscard]] float caret_x_px(const TextRequest& request, std::size_t byte_index);

  struct Statistics {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::size_t pages = 0;
    std::size_t blocks = 0;
  };
  [[nodiscard]] Statistics statistics() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Font families that the design needs and fontconfig doesn't have, e.g. {"Inter", "Material Icons"}.
[[nodiscard]] std::vector<std::string> missing_fonts();

}  // namespace bildungskiosk::text
