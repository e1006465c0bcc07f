#pragma once

#include <cstddef>

namespace bildungskiosk::transport {

/// Bytes read from a medium at a time: between two looks at the cancel token.
inline constexpr std::size_t kReadBufferBytes = 128 * 1024;

}  // namespace bildungskiosk::transport
