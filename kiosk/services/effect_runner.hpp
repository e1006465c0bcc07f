#pragma once

#include "kiosk/model/effect.hpp"
#include "kiosk/services/catalogue_client.hpp"

namespace bildungskiosk::services {

/// Hands each effect of the model to the service that performs it. Never waits. On the loop's thread.
class EffectRunner {
 public:
  explicit EffectRunner(CatalogueClient& catalogue) : catalogue_(catalogue) {}
  /// Performs all and empties the list.
  void run(model::Effects& effects);

 private:
  CatalogueClient& catalogue_;
};

}  // namespace bildungskiosk::services
