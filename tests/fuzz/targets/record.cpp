#include "sync/exchange/record.hpp"

#include "sync/base/check.hpp"
#include "tests/fuzz/fuzz.hpp"

// One line of the exchange format: a record that is read is written and read again as the same record, and its line is
// then a fixed point.

namespace exchange = bildungskiosk::exchange;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = exchange::parse_record(bildungskiosk::fuzz::text_of(data, size));
  if (!record) return 0;
  const std::string line = exchange::write_record(*record);
  const auto again = exchange::parse_record(line);
  BILDUNGSKIOSK_CHECK(again.has_value());
  BILDUNGSKIOSK_CHECK(*again == *record);
  BILDUNGSKIOSK_CHECK(exchange::write_record(*again) == line);
  BILDUNGSKIOSK_CHECK(exchange::record_key(*again) == exchange::record_key(*record));
  return 0;
}
