#include "tests/fuzz/import_promises.hpp"

// An openQ-cat catalogue, as it is uploaded to the course database.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kOpenQCat);
  return 0;
}
