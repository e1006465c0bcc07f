#pragma once

#include <string>
#include <vector>

#include "kiosk/i18n/languages.hpp"
#include "kiosk/model/event.hpp"
#include "kiosk/typing/keyboards.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/view/code_memo.hpp"

namespace bildungskiosk::view {

/// What fingers meant in the frame just drawn; applied to the model after it.
using EventSink = std::vector<model::Event>;

/// What every screen is drawn from. Lives for one frame.
struct Screen {
  const model::Model& model;
  const i18n::Languages& languages;
  const typing::Keyboards& keyboards;
  const i18n::Texts& texts;  // in the model's language
  ui::Frame& frame;
  EventSink& events;
  CodeMemo& codes;

  [[nodiscard]] const std::string& tr(const char* german) const { return texts.tr(german); }
  [[nodiscard]] bool landscape() const { return frame.orientation() == ui::Orientation::kLandscape; }
  /// Landscape with room for a second column of 576 du; a 5:4 or 4:3 display has none.
  [[nodiscard]] bool wide() const { return landscape() && frame.width() >= 1600; }
  /// Wide, and texts small enough for two columns of running text.
  [[nodiscard]] bool two_columns() const { return wide() && frame.text_step() <= ui::TextStep::k2; }
  [[nodiscard]] const catalogue::CatalogueOverview* overview() const {
    return model.catalogue.overview ? &*model.catalogue.overview : nullptr;
  }
};

/// One function for each screen; each draws everything between header and bar.
void draw_attract(const Screen& screen, const model::AttractPage& page);
void draw_home(const Screen& screen);
void draw_search(const Screen& screen, const model::SearchPage& page);
void draw_results(const Screen& screen, const model::ResultsPage& page);
void draw_detail(const Screen& screen, const model::DetailPage& page);
void draw_list(const Screen& screen);

/// Instead of a visit.
void draw_first_start(const Screen& screen);
void draw_catalogue_error(const Screen& screen);
void draw_display_too_small(const Screen& screen);
/// The staff's dialog for a stick, over the dimmed mosaic.
void draw_staff_dialog(const Screen& screen);

/// Above a visit.
void draw_idle_prompt(const Screen& screen);
void draw_language_menu(const Screen& screen);

/// The scroll area whose place belongs to the page, for Zurück. One at most on each screen.
[[nodiscard]] ui::WidgetId scroll_area_of(const model::Page& page);

}  // namespace bildungskiosk::view
