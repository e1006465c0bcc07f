#include "kiosk/view/take_away.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/code_picture.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/phone_step.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/printing.hpp"
#include "kiosk/view/take_away_code.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using model::TakeAway;
using ui::Rect;

constexpr float kPaddingDu = 48;
constexpr float kTitleDu = 72;
constexpr float kCodeDu = 480;
constexpr float kPortraitCodeDu = 560;
constexpr float kPortraitHowDu = 260;
constexpr float kOptionDu = 80;
constexpr float kGapDu = 14;
constexpr float kDoneDu = 96;
constexpr float kStepDu = 192;
constexpr float kStepGapDu = 24;

struct Choice {
  TakeAway what;
  const char* label;
  std::string_view icon;
};
constexpr std::array<Choice, 4> kChoices = {{{TakeAway::kDates, marked("Termine in den Kalender"), "event_available"},
                                             {TakeAway::kRegistration, marked("Zur Anmeldung"), "language"},
                                             {TakeAway::kContact, marked("Kontakt speichern"), "group"},
                                             {TakeAway::kPlace, marked("Weg dorthin"), "place"}}};

void draw_title(const Screen& screen, const Rect& rect) {
  ui::draw_text(screen.frame, screen.tr("Aufs Handy mitnehmen"), rect,
                {.role = ui::TextRole::kH1,
                 .vertical = ui::VerticalAlign::kMiddle,
                 .lines_max = 1,
                 .semantics = ui::Role::kHeading,
                 .id = "takeaway.title"});
}

float code_side(const Screen& screen) { return screen.landscape() ? kCodeDu : kPortraitCodeDu; }

/// The code and what is said of it below, centred, as far as `place` is high (0: any height).
void draw_code(const Screen& screen, const Rect& place, const TakeAwayCode& shown) {
  ui::Frame& frame = screen.frame;
  const float side = code_side(screen);
  const Rect picture{place.x + (place.w - side) / 2, place.y, side, side};
  const std::string spoken = i18n::fill(screen.tr("Code für Ihr Handy: {1}"), {shown.label});
  ui::CodePictureSpec spec{.label = spoken};
  if (shown.code) {
    spec.modules = shown.code->modules;
    spec.dark = shown.code->dark;
  }
  ui::code_picture(frame, "takeaway.code", picture, spec);
  float y = picture.bottom() + 20;
  const auto line = [&](std::string_view text, ui::TextRole role, std::optional<ui::Weight> weight, ui::WidgetId id) {
    if (text.empty()) return;
    const ui::TextStyle style{.role = role, .weight = weight, .align = ui::Align::kCentre, .lines_max = 2, .id = id};
    const float height = ui::measure_text(frame, text, place.w, style).height;
    if (place.h > 0 && y + height > place.bottom()) return;
    ui::draw_text(frame, text, {place.x, y, place.w, height}, style);
    y += height + 4;
  };
  if (!shown.code) {
    line(screen.tr("Das ist zu lang für einen Code."), ui::TextRole::kSecondary, {}, "takeaway.toolong");
  }
  line(shown.note, ui::TextRole::kSecondary, {}, "takeaway.note");
  constexpr std::size_t kTypedMax = 60;  // nobody types more
  if (!shown.typed.empty() && shown.typed.size() <= kTypedMax) {
    line(screen.tr("Kein Code möglich? Tippen Sie ein:"), ui::TextRole::kSecondary, {}, "takeaway.else");
    line(shown.typed, ui::TextRole::kSecondary, ui::Weight::kBold, "takeaway.typed");
  }
}

struct Step {
  ui::PhonePicture picture;
  const char* title;
  const char* how;
};
constexpr std::array<Step, 3> kListSteps = {
    {{ui::PhonePicture::kCamera, marked("Kamera öffnen"), marked("auf Ihrem Handy")},
     {ui::PhonePicture::kAim, marked("Auf den Code zeigen"), marked("und ruhig halten")},
     {ui::PhonePicture::kFound, marked("Text antippen"), marked("Ihre Liste ist da")}}};

void draw_steps_below(const Screen& screen, const Rect& place) {
  float y = place.y;
  for (std::size_t i = 0; i < kListSteps.size(); ++i) {
    ui::phone_step(screen.frame, ui::WidgetId("takeaway.step") / i, {place.x, y, place.w, kStepDu},
                   {.picture = kListSteps[i].picture,
                    .number = static_cast<int>(i) + 1,
                    .title = screen.tr(kListSteps[i].title),
                    .how = screen.tr(kListSteps[i].how)});
    y += kStepDu + kStepGapDu;
  }
}

void draw_steps_beside(const Screen& screen, const Rect& place) {
  constexpr float kBetweenDu = 32;
  const float width = (place.w - 2 * kBetweenDu) / 3;
  for (std::size_t i = 0; i < kListSteps.size(); ++i) {
    ui::phone_step(screen.frame, ui::WidgetId("takeaway.step") / i,
                   {place.x + static_cast<float>(i) * (width + kBetweenDu), place.y, width, place.h},
                   {.picture = kListSteps[i].picture,
                    .number = static_cast<int>(i) + 1,
                    .title = screen.tr(kListSteps[i].title),
                    .how = screen.tr(kListSteps[i].how),
                    .layout = ui::PhoneStepLayout::kStacked});
  }
}

void draw_choices(const Screen& screen, const Rect& place, const std::vector<TakeAway>& found, TakeAway shown,
                  std::size_t columns) {
  const float width = (place.w - static_cast<float>(columns - 1) * kGapDu) / static_cast<float>(columns);
  std::size_t index = 0;
  for (const Choice& choice : kChoices) {
    if (std::find(found.begin(), found.end(), choice.what) == found.end()) continue;
    const std::size_t row = index / columns;
    const Rect rect{place.x + static_cast<float>(index % columns) * (width + kGapDu),
                    place.y + static_cast<float>(row) * (kOptionDu + kGapDu), width, kOptionDu};
    ++index;
    const ui::ButtonSpec spec{.label = screen.tr(choice.label),
                              .kind = ui::ButtonKind::kOption,
                              .icon = choice.icon,
                              .chosen = choice.what == shown};
    const ui::WidgetId id = ui::WidgetId("takeaway.what") / static_cast<std::uint64_t>(choice.what);
    if (ui::button(screen.frame, id, rect, spec)) screen.events.emplace_back(model::ChooseTakeAway{choice.what});
  }
}

void draw_done(const Screen& screen, const Rect& rect) {
  const ui::ButtonSpec done{.label = screen.tr("Fertig"), .kind = ui::ButtonKind::kPrimary, .icon = "check"};
  if (ui::button(screen.frame, "takeaway.done", rect, done)) screen.events.emplace_back(model::CloseTakeAway{});
}

// "Fertig", and "Drucken" beside it.
void draw_offer_end(const Screen& screen, const model::DetailPage& page, const Rect& row) {
  const PrintRow parts = part_print_row(screen, row);
  draw_done(screen, parts.other);
  draw_print_offer_button(screen, *page.detail, parts.print);
}

// Where the letters are too big for all three sentences, the one that matters. Returns how high it is.
float draw_how(const Screen& screen, const Rect& room) {
  const ui::TextStyle style{.role = ui::TextRole::kLead, .colour = screen.frame.palette().text_2, .id = "takeaway.how"};
  const std::string* how = &screen.tr(
      "Öffnen Sie die Kamera auf Ihrem Handy. Zeigen Sie auf den Code. Tippen Sie dann an, was das Handy findet.");
  float height = ui::measure_text(screen.frame, *how, room.w, style).height;
  if (height > room.h) {
    how = &screen.tr("Auf den Code zeigen");
    height = ui::measure_text(screen.frame, *how, room.w, style).height;
  }
  ui::draw_text(screen.frame, *how, {room.x, room.y, room.w, height}, style);
  return height;
}

CodeRoom room_of(const Screen& screen) {
  const Rect picture{0, 0, code_side(screen), code_side(screen)};
  return {ui::code_modules_max(screen.frame, picture), ui::code_modules_easy(screen.frame, picture)};
}

Rect dialog_box(const Screen& screen) {
  constexpr float kWidthMaxDu = 1312;
  constexpr float kLandscapeDu = 808;
  constexpr float kPortraitDu = 1328;
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const float width = std::min(kWidthMaxDu, screen.frame.width() - 2 * parts.margin);
  const float room = parts.bar.y - 16 - 40;
  // Bigger letters, and displays that are nearly square, take what there is.
  const bool big = screen.frame.text_step() > ui::TextStep::k2 || (screen.landscape() && !screen.wide());
  const float height = big ? room : std::min(screen.landscape() ? kLandscapeDu : kPortraitDu, room);
  return {(screen.frame.width() - width) / 2, parts.bar.y - 16 - height, width, height};
}

void draw_offer_dialog(const Screen& screen, const model::DetailPage& page) {
  const Rect box = dialog_box(screen);
  const auto group = ui::dialog(screen.frame, "takeaway", box, screen.tr("Aufs Handy mitnehmen"));
  const Rect inner = box.inset(kPaddingDu);
  draw_title(screen, {inner.x, inner.y, inner.w, kTitleDu});
  const std::vector<TakeAway> found = model::take_aways_of(*page.detail);
  const TakeAwayCode& code = offer_code(screen, *page.detail, *page.take_away, room_of(screen));
  const float y = inner.y + kTitleDu + 24;
  if (screen.landscape()) {
    const float left = inner.w - kCodeDu - kPaddingDu;
    const float choices_h = static_cast<float>(found.size()) * (kOptionDu + kGapDu);
    const float how_room = inner.bottom() - kDoneDu - choices_h - 24 - 10 - y;
    const float choices = y + draw_how(screen, {inner.x, y, left, how_room}) + 24;
    draw_choices(screen, {inner.x, choices, left, 0}, found, *page.take_away, 1);
    draw_offer_end(screen, page, {inner.x, inner.bottom() - kDoneDu, left, kDoneDu});
    draw_code(screen, {inner.right() - kCodeDu, y, kCodeDu, 0}, code);
  } else {
    const float choices = y + draw_how(screen, {inner.x, y, inner.w, kPortraitHowDu}) + 32;
    draw_choices(screen, {inner.x, choices, inner.w, 0}, found, *page.take_away, 2);
    draw_code(screen, {inner.x, choices + 2 * (kOptionDu + kGapDu) + 32, inner.w, 0}, code);
    draw_offer_end(screen, page, {inner.x, inner.bottom() - kDoneDu, inner.w, kDoneDu});
  }
}

void draw_list_dialog(const Screen& screen) {
  const Rect box = dialog_box(screen);
  const auto group = ui::dialog(screen.frame, "takeaway", box, screen.tr("Aufs Handy mitnehmen"));
  const Rect inner = box.inset(kPaddingDu);
  draw_title(screen, {inner.x, inner.y, inner.w, kTitleDu});
  const TakeAwayCode& code = list_code(screen, room_of(screen));
  const float y = inner.y + kTitleDu + 24;
  if (screen.landscape()) {
    const float left = inner.w - kCodeDu - kPaddingDu;
    draw_steps_below(screen, {inner.x, y, left, 0});
    draw_code(screen, {inner.right() - kCodeDu, y, kCodeDu, inner.bottom() - kDoneDu - kGapDu - y}, code);
    draw_done(screen, {inner.right() - kCodeDu, inner.bottom() - kDoneDu, kCodeDu, kDoneDu});
  } else {
    constexpr float kStepsDu = 372;
    draw_steps_beside(screen, {inner.x, y, inner.w, kStepsDu});
    draw_code(screen, {inner.x, y + kStepsDu + 24, inner.w, 0}, code);
    draw_done(screen, {inner.x, inner.bottom() - kDoneDu, inner.w, kDoneDu});
  }
}

}  // namespace

void draw_take_away_button(const Screen& screen, const Rect& rect, bool enabled) {
  const ui::ButtonSpec spec{.label = screen.tr("Mitnehmen aufs Handy"),
                            .kind = ui::ButtonKind::kPrimary,
                            .icon = "qr_code_2",
                            .enabled = enabled};
  if (ui::button(screen.frame, "takeaway.open", rect, spec)) screen.events.emplace_back(model::OpenTakeAway{});
}

bool code_stands_beside(const Screen& screen) {
  return screen.wide() && screen.frame.text_step() == ui::TextStep::k1 && !screen.model.remembered.offers.empty();
}

void draw_list_take_away_panel(const Screen& screen, const Rect& rect) {
  ui::draw_card(screen.frame, rect, ui::Elevation::kRaised);
  const Rect inner = rect.inset(kPaddingDu);
  draw_title(screen, {inner.x, inner.y - 12, inner.w, kTitleDu});
  const Rect picture{inner.right() - kCodeDu, inner.y + 88, kCodeDu, kCodeDu};
  draw_steps_below(screen, {inner.x, picture.y, picture.x - inner.x - kPaddingDu, 0});
  draw_code(screen, {picture.x, picture.y, picture.w, 0}, list_code(screen, room_of(screen)));
}

void draw_take_away_dialog(const Screen& screen) {
  if (const auto* detail = screen.model.page_as<model::DetailPage>(); detail != nullptr) {
    if (detail->detail && detail->take_away) draw_offer_dialog(screen, *detail);
  }
  if (const auto* list = screen.model.page_as<model::ListPage>(); list != nullptr) {
    const bool open = list->take_away == model::TakeAwayDialog::kOpen;
    // Whoever makes the letters small again has the same beside the list.
    const bool has_room = code_stands_beside(screen) || screen.model.remembered.offers.empty();
    if (open && !has_room) draw_list_dialog(screen);
  }
}

}  // namespace bildungskiosk::view
