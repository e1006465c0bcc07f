#pragma once

#include <string_view>

namespace bildungskiosk::transport {

/// RFC 9110, 8.8.3: visible characters in quotes, perhaps marked as weak ("W/"); at most kEtagBytesMax. What is none is
/// never sent back: it would be part of a header.
[[nodiscard]] bool is_etag(std::string_view etag);

/// One that promises the very same bytes.
[[nodiscard]] bool is_strong_etag(std::string_view etag);

}  // namespace bildungskiosk::transport
