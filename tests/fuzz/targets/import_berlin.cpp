#include "tests/fuzz/import_promises.hpp"

// The Berlin open-data JSON, both dialects.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kBerlin);
  return 0;
}
