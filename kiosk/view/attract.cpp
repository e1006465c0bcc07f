#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/mosaic.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::Greeting;
using ui::Rect;

constexpr float kCellDu = 120;
constexpr std::size_t kHighlightsMax = 4;

struct AttractLayout {
  Rect logo;
  Rect question;
  Rect others;
  int other_columns = 1;
  Rect hint;
  Rect mosaic;
  float cell = kCellDu;
  Rect highlight;
};

AttractLayout lay_out(const Screen& screen) {
  const float width = screen.frame.width();
  const float height = screen.frame.height();
  AttractLayout attract;
  if (!screen.landscape()) {
    attract.cell = width / 9;
    attract.mosaic = {0, 0, width, 8 * attract.cell};
    attract.highlight = {attract.cell, 7 * attract.cell, width - attract.cell, 240};
    const float top = attract.highlight.bottom();
    attract.question = {64, top + 60, width - 128, 320};
    attract.others = {64, top + 364, width - 128, 112};
    attract.other_columns = 2;
    attract.hint = {64, height - 320, width - 128, 176};
    attract.logo = {64, height - 96, width - 128, 56};
    return attract;
  }
  // Half the picture in whole cells, at its end; on a display squarer than 16:9 the highlight takes what is left below.
  attract.cell = std::min(height / 9, width / 16);
  attract.mosaic = {width - 8 * attract.cell, 0, 8 * attract.cell, 9 * attract.cell};
  attract.highlight = {attract.mosaic.x + attract.cell, 7 * attract.cell, 7 * attract.cell, height - 7 * attract.cell};
  const float text_width = attract.mosaic.x - 92 - 24;
  attract.logo = {96, 72, text_width, 68};
  attract.question = {92, 240, text_width, 320};
  attract.others = {96, 568, text_width, 240};
  attract.hint = {96, height - 224, std::min(640.0F, text_width), 176};
  return attract;
}

// Which of the greetings is the big one now: German first, then the others in turn with the highlights.
std::size_t turn_of(const Screen& screen, const model::AttractPage& page) {
  return static_cast<std::size_t>((screen.model.now_ms - page.since_ms) / model::kAttractHighlightMs);
}

void draw_logo_and_region(const Screen& screen, const Rect& rect) {
  const ui::Palette& palette = screen.frame.palette();
  const auto* overview = screen.overview();
  ui::draw_brand(screen.frame, rect,
                 {.title = screen.tr("Bildungskiosk"),
                  .region = overview != nullptr ? std::string_view(overview->info.region) : ""},
                 palette.attract_text, palette.attract_text_2);
}

void draw_questions(const Screen& screen, const AttractLayout& attract, std::size_t turn) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  const std::vector<Greeting>& greetings = screen.languages.greetings();
  const std::size_t first = turn % greetings.size();
  // Two lines at 136 du; a language that needs more is set smaller.
  ui::TextStyle big{.role = ui::TextRole::kAttract,
                    .colour = palette.attract_text,
                    .align = ui::Align::kStart,
                    .language = greetings[first].tag,
                    .semantics = ui::Role::kHeading,
                    .id = "attract.question"};
  const auto fits = [&] {
    const ui::TextExtent extent = ui::measure_text(frame, greetings[first].question, attract.question.w, big);
    return extent.height <= attract.question.h && extent.width <= attract.question.w;
  };
  if (!fits()) {
    big.role = ui::TextRole::kDisplay;
    big.vertical = ui::VerticalAlign::kMiddle;
  }
  ui::draw_text(frame, greetings[first].question, attract.question, big);

  const auto columns = static_cast<std::size_t>(attract.other_columns);
  const float width = attract.others.w / static_cast<float>(columns);
  // Those that come next; each has its turn as the big one.
  constexpr float kRowDu = 60;
  const auto rows = static_cast<std::size_t>((attract.others.h + 8) / kRowDu);
  for (std::size_t i = 1; i < std::min(greetings.size(), rows * columns + 1); ++i) {
    const Greeting& other = greetings[(first + i) % greetings.size()];
    const std::size_t rows_before = (i - 1) / columns;
    const auto column = static_cast<float>((i - 1) % columns);
    const auto row = static_cast<float>(rows_before);
    ui::draw_text(frame, other.question,
                  {attract.others.x + column * width, attract.others.y + row * kRowDu, width, 52},
                  {.role = columns > 1 ? ui::TextRole::kAttractLeadUpright : ui::TextRole::kAttractLead,
                   .colour = palette.attract_text_2,
                   .align = ui::Align::kStart,
                   .lines_max = 1,
                   .language = other.tag});
  }
}

void draw_hint(const Screen& screen, const Rect& rect, std::size_t turn) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  const std::vector<Greeting>& greetings = screen.languages.greetings();
  const std::size_t first = turn % greetings.size();
  const bool pressed = frame.pressed("attract.start");
  const Rect pill = pressed ? rect.moved(0, 3) : rect;
  frame.fill(pill, palette.sun, rect.h / 2);
  const Rect circle{pill.x + 20, pill.y + 20, 136, 136};
  frame.fill(circle, palette.on_sun, 68);
  frame.icon("touch_app", circle.centred(80, 80), palette.sun);
  const float x = pill.x + 208;
  const float width = pill.right() - 40 - x;
  std::string others;
  for (std::size_t i = 1; i < greetings.size(); ++i) {
    std::string more(others.empty() ? "" : others + " · ");
    more += greetings[(first + i) % greetings.size()].touch_here;
    if (ui::measure_text(frame, more, 0, {.role = ui::TextRole::kBody}).width > width) break;
    others = std::move(more);
  }
  ui::draw_text(frame, greetings[first].touch_here, {x, pill.y + 38, width, 60},
                {.role = ui::TextRole::kH1,
                 .colour = palette.on_sun,
                 .align = ui::Align::kStart,
                 .lines_max = 1,
                 .language = greetings[first].tag,
                 .semantics = std::nullopt});
  ui::draw_text(frame, others, {x, pill.y + 102, width, 40},
                {.role = ui::TextRole::kBody, .colour = palette.on_sun, .lines_max = 1, .semantics = std::nullopt});
}

void draw_dots(const Screen& screen, float end, float y, std::size_t count, std::size_t active) {
  ui::Frame& frame = screen.frame;
  float x = end;
  for (std::size_t i = count; i-- > 0;) {
    const float width = i == active ? 56 : 16;
    x -= width;
    frame.fill({x, y, width, 16}, i == active ? frame.palette().primary : frame.palette().line, 8);
    x -= 12;
  }
}

void draw_highlight(const Screen& screen, const Rect& rect, std::size_t turn) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  frame.fill(rect, palette.surface);
  const auto* overview = screen.overview();
  if (overview == nullptr) {
    if (screen.model.catalogue.status == model::CatalogueStatus::kOpening) {
      ui::draw_text(frame, screen.tr("Die Angebote werden geladen …"), rect.inset(48, 32),
                    {.colour = palette.text_2, .vertical = ui::VerticalAlign::kMiddle});
    }
    return;
  }
  const std::size_t count = std::min(kHighlightsMax, overview->this_week.size());
  if (count == 0) {
    ui::draw_text(frame,
                  screen.texts.trn("{1} Angebot zum Lernen in Ihrer Nähe", "{1} Angebote zum Lernen in Ihrer Nähe",
                                   overview->offers),
                  rect.inset(48, 32), {.role = ui::TextRole::kH2, .vertical = ui::VerticalAlign::kMiddle});
    return;
  }
  const std::size_t index = turn % count;
  const catalogue::OfferSummary& offer = overview->this_week[index];
  ui::draw_phase_block(frame, {rect.x + 48, rect.y + 48, 144, 144}, static_cast<std::size_t>(offer.phase));
  const float x = rect.x + 228;
  const float width = rect.right() - 48 - x;
  const std::string where =
      offer.town.empty() ? screen.tr("Diese Woche") : i18n::fill(screen.tr("Diese Woche in {1}"), {offer.town});
  const ui::TextStyle where_style{.role = ui::TextRole::kSecondary, .colour = palette.text_2, .lines_max = 1};
  constexpr float kDotsDu = 160;
  // Words count for more than the dots, which only say how many there are.
  const bool dots = ui::measure_text(frame, where, 0, where_style).width <= width - kDotsDu;
  if (dots) draw_dots(screen, rect.right() - 48, rect.y + 40, count, index);
  ui::draw_text(frame, where, {x, rect.y + 32, dots ? width - kDotsDu : width, 32}, where_style);
  const ui::TextExtent title =
      ui::draw_text(frame, offer.title, {x, rect.y + 70, width, 90},
                    {.role = ui::TextRole::kH2, .lines_max = 2, .language = offer.title_language});
  const float y = rect.y + 70 + std::max(title.height, 44.0F) + 18;
  frame.icon("event", {x, y, 32, 32}, palette.text_2);
  const std::string when = next_text(screen.texts, offer);
  const ui::TextExtent when_extent =
      ui::draw_text(frame, when, {x + 44, y, width - 44, 34}, {.lines_max = 1, .figures = ui::Figures::kTabular});
  const std::string price = price_text(screen.texts, offer.price);
  // Beside the date where there is room, else below it.
  const float beside = x + 44 + when_extent.width + 36;
  const float price_width = ui::measure_text(frame, price, 0).width;
  const bool room = beside + 44 + price_width <= rect.right() - 24;
  const Rect euro = room ? Rect{beside, y, 32, 32} : Rect{x, y + 44, 32, 32};
  frame.icon("euro", euro, palette.text_2);
  ui::draw_text(frame, price, {euro.x + 44, euro.y, price_width + 2, 34}, {.lines_max = 1});
}

// Staff should see it, visitors may pass it by.
void draw_notices(const Screen& screen, const Rect& rect) {
  for (const model::Notice& notice : screen.model.notices) {
    const std::string text = i18n::fill(
        screen.tr("Für Mitarbeitende: Die Schrift „{1}“ fehlt. Bitte das Paket mit dieser Schrift installieren."),
        {notice.what});
    ui::draw_text(screen.frame, text, rect,
                  {.role = ui::TextRole::kSecondary,
                   .colour = screen.frame.palette().sun,
                   .lines_max = 2,
                   .semantics = ui::Role::kStatus,
                   .id = "attract.notice"});
    return;  // one at a time: the next shows when this is mended
  }
}

}  // namespace

void draw_attract(const Screen& screen, const model::AttractPage& page) {
  ui::Frame& frame = screen.frame;
  frame.limit_text_step(ui::TextStep::k1);  // its texts are seen from across the room in any case
  const AttractLayout attract = lay_out(screen);
  const std::size_t turn = turn_of(screen, page);
  ui::draw_mosaic(frame, attract.mosaic, attract.cell,
                  screen.landscape() ? ui::landscape_mosaic() : ui::portrait_mosaic(), page.since_ms);
  draw_highlight(screen, attract.highlight, turn);
  draw_logo_and_region(screen, attract.logo);
  draw_notices(screen, {attract.question.x + 4, attract.question.y - 80, attract.question.w, 64});
  draw_questions(screen, attract, turn);
  draw_hint(screen, attract.hint, turn);

  // The whole screen is the button.
  const Rect whole{0, 0, frame.width(), frame.height()};
  const std::vector<Greeting>& greetings = screen.languages.greetings();
  const Greeting& greeting = greetings[turn % greetings.size()];
  frame.node("attract.start", ui::Role::kButton, greeting.touch_here, whole, greeting.tag);
  frame.hit("attract.start", whole);
  if (frame.tapped("attract.start")) {
    // The language of the question when the interface speaks it, else German.
    screen.events.emplace_back(model::WakeUp{screen.languages.texts(greeting.tag).tag()});
  }
}

}  // namespace bildungskiosk::view
