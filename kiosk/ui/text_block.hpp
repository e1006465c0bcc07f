#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

using text::Align;
using text::ByteRange;
using text::Figures;
using text::Weight;

enum class VerticalAlign { kTop, kMiddle, kBottom };

/// How a text stands in its rectangle. Everything has a good default: `TextStyle{.role = TextRole::kH2}`.
struct TextStyle {
  TextRole role = TextRole::kBody;
  std::optional<Colour> colour{};  // palette text if not given
  std::optional<Weight> weight{};  // the role's if not given
  Align align = Align::kStart;
  VerticalAlign vertical = VerticalAlign::kTop;
  int lines_max = 0;  // 0: what fits the rectangle's width, any number
  Figures figures = Figures::kProportional;
  std::string_view language{};  // the interface's if empty
  std::span<const ByteRange> bold{};
  std::span<const ByteRange> marks{};           // yellow behind: hits of a search, the sentence being read
  std::optional<Role> semantics = Role::kText;  // nullopt: part of a widget that speaks for it
  WidgetId id{};
  /// A text of an offer that a list may cut, because another screen has it whole.
  bool may_be_cut = false;
  std::optional<TextStep> step{};  // a sample of another text size than the visitor's
};

struct TextExtent {
  float width = 0;   // du
  float height = 0;  // du
  int lines = 0;
  bool shortened = false;
  bool word_broken = false;
};

/// Draws in `rect` (du); wraps at its width; returns what it took, so that the next thing can follow below.
TextExtent draw_text(Frame& frame, std::string_view text, const Rect& rect, const TextStyle& style = {});
/// `style` as draw_text() sets a text by itself: in the largest text size, up to the visitor's, that has room in
/// `rect`; where the smallest has none, in a smaller role, down to the label's 20 du; at last in two lines. Words of
/// another language may be half as long again. For widgets that must know before they draw.
[[nodiscard]] TextStyle fitting_style(Frame& frame, std::string_view text, const Rect& rect, TextStyle style);
/// The same without drawing. `width_du` 0: one line.
[[nodiscard]] TextExtent measure_text(Frame& frame, std::string_view text, float width_du, const TextStyle& style = {});

}  // namespace bildungskiosk::ui
