#include "tests/fuzz/import_promises.hpp"

// JSON-LD of schema.org, as a file or in a web page.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kJsonLd);
  return 0;
}
