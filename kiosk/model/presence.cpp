#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

// A new generation is looked for only when nobody is there: nobody's list changes under the finger.
void look_for_new_catalogue(Model& model, Effects& effects) {
  if (model.now_ms - model.catalogue.checked_at_ms < kCatalogueCheckMs) return;
  model.catalogue.checked_at_ms = model.now_ms;
  effects.emplace_back(CheckCatalogue{});
}

}  // namespace

void on(Model& model, const Tick& event, Effects& effects) {
  const bool first = model.now_ms == 0;
  const bool new_day = event.now.date != model.now.date;
  model.now_ms = event.now_ms;
  model.now = event.now;
  if (first) {
    model.last_touch_ms = event.now_ms;
    model.catalogue.checked_at_ms = event.now_ms;
    if (auto* attract = shown<AttractPage>(model)) attract->since_ms = event.now_ms;
  }
  if (nobody_there(model)) {
    look_for_new_catalogue(model, effects);
    const bool stale = model.now_ms - model.catalogue.overview_at_ms >= kOverviewRefreshMs || new_day;
    if (model.catalogue.status == CatalogueStatus::kReady && model.catalogue.overview_request == 0 && stale) {
      ask_overview(model, effects);
    }
    look_after_staff(model, effects);
    return;
  }
  look_after_list_news(model);
  look_after_printing(model, effects);
  const MonotonicMs idle_ms = model.now_ms - model.last_touch_ms;
  const IdleLimits limits = idle_limits(model);
  if (idle_ms >= limits.reset_ms) {
    forget_visit(model, effects);
  } else if (idle_ms >= limits.prompt_ms) {
    // 30 (or 60) at the beginning of the prompt, 1 in its last second.
    model.prompt_seconds_left = static_cast<int>((limits.reset_ms - idle_ms + 999) / 1'000);
  }
}

void on(Model& model, const Touched& event, Effects& /*effects*/) {
  // While the question is shown, only its answer counts: the touch that says "Nein, beenden" is no sign of staying.
  if (model.prompt_seconds_left) return;
  model.last_touch_ms = event.now_ms;
  note_staff_touch(model);
}

void on(Model& model, const StayHere& /*event*/, Effects& /*effects*/) {
  model.prompt_seconds_left.reset();
  model.last_touch_ms = model.now_ms;
}

void on(Model& model, const LeaveNow& /*event*/, Effects& effects) { forget_visit(model, effects); }

void forget_visit(Model& model, Effects& effects) {
  // Whoever comes next must not find the paper of the one before.
  stop_printing(model, effects);
  // A new model, not a list of fields to clear: what a later version adds is forgotten, too.
  Model fresh;
  fresh.pages = {Page{model.next_page, AttractPage{model.now_ms}}};
  fresh.next_page = model.next_page + 1;
  fresh.next_request = model.next_request;
  fresh.catalogue = std::move(model.catalogue);
  fresh.notices = std::move(model.notices);
  fresh.display_too_small = model.display_too_small;
  fresh.store = std::move(model.store);
  fresh.staff = std::move(model.staff);
  fresh.printer = model.printer;
  fresh.place = model.place;
  fresh.display.usual = fresh.display.chosen = model.display.usual;
  fresh.now_ms = model.now_ms;
  fresh.now = model.now;
  fresh.last_touch_ms = model.now_ms;
  model = std::move(fresh);
  if (model.catalogue.status == CatalogueStatus::kReady) ask_overview(model, effects);
  look_after_staff(model, effects);  // a stick may have been waiting for the visit's end
}

}  // namespace bildungskiosk::model
