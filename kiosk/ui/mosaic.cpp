#include "kiosk/ui/mosaic.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/ui/block.hpp"

namespace bildungskiosk::ui {
namespace {

using enum MosaicShape;
constexpr std::uint8_t kNone = MosaicBlock::kNoGround;

// column, row, cells, shape, quarter turns, phase, ground
constexpr std::array kLandscape = std::to_array<MosaicBlock>({
    {0, 0, 1, kQuarter, 3, 1, kNone}, {1, 0, 2, kRound, 0, 0, kNone},  {3, 0, 1, kRound, 0, 4, 5},
    {4, 0, 1, kLeaf, 0, 6, kNone},    {5, 0, 2, kArch, 0, 2, kNone},   {7, 0, 1, kQuarter, 1, 5, 4},
    {0, 1, 1, kArch, 0, 3, kNone},    {3, 1, 2, kSquare, 0, 1, kNone}, {7, 1, 1, kQuarter, 0, 3, 0},
    {0, 2, 1, kDot, 0, 6, kNone},     {1, 2, 1, kArch, 0, 5, kNone},   {2, 2, 1, kDrop, 0, 4, 7},
    {5, 2, 1, kQuarter, 0, 4, kNone}, {6, 2, 2, kLeaf, 0, 5, kNone},   {0, 3, 2, kDrop, 0, 4, kNone},
    {2, 3, 1, kRound, 0, 2, kNone},   {3, 3, 1, kArch, 2, 3, 5},       {4, 3, 1, kArch, 1, 6, 0},
    {5, 3, 1, kQuarter, 2, 6, kNone}, {2, 4, 1, kDrop, 2, 3, kNone},   {3, 4, 1, kArch, 2, 1, kNone},
    {4, 4, 2, kQuarter, 0, 3, 7},     {6, 4, 1, kDrop, 2, 4, kNone},   {0, 5, 1, kDot, 0, 3, kNone},
    {1, 5, 2, kArch, 2, 6, 5},        {3, 5, 1, kArch, 2, 5, kNone},   {6, 5, 2, kArch, 1, 7, kNone},
    {0, 6, 1, kDot, 0, 2, kNone},     {5, 6, 1, kArch, 0, 4, kNone},   {0, 7, 1, kArch, 2, 1, kNone},
});

constexpr std::array kPortrait = std::to_array<MosaicBlock>({
    {0, 0, 1, kDot, 0, 4, kNone},   {1, 0, 1, kDot, 0, 7, kNone},     {2, 0, 1, kArch, 1, 4, kNone},
    {3, 0, 1, kArch, 3, 0, 3},      {4, 0, 2, kArch, 0, 2, kNone},    {6, 0, 1, kDot, 0, 1, kNone},
    {7, 0, 1, kArch, 0, 6, 0},      {8, 0, 1, kArch, 2, 6, kNone},    {0, 1, 1, kQuarter, 2, 2, kNone},
    {1, 1, 2, kRound, 0, 0, kNone}, {3, 1, 1, kQuarter, 2, 6, 5},     {6, 1, 1, kDrop, 3, 6, kNone},
    {7, 1, 2, kLeaf, 0, 5, kNone},  {3, 2, 1, kArch, 2, 4, 7},        {5, 2, 2, kDrop, 0, 4, kNone},
    {0, 3, 1, kArch, 1, 5, 4},      {1, 3, 1, kQuarter, 2, 7, 3},     {2, 3, 2, kSquare, 0, 1, kNone},
    {4, 3, 1, kArch, 1, 2, kNone},  {7, 3, 1, kQuarter, 2, 0, kNone}, {8, 3, 1, kRound, 0, 1, kNone},
    {0, 4, 1, kArch, 3, 7, kNone},  {1, 4, 1, kDot, 0, 5, kNone},     {4, 4, 1, kDrop, 1, 3, 0},
    {5, 4, 1, kDot, 0, 1, kNone},   {6, 4, 1, kArch, 0, 2, kNone},    {7, 4, 2, kArch, 2, 6, 5},
    {0, 5, 2, kQuarter, 0, 3, 7},   {2, 5, 1, kDot, 0, 7, kNone},     {3, 5, 1, kQuarter, 2, 4, kNone},
    {4, 5, 2, kArch, 1, 7, kNone},  {2, 6, 1, kArch, 1, 5, kNone},    {6, 6, 1, kArch, 3, 1, kNone},
    {8, 6, 1, kRound, 0, 3, kNone}, {0, 7, 1, kArch, 1, 6, 7},
});

Corners upright_corners(MosaicShape shape) {
  switch (shape) {
    case kArch:
      return {true, true, false, false, 0.5F};
    case kQuarter:
      return {false, true, false, false, 1};
    case kDrop:
      return {true, true, true, false, 0.5F};
    case kLeaf:
      return {true, false, true, false, 0.5F};
    case kSquare:
      return {false, false, false, false, 0};
    case kRound:
    case kDot:
      return {true, true, true, true, 0.5F};
  }
  return {};
}

Corners turned(Corners corners, int quarter_turns) {
  for (int i = 0; i < (quarter_turns & 3); ++i) {
    corners = {corners.bottom_left, corners.top_left, corners.top_right, corners.bottom_right, corners.radius};
  }
  return corners;
}

bool can_turn(const MosaicBlock& block) {
  return block.cells == 1 && block.shape != kRound && block.shape != kSquare && block.shape != kDot;
}

float ease_in_out(float t) { return t < 0.5F ? 4 * t * t * t : 1 - 4 * (1 - t) * (1 - t) * (1 - t); }

/// How far the blocks have turned: every block's whole turns, and the one that is turning now.
class Turning {
 public:
  Turning(Frame& frame, std::span<const MosaicBlock> blocks, TimeMs since_ms) {
    for (const MosaicBlock& block : blocks) count_ += can_turn(block) ? 1 : 0;
    const Motion& motion = frame.theme().motion();
    if (frame.calm() || count_ == 0 || motion.mosaic_every_ms <= 0) return;
    const TimeMs age = std::max<TimeMs>(0, frame.now_ms() - since_ms);
    steps_ = age / motion.mosaic_every_ms;  // the first turn begins after one pause
    const TimeMs into = age % motion.mosaic_every_ms;
    if (steps_ > 0 && into < motion.mosaic_turn_ms) {
      progress_ = ease_in_out(static_cast<float>(into) / static_cast<float>(motion.mosaic_turn_ms));
      frame.request_animation();
    } else {
      frame.request_at(since_ms + (steps_ + 1) * motion.mosaic_every_ms);
    }
  }
  /// Turns of the i-th block that can turn, in quarters; the running one is counted by its progress.
  [[nodiscard]] int whole(TimeMs i) const {
    const TimeMs position = order(i);
    if (steps_ <= position) return 0;
    const TimeMs begun = (steps_ - position - 1) / count_ + 1;
    return static_cast<int>((begun - (is_turning(i) ? 1 : 0)) & 3);
  }
  [[nodiscard]] bool is_turning(TimeMs i) const { return progress_ && (steps_ - 1) % count_ == order(i); }
  [[nodiscard]] float progress() const { return progress_.value_or(0) / 4; }

 private:
  /// Neighbours in the table are neighbours on the wall: a stride spreads the turns over it.
  [[nodiscard]] TimeMs order(TimeMs i) const { return (i * (count_ % 7 == 0 ? 1 : 7) + 3) % count_; }

  TimeMs count_ = 0;
  TimeMs steps_ = 0;
  std::optional<float> progress_;
};

Rect cell_rect(const Rect& area, float cell_du, const MosaicBlock& block) {
  const float side = cell_du * static_cast<float>(block.cells);
  return {area.x + static_cast<float>(block.column) * cell_du, area.y + static_cast<float>(block.row) * cell_du, side,
          side};
}

}  // namespace

std::span<const MosaicBlock> landscape_mosaic() { return kLandscape; }
std::span<const MosaicBlock> portrait_mosaic() { return kPortrait; }

void draw_mosaic(Frame& frame, const Rect& rect, float cell_du, std::span<const MosaicBlock> blocks, TimeMs since_ms) {
  constexpr float kPhaseIconPart = 0.42F;
  const auto& phases = frame.palette().phases;
  const Turning turning(frame, blocks, since_ms);
  TimeMs turnable = 0;
  const MosaicBlock* in_motion = nullptr;
  Corners in_motion_corners;
  for (const MosaicBlock& block : blocks) {
    const Rect cell = cell_rect(rect, cell_du, block);
    if (block.ground != kNone) frame.fill(cell, phases[block.ground].fill);
    const std::size_t phase = block.phase;
    if (block.cells > 1) {
      draw_phase_block(frame, cell, phase, kPhaseIconPart);
      continue;
    }
    const Rect shape = block.shape == kDot ? cell.centred(cell_du / 2, cell_du / 2) : cell;
    Corners corners = turned(upright_corners(block.shape), block.quarter_turns);
    if (can_turn(block)) {
      corners = turned(corners, turning.whole(turnable));
      if (turning.is_turning(turnable++)) {
        in_motion = &block;
        in_motion_corners = corners;
        continue;
      }
    }
    draw_block_shape(frame, shape, corners, phases[phase].fill);
  }
  if (in_motion == nullptr) return;
  // Last, so that its corners sweep over the neighbours.
  draw_block_shape(frame, cell_rect(rect, cell_du, *in_motion), in_motion_corners, phases[in_motion->phase].fill,
                   turning.progress());
}

}  // namespace bildungskiosk::ui
