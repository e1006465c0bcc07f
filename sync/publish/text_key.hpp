#pragma once

#include <cstdint>
#include <string_view>

namespace bildungskiosk::publish {

/// What stands for a text where a million of them are compared: the first 64 bits of its SHA-256; 0 for "". Among two
/// million texts the odds that any two share a key are one in nine million.
[[nodiscard]] std::uint64_t text_key(std::string_view text);

}  // namespace bildungskiosk::publish
