#include "kiosk/services/effect_runner.hpp"

#include <utility>

namespace bildungskiosk::services {

void EffectRunner::run(model::Effects& effects) {
  for (model::Effect& effect : effects) {
    // Every effect so far is a question to the catalogue; the visit stops compiling when one is added.
    std::visit([this](auto& wanted) { catalogue_.ask(std::move(wanted)); }, effect);
  }
  effects.clear();
}

}  // namespace bildungskiosk::services
