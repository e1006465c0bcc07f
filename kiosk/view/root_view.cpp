#include "kiosk/view/root_view.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "kiosk/view/chrome.hpp"
#include "kiosk/view/display_panel.hpp"
#include "kiosk/view/remembering.hpp"
#include "kiosk/view/take_away.hpp"

namespace bildungskiosk::view {
namespace {

// Half a du: what rounding to whole pixels may change is no movement.
constexpr float kScrollNoticedDu = 0.5F;

float scroll_of(const model::Page& page) {
  if (const auto* home = std::get_if<model::HomePage>(&page.content)) return home->scroll_du;
  if (const auto* results = std::get_if<model::ResultsPage>(&page.content)) return results->scroll_du;
  if (const auto* detail = std::get_if<model::DetailPage>(&page.content)) return detail->scroll_du;
  if (const auto* list = std::get_if<model::ListPage>(&page.content)) return list->scroll_du;
  return 0;
}

float fraction_shown(ui::TimeMs since_ms, ui::TimeMs now_ms, int duration_ms) {
  if (duration_ms <= 0) return 1;
  const float linear = std::clamp(static_cast<float>(now_ms - since_ms) / static_cast<float>(duration_ms), 0.0F, 1.0F);
  return 1 - (1 - linear) * (1 - linear) * (1 - linear);  // close to cubic-bezier(.2, 0, 0, 1)
}

}  // namespace

ui::WidgetId scroll_area_of(const model::Page& page) { return ui::WidgetId("page.scroll") / page.id; }

ui::Colour RootView::ground(const model::Model& model, const ui::Palette& palette) {
  const bool first_start = model.catalogue.status == model::CatalogueStatus::kMissing;
  const bool attract = model.page_as<model::AttractPage>() != nullptr && !first_start;
  return attract || model.display_too_small || model.staff.dialog ? palette.attract_ground : palette.background;
}

void RootView::draw(const model::Model& model, ui::Frame& frame, EventSink& events) {
  const Screen screen{model, languages_, keyboards_, languages_.texts(model.language), frame, events, codes_};
  if (model.page().id != shown_) enter_page(screen);
  enter_staff_dialog(screen);
  if (model.display_too_small) {
    draw_display_too_small(screen);
  } else if (model.staff.dialog) {
    draw_staff_dialog(screen);
  } else if (model.catalogue.status == model::CatalogueStatus::kMissing) {
    draw_first_start(screen);
  } else if (model::catalogue_unusable(model)) {
    draw_catalogue_error(screen);
  } else if (const auto* attract = model.page_as<model::AttractPage>()) {
    draw_attract(screen, *attract);
  } else {
    draw_visit(screen);
  }
}

void RootView::enter_page(const Screen& screen) {
  const bool attract = screen.model.page_as<model::AttractPage>() != nullptr;
  // A visit that was forgotten leaves no trace in the lists' places and in the codes either.
  if (attract) {
    screen.frame.touch().forget_scrolls();
    codes_.forget();
  }
  // The first page of all takes nobody's page away: a touch counts as soon as there is a picture.
  if (shown_ != 0) screen.frame.touch().page_changed(screen.frame.now_ms());
  shown_ = screen.model.page().id;
  shown_since_ms_ = screen.frame.now_ms();
  scroll_known_du_ = scroll_of(screen.model.page());
  screen.frame.touch().set_scroll_px(scroll_area_of(screen.model.page()), screen.frame.px(scroll_known_du_));
}

// Whoever was about to touch what was there before must not touch what came in its place.
void RootView::enter_staff_dialog(const Screen& screen) {
  std::optional<std::pair<std::int64_t, update::MediumStage>> shown;
  if (const auto& dialog = screen.model.staff.dialog) shown.emplace(dialog->number, dialog->stage);
  if (shown == shown_staff_) return;
  shown_staff_ = shown;
  screen.frame.touch().page_changed(screen.frame.now_ms());
}

void RootView::synchronise_scrolling(const Screen& screen, float page_scroll_du) {
  const ui::WidgetId area = scroll_area_of(screen.model.page());
  const float touch_du = std::max(0.0F, screen.frame.touch().scroll_px(area) / screen.frame.scale());
  if (std::abs(page_scroll_du - scroll_known_du_) > kScrollNoticedDu) {  // the model moved it: a filter, a new list
    scroll_known_du_ = page_scroll_du;
    screen.frame.touch().set_scroll_px(area, screen.frame.px(page_scroll_du));
  } else if (std::abs(touch_du - scroll_known_du_) > kScrollNoticedDu) {  // the finger moved it
    scroll_known_du_ = touch_du;
    screen.events.emplace_back(model::Scrolled{screen.model.page().id, touch_du});
  }
}

void RootView::draw_visit(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  synchronise_scrolling(screen, scroll_of(screen.model.page()));
  draw_header(screen);

  const float shown =
      frame.calm() ? 1.0F : fraction_shown(shown_since_ms_, frame.now_ms(), frame.theme().motion().page_ms);
  if (shown < 1) frame.request_animation();
  frame.set_opacity(shown);
  if (screen.model.page_as<model::HomePage>() != nullptr) draw_home(screen);
  if (const auto* search = screen.model.page_as<model::SearchPage>()) draw_search(screen, *search);
  if (const auto* results = screen.model.page_as<model::ResultsPage>()) draw_results(screen, *results);
  if (const auto* detail = screen.model.page_as<model::DetailPage>()) draw_detail(screen, *detail);
  if (screen.model.page_as<model::ListPage>() != nullptr) draw_list(screen);
  frame.set_opacity(1);

  draw_take_away_dialog(screen);
  // Below the bar, whose Zurück, Sprache and Barrierefrei close them.
  if (screen.model.language_menu == model::LanguageMenu::kOpen) draw_language_menu(screen);
  if (screen.model.display.panel == model::DisplayPanel::kOpen) draw_display_panel(screen);
  draw_bar(screen);
  draw_news(screen);
  if (screen.model.prompt_seconds_left) draw_idle_prompt(screen);
}

}  // namespace bildungskiosk::view
