#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

/// The cards with which a visitor chooses how the screen looks. Each is drawn as high as it is given.
namespace bildungskiosk::ui {

/// "Aa" in the size that it stands for, its name below. At least text_size_card_height() high.
struct TextSizeCardSpec {
  TextStep step = TextStep::k1;
  std::string_view label{};
  bool chosen = false;
};
bool text_size_card(Frame& frame, WidgetId id, const Rect& rect, const TextSizeCardSpec& spec);

/// "Aa" and three blocks in the colours that it stands for, whatever the screen's are now.
struct SchemeCardSpec {
  Scheme scheme = Scheme::kLight;
  std::string_view label{};
  bool chosen = false;
};
bool scheme_card(Frame& frame, WidgetId id, const Rect& rect, const SchemeCardSpec& spec);

/// A switch of 104 × 60 with a tick and the word for its state; the whole card toggles.
struct SwitchCardSpec {
  std::string_view icon{};
  std::string_view label{};  // "Ruhige Anzeige"
  std::string_view note{};   // "Nichts bewegt sich"
  std::string_view state{};  // "Ein", "Aus"
  bool on = false;
  bool enabled = true;
};
bool switch_card(Frame& frame, WidgetId id, const Rect& rect, const SwitchCardSpec& spec);

/// How high the cards must be for their texts at this width and the frame's text size; never below DESIGN.md's.
[[nodiscard]] float text_size_card_height(Frame& frame, std::string_view label, float width_du);
[[nodiscard]] float scheme_card_height(Frame& frame, std::string_view label, float width_du);
[[nodiscard]] float switch_card_height(Frame& frame, const SwitchCardSpec& spec, float width_du);

}  // namespace bildungskiosk::ui
