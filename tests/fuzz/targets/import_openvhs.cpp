#include "tests/fuzz/import_promises.hpp"

// Open-vhs XML, as the programs of the Volkshochschulen export it.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kOpenVhs);
  return 0;
}
