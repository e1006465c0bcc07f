#include "kiosk/model/update.hpp"

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {

Model initial_model(Effects& effects) {
  effects.emplace_back(OpenCatalogue{});
  return Model{};
}

void update(Model& model, const Event& event, Effects& effects) {
  std::visit([&](const auto& happened) { on(model, happened, effects); }, event);
}

}  // namespace bildungskiosk::model
