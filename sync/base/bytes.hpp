#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// Raw bytes in memory. Text stays `std::string` (UTF-8).
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] ByteView as_bytes(std::string_view text);
[[nodiscard]] std::string_view as_text(ByteView bytes);

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);
/// Fails with kInvalidArgument on an odd length or a character that is no hexadecimal digit.
[[nodiscard]] Result<Bytes> from_hex(std::string_view hex);

}  // namespace bildungskiosk::base
