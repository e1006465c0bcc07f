#include <algorithm>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/search_field.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/chip_row.hpp"
#include "kiosk/view/keyboard_pages.hpp"
#include "kiosk/view/marks.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/search_notice.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr std::size_t kRowsShown = 4;

struct SearchLayout {
  Rect field;
  Rect notice;
  Rect suggestions;
  Rect keyboard;
  Rect hits;
};

SearchLayout lay_out(const Screen& screen) {
  const ui::Frame& frame = screen.frame;
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  SearchLayout search;
  if (!screen.landscape()) {
    constexpr float kMarginDu = 32;
    const float width = frame.width() - 2 * kMarginDu;
    search.keyboard = {0, parts.bar.y - 444, frame.width(), 444};
    search.field = {kMarginDu, search.keyboard.y - 124, width, 104};
    search.suggestions = {kMarginDu, search.field.y - 164, width, 140};
    search.notice = {kMarginDu, search.suggestions.y - 12 - kSearchNoticeDu, width, kSearchNoticeDu};
    search.hits = {kMarginDu, 128, width, search.notice.y - 16 - 128};
    return search;
  }
  const float hits_width = screen.wide() ? 576 : 432;
  const float main_width = frame.width() - 2 * parts.margin - hits_width - 32;
  search.field = {parts.margin, parts.content.y, main_width, 104};
  search.keyboard = {parts.margin, parts.bar.y - 24 - 444, main_width, 444};
  search.notice = {parts.margin, search.field.bottom() + 16, main_width, kSearchNoticeDu};
  search.suggestions = {parts.margin, search.keyboard.y - 24 - 128, main_width, 128};
  search.hits = {parts.margin + main_width + 32, parts.content.y, hits_width, parts.content.h};
  return search;
}

void draw_field(const Screen& screen, const model::SearchPage& page, const Rect& rect) {
  const ui::SearchFieldSpec spec{.text = page.text,
                                 .caret = page.caret,
                                 .placeholder = screen.tr("Kurs, Thema oder Ort eingeben"),
                                 .spoken = screen.tr("Suchfeld"),
                                 .clear_spoken = screen.tr("Eingabe löschen"),
                                 .editing = true};
  if (ui::search_field(screen.frame, "search.field", rect, spec) == ui::SearchFieldAction::kClear) {
    screen.events.emplace_back(model::ClearText{});
  }
}

// A place name behind what was typed: the way most people narrow a search, without typing it.
void draw_towns(const Screen& screen, const model::SearchPage& page, ChipRow& chips) {
  const auto* overview = screen.overview();
  if (overview == nullptr) return;
  for (const catalogue::TownCount& town : overview->towns) {
    const bool there = !search_marks(page.text, town.town).empty();
    const bool touched = chips.add_suggestion(ui::WidgetId("search.town") / town.town, town.town, !there);
    if (chips.left_over() > 0) return;
    if (!touched) continue;
    screen.events.emplace_back(model::MoveCaret{model::CaretMove::kEnd});
    const bool apart = page.text.empty() || page.text.back() == ' ';
    screen.events.emplace_back(model::TypeText{(apart ? "" : " ") + town.town});
  }
}

// What the words were taken for, each to be taken away; where there is room, places to add.
void draw_chips(const Screen& screen, const model::SearchPage& page, const Rect& area) {
  const bool understood = page.preview && !page.preview->understood.empty();
  const std::string& label =
      understood ? screen.tr("So haben wir Sie verstanden:") : screen.tr("Nur in einem Ort suchen:");
  const bool towns_known = screen.overview() != nullptr && !screen.overview()->towns.empty();
  if (!understood && !towns_known) return;
  ui::draw_text(screen.frame, label, {area.x, area.y, area.w, 40},
                {.role = ui::TextRole::kSecondary, .colour = screen.frame.palette().text_2});
  ChipRow chips(screen, {area.x, area.y + 48, area.w, 80});
  if (understood) chips.add_understood(page.preview->understood);
  draw_towns(screen, page, chips);
}

void draw_hit_rows(const Screen& screen, const model::SearchPage& page, const Rect& area) {
  // As many as have room for a title and a line in the visitor's text size.
  constexpr float kRowMinDu = 104;
  const auto room = static_cast<std::size_t>(area.h / (kRowMinDu * screen.frame.text_scale()));
  const std::size_t rows = std::clamp<std::size_t>(room, 1, kRowsShown);
  const float row_height = area.h / static_cast<float>(rows);
  const std::string sought = sought_words(page.text, page.preview->corrected);
  const std::size_t shown = std::min(rows, page.preview->items.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const catalogue::OfferSummary& offer = page.preview->items[i];
    const std::vector<ui::ByteRange> marks = search_marks(offer.title, sought);
    const std::string detail = next_and_town(screen.texts, offer);
    const ui::ListRowSpec spec{.phase = static_cast<std::size_t>(offer.phase),
                               .title = offer.title,
                               .title_language = offer.title_language,
                               .detail = detail,
                               .marks = marks,
                               .rule_above = i > 0};
    const Rect row{area.x, area.y + static_cast<float>(i) * row_height, area.w, row_height};
    if (ui::list_row(screen.frame, ui::WidgetId("search.hit") / offer.id, row, spec)) {
      screen.events.emplace_back(model::OpenOffer{offer.id});
    }
  }
}

void draw_hits(const Screen& screen, const model::SearchPage& page, const Rect& rect) {
  const bool typed = page.preview.has_value();
  const int total = typed ? page.preview->total : 0;
  const std::string_view title = typed ? std::string_view(screen.texts.trn("{1} Angebot", "{1} Angebote", total))
                                       : std::string_view(screen.tr("Treffer"));
  const Rect below = ui::panel(screen.frame, "search.hits", rect, {.title = title});
  constexpr float kButtonSpaceDu = 144;
  const Rect rows{below.x, below.y, below.w, below.h - kButtonSpaceDu};
  if (total > 0) {
    draw_hit_rows(screen, page, rows);
  } else {
    const std::string& message =
        !typed
            ? screen.tr("Tippen Sie ein, was Sie suchen. Die Treffer erscheinen hier.")
            : screen.tr("Dazu gibt es kein Angebot. Prüfen Sie die Schreibweise, oder suchen Sie mit weniger Wörtern.");
    ui::draw_text(screen.frame, message, rows.inset(32, 24), {.colour = screen.frame.palette().text_2});
  }
  // Where there is nothing to show, the same place leads on.
  const bool nothing = typed && total == 0;
  const ui::ButtonSpec show{.label = nothing ? screen.tr("Alle Angebote zeigen") : screen.tr("Ergebnisse zeigen"),
                            .kind = ui::ButtonKind::kPrimary,
                            .icon = "arrow_forward",
                            .icon_place = ui::IconPlace::kTrailing,
                            .enabled = typed};
  const ui::WidgetId id = nothing ? ui::WidgetId("search.all") : ui::WidgetId("search.show");
  if (!ui::button(screen.frame, id, {rect.x + 24, rect.bottom() - 120, rect.w - 48, 96}, show)) return;
  if (nothing) screen.events.emplace_back(model::ShowAllOffers{});
  if (!nothing) screen.events.emplace_back(model::ShowResults{});
}

void press(const Screen& screen, const model::SearchPage& page, const ui::KeySpec& key) {
  switch (key.action) {
    case ui::KeyAction::kInsert: {
      // Capitals stand on the keys; typing begins with one, as a German title does, and goes on small.
      if (page.text.empty() && key.inserts == " ") break;
      const bool capital = page.text.empty() && page.layer == model::KeyboardLayer::kLetters;
      screen.events.emplace_back(model::TypeText{std::string(capital ? key.face : key.inserts)});
      break;
    }
    case ui::KeyAction::kBackspace:
      screen.events.emplace_back(model::DeleteBackward{});
      break;
    case ui::KeyAction::kLeft:
      screen.events.emplace_back(model::MoveCaret{model::CaretMove::kLeft});
      break;
    case ui::KeyAction::kRight:
      screen.events.emplace_back(model::MoveCaret{model::CaretMove::kRight});
      break;
    case ui::KeyAction::kNextPage:
      screen.events.emplace_back(model::ChooseLayer{page.layer == model::KeyboardLayer::kLetters
                                                        ? model::KeyboardLayer::kDigits
                                                        : model::KeyboardLayer::kLetters});
      break;
    case ui::KeyAction::kNextLayout:
      screen.events.emplace_back(model::ChooseLetters{std::string(key.leads_to)});
      break;
  }
}

}  // namespace

void draw_search(const Screen& screen, const model::SearchPage& page) {
  const SearchLayout search = lay_out(screen);
  draw_field(screen, page, search.field);
  draw_search_notice(screen, search.notice, notice_of(page));
  draw_chips(screen, page, search.suggestions);
  draw_hits(screen, page, search.hits);
  const ui::KeyboardLayout layout = keyboard_page(screen, page.layer);
  if (const ui::KeySpec* key = ui::keyboard(screen.frame, "search.key", search.keyboard, layout)) {
    press(screen, page, *key);
  }
}

}  // namespace bildungskiosk::view
