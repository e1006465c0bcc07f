#include "kiosk/ui/steps.hpp"

#include <algorithm>
#include <string>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

float numbered_step(Frame& frame, WidgetId id, const Rect& rect, const NumberedStepSpec& spec) {
  constexpr float kDiscDu = 56;
  constexpr float kGapDu = 20;
  const Palette& palette = frame.palette();
  const float x = rect.x + kDiscDu + kGapDu;
  const float width = rect.right() - x;
  TextStyle title;
  title.weight = Weight::kBold;
  title.role = TextRole::kLead;
  title.lines_max = 2;
  TextStyle how;
  how.role = TextRole::kSecondary;
  how.colour = palette.text_2;
  how.lines_max = 4;
  const float title_h = measure_text(frame, spec.title, width, title).height;
  const float how_h = measure_text(frame, spec.how, width, how).height;
  const float height = std::max(kDiscDu, title_h + how_h);
  const std::string number = std::to_string(spec.number);
  const auto scope = frame.group(id, Role::kListItem, spec.title, {rect.x, rect.y, rect.w, height});
  const Rect disc{rect.x, rect.y + (height - kDiscDu) / 2, kDiscDu, kDiscDu};
  frame.fill(disc, palette.text, kDiscDu / 2);
  TextStyle figure;
  figure.colour = palette.surface;
  figure.weight = Weight::kBold;
  figure.align = Align::kCentre;
  figure.vertical = VerticalAlign::kMiddle;
  figure.semantics = std::nullopt;
  draw_text(frame, number, disc, figure);
  const float y = rect.y + (height - title_h - how_h) / 2;
  draw_text(frame, spec.title, {x, y, width, title_h}, title);
  draw_text(frame, spec.how, {x, y + title_h, width, how_h}, how);
  return height;
}

void progress_step(Frame& frame, WidgetId id, const Rect& rect, const ProgressStepSpec& spec) {
  constexpr float kIconDu = 44;
  constexpr float kGapDu = 20;
  const Palette& palette = frame.palette();
  const bool done = spec.state == StepState::kDone;
  const bool running = spec.state == StepState::kRunning;
  const std::string_view icon = done ? "check_circle" : running ? "sync" : "radio_button_unchecked";
  frame.icon(icon, {rect.x, rect.y + (rect.h - kIconDu) / 2, kIconDu, kIconDu},
             done      ? palette.ok
             : running ? palette.text
                       : palette.control_edge);
  TextStyle label;
  label.weight = running ? Weight::kBold : Weight::kMedium;
  label.colour = spec.state == StepState::kWaiting ? palette.text_2 : palette.text;
  label.vertical = VerticalAlign::kMiddle;
  label.lines_max = 1;
  label.semantics = std::nullopt;
  TextStyle value = label;
  value.role = TextRole::kControl;
  value.weight = Weight::kMedium;
  value.colour = palette.text_2;
  value.align = Align::kEnd;
  value.figures = Figures::kTabular;
  const float x = rect.x + kIconDu + kGapDu;
  const auto width_of = [&](std::string_view text, const TextStyle& style) {
    return measure_text(frame, text, 0, style).width + 2;
  };
  // Both in one size, the largest in which they have room beside each other.
  label.step = value.step = frame.text_step();
  while (label.step > TextStep::k1 &&
         width_of(spec.label, label) + kGapDu + width_of(spec.value, value) > rect.right() - x) {
    label.step = value.step = static_cast<TextStep>(static_cast<int>(*label.step) - 1);
  }
  const float value_w = width_of(spec.value, value);
  draw_text(frame, spec.label, {x, rect.y, rect.right() - value_w - kGapDu - x, rect.h}, label);
  draw_text(frame, spec.value, {rect.right() - value_w, rect.y, value_w, rect.h}, value);
  Node& node = frame.node(id, Role::kListItem, spec.label, rect);
  node.value.assign(spec.value);
  node.state.chosen = done;
}

}  // namespace bildungskiosk::ui
