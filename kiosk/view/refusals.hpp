#pragma once

#include <string>

#include "kiosk/i18n/texts.hpp"
#include "kiosk/model/staff.hpp"
#include "sync/update/service_status.hpp"

/// Why a stick was refused, in words for a librarian.
namespace bildungskiosk::view {

using i18n::Texts;

/// The number that staff read to the office over the telephone ("Meldung 204"). One for each code; a number that was
/// given once never changes its meaning: 1xx the terminal and the stick, 2xx trust, 3xx payload and
/// catalogue, 4xx the network.
[[nodiscard]] int message_number(base::ErrorCode code);

/// What has happened: one sentence with its full stop.
[[nodiscard]] const std::string& refusal_sentence(const Texts& texts, base::ErrorCode code);

/// What to do about it, between "Stick abziehen" and "Klappt es nicht?".
struct Advice {
  std::string title;
  std::string how;
};
[[nodiscard]] Advice refusal_advice(const Texts& texts, const update::Refusal& refusal, const model::StaffSetup& setup);

}  // namespace bildungskiosk::view
