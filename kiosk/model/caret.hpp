#pragma once

#include <cstddef>
#include <string_view>

#include "kiosk/model/event.hpp"

/// Where the caret goes in a text in UTF-8: whole characters only. Combining marks count for themselves; no key of ours
/// makes them. Offsets in bytes.
namespace bildungskiosk::model {

[[nodiscard]] std::size_t caret_before(std::string_view text, std::size_t caret);
[[nodiscard]] std::size_t caret_after(std::string_view text, std::size_t caret);
/// kLeft and kRight are those of the display: in a word that runs from right to left, left is forward.
[[nodiscard]] std::size_t moved_caret(std::string_view text, std::size_t caret, CaretMove where);

}  // namespace bildungskiosk::model
