#include "kiosk/ui/dialog_head.hpp"

#include <algorithm>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kDiscDu = 112;
constexpr float kIconDu = 64;
constexpr float kGapDu = 32;
constexpr int kTitleLinesMax = 3;

Colour disc_colour(const Palette& palette, DialogTone tone) {
  switch (tone) {
    case DialogTone::kPlain:
      return palette.primary;
    case DialogTone::kGood:
      return palette.ok;
    case DialogTone::kBad:
      return palette.error;
  }
  return palette.primary;
}

}  // namespace

float dialog_head(Frame& frame, WidgetId id, const Rect& rect, const DialogHeadSpec& spec) {
  const Palette& palette = frame.palette();
  const float x = rect.x + kDiscDu + kGapDu;
  const float width = rect.right() - x;
  TextStyle overline;
  overline.colour = palette.text_2;
  overline.role = TextRole::kControl;
  overline.lines_max = 2;
  TextStyle title;
  title.role = TextRole::kH1;
  title.lines_max = kTitleLinesMax;
  title.semantics = Role::kHeading;
  title.id = id;
  if (measure_text(frame, spec.title, width, title).shortened) {
    title.role = TextRole::kH2;
    title.lines_max = kTitleLinesMax + 1;
  }
  const float overline_h = measure_text(frame, spec.overline, width, overline).height;
  const float title_h = measure_text(frame, spec.title, width, title).height;
  constexpr float kBetweenDu = 2;
  const float text_h = overline_h + kBetweenDu + title_h;
  const float height = std::max(kDiscDu, text_h);
  const Rect disc{rect.x, rect.y + (height - kDiscDu) / 2, kDiscDu, kDiscDu};
  frame.fill(disc, disc_colour(palette, spec.tone), kDiscDu / 2);
  frame.icon(spec.icon, disc.centred(kIconDu, kIconDu),
             spec.tone == DialogTone::kPlain ? palette.on_primary : palette.surface);
  const float y = rect.y + (height - text_h) / 2;
  draw_text(frame, spec.overline, {x, y, width, overline_h}, overline);
  draw_text(frame, spec.title, {x, y + overline_h + kBetweenDu, width, title_h}, title);
  return height;
}

}  // namespace bildungskiosk::ui
