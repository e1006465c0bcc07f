#pragma once

#include "kiosk/model/effect.hpp"
#include "kiosk/services/catalogue_client.hpp"
#include "kiosk/services/print_client.hpp"
#include "kiosk/services/service_client.hpp"

namespace bildungskiosk::services {

/// Hands each effect of the model to the service that performs it. Never waits. On the loop's thread.
class EffectRunner {
 public:
  EffectRunner(CatalogueClient& catalogue, ServiceClient& service, PrintClient& printer)
      : catalogue_(catalogue), service_(service), printer_(printer) {}
  /// Performs all and empties the list.
  void run(model::Effects& effects);

 private:
  CatalogueClient& catalogue_;
  ServiceClient& service_;
  PrintClient& printer_;
};

}  // namespace bildungskiosk::services
