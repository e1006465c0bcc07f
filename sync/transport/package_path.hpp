#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace bildungskiosk::transport {

/// Refuses (kUnsafePath) a path that may leave the package: an empty segment, ".", "..", a leading or trailing '/'.
base::Result<void> check_package_path(std::string_view path);

/// The path as part of a URL (RFC 3986): every byte of a segment but letters, digits and "-._~" becomes %XX; '/' stays.
[[nodiscard]] std::string percent_encode_path(std::string_view path);

}  // namespace bildungskiosk::transport
