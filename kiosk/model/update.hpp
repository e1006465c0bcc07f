#pragma once

#include "kiosk/model/effect.hpp"
#include "kiosk/model/event.hpp"
#include "kiosk/model/model.hpp"

namespace bildungskiosk::model {

/// The model before the first event. `effects` receives what must be done to begin: opening the catalogue.
[[nodiscard]] Model initial_model(Effects& effects);

/// The only thing that changes a model. Deterministic: the same model and event give the same model and effects; no
/// clock, no I/O. An event that makes no sense on the shown page (its finger lifted a frame too late) changes nothing;
/// an answer to a question that is no longer asked is dropped.
void update(Model& model, const Event& event, Effects& effects);

}  // namespace bildungskiosk::model
