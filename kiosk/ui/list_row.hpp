#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

/// A touchable row inside a panel, ≥ 96 du high; a rule is drawn above it if `rule_above`.
struct ListRowSpec {
  std::size_t phase = 0;
  std::string_view title{};
  std::string_view title_language{};
  std::string_view detail{};           // "09:30 Uhr · Lindach"
  std::span<const ByteRange> marks{};  // search hits in the title
  std::string_view day_name{};         // "Di": with day_number a calendar leaf leads, and the block stands at the end
  std::string_view day_number{};       // "24"
  float block_du = 72;                 // 64 in the week list, 72 in search, 60 in "Ähnliche"
  bool rule_above = true;
  TextRole title_role = TextRole::kRowTitle;
  int title_lines_max = 2;
};
bool list_row(Frame& frame, WidgetId id, const Rect& rect, const ListRowSpec& spec);

}  // namespace bildungskiosk::ui
