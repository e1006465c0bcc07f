#include "sync/base/check.hpp"
#include "sync/update/service_state.hpp"
#include "tests/fuzz/fuzz.hpp"

// What the service writes for the screen program, read from a file that may be damaged: it is read or refused, and once
// it was written by us (texts cleaned and cut) it is a fixed point.

namespace update = bildungskiosk::update;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto status = update::parse_service_status(bildungskiosk::fuzz::text_of(data, size));
  if (!status) return 0;
  const auto written = update::parse_service_status(update::serialise(*status));
  BILDUNGSKIOSK_CHECK(written.has_value());
  const std::string text = update::serialise(*written);
  const auto again = update::parse_service_status(text);
  BILDUNGSKIOSK_CHECK(again.has_value() && *again == *written);
  BILDUNGSKIOSK_CHECK(update::serialise(*again) == text);
  return 0;
}
