#include "sync/trust/canonical_json.hpp"

#include "sync/base/check.hpp"
#include "tests/fuzz/fuzz.hpp"

// The JSON of signed metadata: what is read, written and read again is the same value, and has one canonical form.

namespace trust = bildungskiosk::trust;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = trust::parse_json(bildungskiosk::fuzz::text_of(data, size));
  if (!value) return 0;
  const std::string canonical = trust::to_canonical_json(*value);
  const auto again = trust::parse_json(trust::to_json_text(*value));
  BILDUNGSKIOSK_CHECK(again.has_value() && *again == *value);
  BILDUNGSKIOSK_CHECK(trust::to_canonical_json(*again) == canonical);
  // The canonical form is JSON itself, but for the control characters that it leaves as they are.
  bool has_control_character = false;
  for (const char character : canonical) has_control_character |= static_cast<unsigned char>(character) < 0x20;
  const auto reread = trust::parse_json(canonical);
  BILDUNGSKIOSK_CHECK(reread.has_value() != has_control_character);
  BILDUNGSKIOSK_CHECK(!reread || *reread == *value);
  return 0;
}
