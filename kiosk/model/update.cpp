#include "kiosk/model/update.hpp"

#include <utility>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {

Model initial_model(Effects& effects) {
  effects.emplace_back(OpenCatalogue{});
  return Model{};
}

void update(Model& model, const Event& event, Effects& effects) {
  Tally tally = std::move(model.tally);
  std::visit([&](const auto& happened) { on(model, happened, effects); }, event);
  if (auto visit = Tally::follow(model, std::move(tally))) effects.emplace_back(CountVisit{*std::move(visit)});
}

}  // namespace bildungskiosk::model
