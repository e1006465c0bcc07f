#include "tests/fuzz/import_promises.hpp"

// A calendar of a library: lines, zones, rules of dates that repeat.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kIcal);
  return 0;
}
