#include "kiosk/ui/phone_step.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kPictureWidthDu = 208;
constexpr float kPictureHeightDu = 192;
constexpr float kDiscDu = 48;

// The lower end of the phone is cut off by the picture's.
Rect draw_phone(Frame& frame, const Rect& picture) {
  constexpr float kWidthDu = 124;
  constexpr float kTopDu = 20;
  constexpr float kEdgeDu = 10;
  constexpr Corners kBody{true, true, false, false, 0.12F};
  constexpr Corners kScreen{true, true, false, false, 0.08F};
  const Palette& palette = frame.palette();
  const Rect body{picture.x + (picture.w - kWidthDu) / 2, picture.y + kTopDu, kWidthDu, picture.h - kTopDu};
  const Rect screen{body.x + kEdgeDu, body.y + kEdgeDu, body.w - 2 * kEdgeDu, body.h - kEdgeDu};
  draw_block_shape(frame, body, kBody, palette.text);
  draw_block_shape(frame, screen, kScreen, palette.surface);
  return screen;
}

void draw_camera(Frame& frame, const Rect& screen) {
  constexpr float kTileDu = 76;
  const Rect tile = screen.centred(kTileDu, kTileDu);
  frame.fill(tile, frame.palette().sun, frame.theme().radii().control);
  frame.icon("photo_camera", tile.centred(kTileDu * 0.6F, kTileDu * 0.6F), frame.palette().on_sun);
}

void draw_aim(Frame& frame, const Rect& screen) {
  constexpr float kCodeDu = 56;
  constexpr float kFrameDu = 92;
  frame.icon("crop_free", screen.centred(kFrameDu, kFrameDu), frame.palette().phases[4].fill);
  frame.icon("qr_code_2", screen.centred(kCodeDu, kCodeDu), frame.palette().text);
}

void draw_found(Frame& frame, const Rect& screen) {
  constexpr std::array<std::size_t, 3> kPhases = {0, 4, 2};
  constexpr float kBlockDu = 24;
  constexpr float kRowDu = 36;
  const Palette& palette = frame.palette();
  float y = screen.y + (screen.h - 3 * kRowDu) / 2;
  for (const std::size_t phase : kPhases) {
    const Rect block{screen.x + 10, y, kBlockDu, kBlockDu};
    draw_block_shape(frame, block, palette.phases[phase].corners, palette.phases[phase].fill);
    frame.fill({block.right() + 8, y + 1, screen.w - kBlockDu - 30, 8}, palette.text_2, 4);
    frame.fill({block.right() + 8, y + 15, (screen.w - kBlockDu) * 0.45F, 7}, palette.line, 3);
    y += kRowDu;
  }
}

void draw_picture(Frame& frame, const Rect& rect, PhonePicture picture) {
  const Palette& palette = frame.palette();
  const std::array<Colour, 3> grounds = {palette.picture_1, palette.picture_2, palette.picture_3};
  const float radius = frame.theme().radii().control;
  frame.fill(rect, grounds[static_cast<std::size_t>(picture)], radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
  const Rect screen = draw_phone(frame, rect);
  switch (picture) {
    case PhonePicture::kCamera:
      return draw_camera(frame, screen);
    case PhonePicture::kAim:
      return draw_aim(frame, screen);
    case PhonePicture::kFound:
      return draw_found(frame, screen);
  }
}

void draw_disc(Frame& frame, const Rect& disc, int number) {
  frame.fill(disc, frame.palette().text, kDiscDu / 2);
  draw_text(frame, std::to_string(number), disc,
            {.role = TextRole::kSecondary,
             .colour = frame.palette().surface,
             .weight = Weight::kBold,
             .align = Align::kCentre,
             .vertical = VerticalAlign::kMiddle,
             .semantics = std::nullopt});
}

}  // namespace

void phone_step(Frame& frame, WidgetId id, const Rect& rect, const PhoneStepSpec& spec) {
  constexpr float kGapDu = 32;
  constexpr float kLineGapDu = 12;
  const bool beside = spec.layout == PhoneStepLayout::kBeside;
  const auto scope = frame.group(id, Role::kListItem, spec.title, rect);
  draw_picture(frame, {rect.x, rect.y, beside ? kPictureWidthDu : rect.w, kPictureHeightDu}, spec.picture);
  const TextStyle title{.role = TextRole::kCardTitle, .id = id / "title"};
  const TextStyle how{.role = TextRole::kLead, .colour = frame.palette().text_2, .id = id / "how"};
  const float x = beside ? rect.x + kPictureWidthDu + kGapDu : rect.x;
  const float width = rect.right() - x;
  float title_h = measure_text(frame, spec.title, width, title).height;
  float how_h = measure_text(frame, spec.how, width, how).height;
  float y = rect.y + kPictureHeightDu + kLineGapDu;
  const float spare = kPictureHeightDu - kDiscDu - kLineGapDu - title_h - how_h;
  constexpr float kOverhangDu = 16;  // the next step stands farther away than that
  if (beside && spare < -kOverhangDu) {
    // Longer words take the room of the number, which then stands on the picture, and smaller letters where they must.
    constexpr float kTitlePart = 0.6F;
    draw_disc(frame, {rect.x, rect.y, kDiscDu, kDiscDu}, spec.number);
    title_h = std::min(title_h, kPictureHeightDu * kTitlePart);
    how_h = std::min(how_h, kPictureHeightDu - title_h);
    y = rect.y + (kPictureHeightDu - title_h - how_h) / 2;
  } else {
    if (beside) y = rect.y + spare / 2;
    draw_disc(frame, {x, y, kDiscDu, kDiscDu}, spec.number);
    y += kDiscDu + kLineGapDu;
  }
  draw_text(frame, spec.title, {x, y, width, title_h}, title);
  draw_text(frame, spec.how, {x, y + title_h, width, how_h}, how);
}

}  // namespace bildungskiosk::ui
