#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "kiosk/platform/texture_store.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::platform {

/// Writes opaque pixels (0x00RRGGBB, rows from the top) as PNG. kIo with the path and Cairo's words on failure.
[[nodiscard]] base::Result<void> write_png(const std::string& path, PixelSize size, std::span<std::uint32_t> pixels);

}  // namespace bildungskiosk::platform
