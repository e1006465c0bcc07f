#pragma once

#include <cstddef>

#include "kiosk/ui/geometry.hpp"

/// Rows that can be touched, of the same size, below each other and in one column or several.
namespace bildungskiosk::view {

inline constexpr float kCellDu = 80;  // how high
inline constexpr float kCellGapDu = 14;

/// The one at `index`, counted along the rows, where `columns` share the width of `area`.
[[nodiscard]] ui::Rect cell(const ui::Rect& area, std::size_t index, std::size_t columns);
/// What so many take of the height, a gap below them included.
[[nodiscard]] float cells_height(std::size_t count, std::size_t columns);

}  // namespace bildungskiosk::view
