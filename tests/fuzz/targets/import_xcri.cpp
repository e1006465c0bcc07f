#include "tests/fuzz/import_promises.hpp"

// An XCRI-CAP feed of either version.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kXcri);
  return 0;
}
