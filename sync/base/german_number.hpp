#pragma once

#include <cstdint>
#include <string>

namespace bildungskiosk::base {

/// As German readers write it: "12.345".
[[nodiscard]] std::string german_number(std::uint64_t number);

}  // namespace bildungskiosk::base
