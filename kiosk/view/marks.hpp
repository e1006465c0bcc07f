#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::view {

/// Where the words that were typed begin words of a title, in bytes: what the yellow marker goes over. Case is
/// ignored for Latin, Greek and Cyrillic letters of two bytes. In order, without overlaps.
[[nodiscard]] std::vector<ui::ByteRange> search_marks(std::string_view title, std::string_view typed);

}  // namespace bildungskiosk::view
