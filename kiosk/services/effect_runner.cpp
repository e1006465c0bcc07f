#include "kiosk/services/effect_runner.hpp"

#include <type_traits>
#include <utility>

namespace bildungskiosk::services {

void EffectRunner::run(model::Effects& effects) {
  for (model::Effect& effect : effects) {
    // Each is a question to one of the three; the visit stops compiling when one is added that none knows.
    std::visit(
        [this](auto& wanted) {
          if constexpr (std::is_constructible_v<ServiceClient::Question, decltype(wanted)>) {
            service_.ask(std::move(wanted));
          } else if constexpr (std::is_constructible_v<PrintClient::Question, decltype(wanted)>) {
            printer_.ask(std::move(wanted));
          } else {
            catalogue_.ask(std::move(wanted));
          }
        },
        effect);
  }
  effects.clear();
}

}  // namespace bildungskiosk::services
