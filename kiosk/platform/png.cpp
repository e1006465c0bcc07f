#include "kiosk/platform/png.hpp"

#include <cairo.h>

#include "sync/base/check.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::platform {

base::Result<void> write_png(const std::string& path, PixelSize size, std::span<std::uint32_t> pixels) {
  BILDUNGSKIOSK_CHECK(pixels.size() == static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  const base::UniqueHandle<cairo_surface_t*, cairo_surface_destroy> surface(cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, size.width, size.height, size.width * 4));
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), path.c_str());
  if (status == CAIRO_STATUS_SUCCESS) return {};
  return base::Error{base::ErrorCode::kIo, path + ": " + cairo_status_to_string(status)};
}

}  // namespace bildungskiosk::platform
