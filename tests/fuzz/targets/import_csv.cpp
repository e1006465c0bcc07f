#include "tests/fuzz/import_promises.hpp"

// A spreadsheet of an office, with the headers of the templates.

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_import(data, size, bildungskiosk::publish::Format::kCsv);
  return 0;
}
