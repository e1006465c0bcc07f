#pragma once

#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/catalogue/search/occurrences.hpp"

/// The meetings of an offer as one value of its row: eight bytes each, in the machine's own order (the file never
/// leaves it): day or weekday in four, begin and end in two each, -1 for none. One value costs less to write and
/// to read than a row for each meeting.
namespace bildungskiosk::catalogue {

[[nodiscard]] base::Bytes encode_times(const std::vector<SessionTime>& times);

/// Puts the times behind those in `times`; false, and nothing put, when the value is none that `encode_times` gives.
[[nodiscard]] bool decode_times(base::ByteView value, std::vector<SessionTime>& times);

}  // namespace bildungskiosk::catalogue
