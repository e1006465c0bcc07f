#include <array>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/phase_tile.hpp"
#include "kiosk/ui/search_field.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/home_parts.hpp"
#include "kiosk/view/language_bar.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 24;

/// Where the parts of the home page lie on this display.
struct HomeLayout {
  Rect title;
  Rect search;
  Rect tiles;
  int tile_columns = 4;
  Rect week;
  std::size_t week_rows = 4;
  Rect languages;
};

HomeLayout lay_out(const Screen& screen) {
  const ui::Frame& frame = screen.frame;
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  const float margin = parts.margin;
  HomeLayout home;
  if (!screen.landscape()) {
    const float width = frame.width() - 2 * margin;
    // The picture is 1920 high; on a shorter or longer display the tiles give or take.
    const float spare = (parts.bar.y - 1784) / 4;  // less than none below a bar of two rows
    const float tile_height = 168 + spare;
    home.title = {margin, 152, width, 96};
    home.search = {margin, 276, width, 104};
    home.tiles = {margin, 416, width, 4 * tile_height + 3 * kGapDu};
    home.tile_columns = 2;
    home.week = {margin, home.tiles.bottom() + 32, width, 448};
    home.week_rows = 3;
    home.languages = {margin, home.week.bottom() + 32, width, 80};
    return home;
  }
  const float week_width = screen.wide() ? 576 : 432;
  const float main_width = frame.width() - 2 * margin - week_width - 32;
  const float bottom = parts.bar.y - kGapDu;
  home.title = {margin, 132, main_width, 88};
  home.search = {margin, 236, main_width, 104};
  home.tiles = {margin, 372, main_width, bottom - 372};
  home.tile_columns = screen.wide() ? 4 : 2;
  home.week = {margin + main_width + 32, 136, week_width, bottom - 136};
  home.languages = {margin + 400, 16, frame.width() - 2 * margin - 400, 80};
  return home;
}

void draw_tiles(const Screen& screen, const HomeLayout& home) {
  const int columns = home.tile_columns;
  const int rows = static_cast<int>(offer::kAllPhases.size()) / columns;
  const float width = (home.tiles.w - static_cast<float>(columns - 1) * kGapDu) / static_cast<float>(columns);
  const float height = (home.tiles.h - static_cast<float>(rows - 1) * kGapDu) / static_cast<float>(rows);
  for (std::size_t i = 0; i < offer::kAllPhases.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % columns);
    const int row = static_cast<int>(i) / columns;
    const Rect tile{home.tiles.x + column * (width + kGapDu),
                    home.tiles.y + static_cast<float>(row) * (height + kGapDu), width, height};
    draw_phase_tile(screen, i, tile, OfferCount::kShown);
  }
}

void draw_week_rows(const Screen& screen, const catalogue::CatalogueOverview& overview, const Rect& area,
                    std::size_t rows_max) {
  // As many as have room for a title and a line in the visitor's text size.
  constexpr float kRowMinDu = 98;
  const auto room = static_cast<std::size_t>(area.h / (kRowMinDu * screen.frame.text_scale()));
  const std::size_t rows = std::clamp<std::size_t>(room, 1, rows_max);
  const float height = area.h / static_cast<float>(rows);
  for (std::size_t i = 0; i < std::min(rows, overview.this_week.size()); ++i) {
    draw_week_row(screen, overview, i, {area.x, area.y + static_cast<float>(i) * height, area.w, height});
  }
}

void draw_week(const Screen& screen, const HomeLayout& home) {
  const auto* overview = screen.overview();
  const std::string_view span =
      overview != nullptr ? std::string_view(screen.texts.date_span(overview->week_starts, overview->week_ends)) : "";
  const bool button_in_header = !screen.landscape();
  const bool room_for_span = screen.wide();
  const Rect below = ui::panel(screen.frame, "home.week", home.week,
                               {.title = screen.tr("Diese Woche"), .note = room_for_span ? span : std::string_view()});
  const bool some = overview != nullptr && !overview->this_week.empty();
  const float button_space = button_in_header ? 0 : 120;
  const Rect rows{below.x, below.y, below.w, below.h - button_space};
  if (some) {
    draw_week_rows(screen, *overview, rows, home.week_rows);
  } else {
    draw_week_message(screen, rows);
  }
  const float header_button_width = ui::button_width(screen.frame, all_dates_button(screen));
  const Rect place = button_in_header
                         ? Rect{home.week.right() - 8 - header_button_width, home.week.y + 7, header_button_width, 80}
                         : Rect{home.week.x + 24, home.week.bottom() - 104, home.week.w - 48, 80};
  draw_all_dates(screen, place);
}

void draw_question(const Screen& screen, const Rect& rect) {
  const std::string& question = screen.tr("Was möchten Sie lernen?");
  const bool fits = ui::measure_text(screen.frame, question, 0, {.role = ui::TextRole::kDisplay}).width <= rect.w;
  ui::draw_text(screen.frame, question, rect,
                {.role = fits ? ui::TextRole::kDisplay : ui::TextRole::kH1,
                 .vertical = ui::VerticalAlign::kMiddle,
                 .lines_max = 1,
                 .semantics = ui::Role::kHeading,
                 .id = "home.title"});
}

void draw_search(const Screen& screen, const Rect& rect) {
  const ui::SearchFieldSpec field{.placeholder = screen.tr("Kurs, Thema oder Ort eingeben"),
                                  .spoken = screen.tr("Suchfeld"),
                                  .button_label = screen.tr("Suchen")};
  if (ui::search_field(screen.frame, "home.search", rect, field) != ui::SearchFieldAction::kNone) {
    screen.events.emplace_back(model::OpenSearch{});
  }
}

// Large texts in landscape: question and search stay, tiles and week become pages below them.
void draw_in_pages(const Screen& screen) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const Rect title{parts.margin, parts.content.y, parts.content.w, 92};
  const Rect search{parts.margin, title.bottom() + 32, parts.content.w, 140};
  const float top = search.bottom() + 36;
  draw_question(screen, title);
  draw_search(screen, search);
  draw_home_pages(screen, {parts.margin, top, parts.content.w, parts.bar.y - 32 - top});
}

}  // namespace

void draw_phase_tile(const Screen& screen, std::size_t index, const Rect& rect, OfferCount count) {
  const auto* overview = screen.overview();
  std::string_view offers;
  if (count == OfferCount::kShown && overview != nullptr) {
    offers = screen.texts.trn("{1} Angebot", "{1} Angebote", overview->offers_by_phase[index]);
  }
  const offer::Phase phase = offer::kAllPhases[index];
  const ui::PhaseTileSpec spec{.phase = index, .title = phase_name(screen.texts, phase), .count = offers};
  if (ui::phase_tile(screen.frame, ui::WidgetId("home.phase") / index, rect, spec)) {
    screen.events.emplace_back(model::OpenPhase{phase});
  }
}

void draw_week_row(const Screen& screen, const catalogue::CatalogueOverview& overview, std::size_t index,
                   const Rect& rect) {
  const catalogue::OfferSummary& offer = overview.this_week[index];
  const base::Date day = offer.next ? offer.next->date : overview.week_starts;
  const std::string detail = time_and_town(screen.texts, offer);
  const ui::ListRowSpec spec{.phase = static_cast<std::size_t>(offer.phase),
                             .title = offer.title,
                             .title_language = offer.title_language,
                             .detail = detail,
                             .day_name = screen.texts.weekday_short(base::weekday(day)),
                             .day_number = screen.texts.day_number(day),
                             .block_du = 64,
                             .rule_above = index > 0,
                             .title_lines_max = rect.h < 130 * screen.frame.text_scale() ? 1 : 2};
  if (ui::list_row(screen.frame, ui::WidgetId("home.week") / offer.id, rect, spec)) {
    screen.events.emplace_back(model::OpenOffer{offer.id});
  }
}

void draw_week_message(const Screen& screen, const Rect& area) {
  const bool loading = screen.overview() == nullptr;
  ui::draw_text(
      screen.frame,
      loading ? screen.tr("Die Angebote werden geladen …") : screen.tr("In dieser Woche gibt es keine Termine mehr."),
      area.inset(32, 24), {.colour = screen.frame.palette().text_2});
}

ui::ButtonSpec all_dates_button(const Screen& screen) {
  const auto* overview = screen.overview();
  const bool some = overview != nullptr && !overview->this_week.empty();
  return {.label = screen.texts.trn("{1} Termin ansehen", "Alle {1} Termine", some ? overview->this_week_total : 0),
          .kind = ui::ButtonKind::kQuiet,
          .icon = "arrow_forward",
          .icon_place = ui::IconPlace::kTrailing,
          .enabled = some};
}

void draw_all_dates(const Screen& screen, const Rect& rect) {
  if (ui::button(screen.frame, "home.week.all", rect, all_dates_button(screen))) {
    screen.events.emplace_back(model::OpenThisWeek{});
  }
}

void draw_home(const Screen& screen) {
  if (screen.landscape() && screen.frame.large_text()) {
    draw_in_pages(screen);
    return;
  }
  const HomeLayout home = lay_out(screen);
  draw_question(screen, home.title);
  draw_search(screen, home.search);
  draw_tiles(screen, home);
  draw_week(screen, home);
  draw_language_bar(screen, home.languages, screen.landscape() ? ui::Align::kEnd : ui::Align::kStart);
}

}  // namespace bildungskiosk::view
