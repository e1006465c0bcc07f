#include "tests/fuzz/import_promises.hpp"

// A list of events or locations of the Integreat CMS.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kIntegreat);
  return 0;
}
