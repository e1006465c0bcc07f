#include "kiosk/model/display.hpp"

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

// Only during a visit: on the attract screen a stray touch changes nothing for who comes next.
bool may_change(const Model& model) { return !nobody_there(model); }

}  // namespace

void close_menus(Model& model) {
  model.language_menu = LanguageMenu::kClosed;
  model.display.panel = DisplayPanel::kClosed;
}

void on(Model& model, const ToggleDisplayPanel& /*event*/, Effects& /*effects*/) {
  if (!may_change(model)) return;
  const bool open = model.display.panel == DisplayPanel::kOpen;
  close_menus(model);
  if (!open) model.display.panel = DisplayPanel::kOpen;
}

void on(Model& model, const ChooseScheme& event, Effects& /*effects*/) {
  if (may_change(model)) model.display.chosen.scheme = event.scheme;
}

void on(Model& model, const ChooseTextSize& event, Effects& /*effects*/) {
  if (may_change(model)) model.display.chosen.text_size = event.size;
}

void on(Model& model, const ToggleCalm& /*event*/, Effects& /*effects*/) {
  if (!may_change(model)) return;
  Movement& movement = model.display.chosen.movement;
  movement = movement == Movement::kFull ? Movement::kCalm : Movement::kFull;
}

void on(Model& model, const ResetDisplaySettings& /*event*/, Effects& /*effects*/) {
  if (may_change(model)) model.display.chosen = model.display.usual;
}

}  // namespace bildungskiosk::model
