#include "sync/base/check.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/memory_file_system.hpp"

// What is read back from the terminal's own disk, which may have altered it: the pointer CURRENT and a generation's
// manifest. Each is read or refused; what was read is written and read again as the same.

namespace bildungskiosk::fuzz {
namespace {

void check_current(base::ByteView bytes) {
  test::MemoryFileSystem disk;
  update::GenerationStore store(disk, "/store");
  BILDUNGSKIOSK_CHECK(store.initialise(base::as_bytes("{}")).has_value());
  BILDUNGSKIOSK_CHECK(base::write_file_atomically(disk, "/store/CURRENT", bytes).has_value());
  const auto current = store.current();
  if (!current) return;
  BILDUNGSKIOSK_CHECK(store.activate(*current).has_value());
  const auto again = store.current();
  BILDUNGSKIOSK_CHECK(again.has_value() && *again == *current);
}

void check_manifest(std::string_view text) {
  const auto manifest = update::parse_manifest(text);
  if (!manifest) return;
  const std::string written = update::serialise(*manifest);
  const auto again = update::parse_manifest(written);
  BILDUNGSKIOSK_CHECK(again.has_value() && *again == *manifest);
  BILDUNGSKIOSK_CHECK(update::serialise(*again) == written);
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bildungskiosk::fuzz::check_current({data, size});
  bildungskiosk::fuzz::check_manifest(bildungskiosk::fuzz::text_of(data, size));
  return 0;
}
