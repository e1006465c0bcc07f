#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// What kind of news a dialog brings: the colour of its disc.
enum class DialogTone { kPlain, kGood, kBad };

struct DialogHeadSpec {
  std::string_view icon{};
  DialogTone tone = DialogTone::kPlain;
  std::string_view overline{};  // "USB-Stick erkannt · nur für Mitarbeitende"
  std::string_view title{};
};
/// Disc with icon, overline, title of up to three lines (smaller when it needs more). `rect` is as wide as the dialog's
/// content and begins at its top; returns the height used: 112 du with a title of one line.
float dialog_head(Frame& frame, WidgetId id, const Rect& rect, const DialogHeadSpec& spec);

}  // namespace bildungskiosk::ui
