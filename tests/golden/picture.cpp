#include "tests/golden/picture.hpp"

#include <cairo.h>

#include <algorithm>
#include <cstdlib>

#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::golden {
namespace {

using Surface = base::UniqueHandle<cairo_surface_t*, cairo_surface_destroy>;

std::uint32_t* row_of(cairo_surface_t* surface, int y) {
  // NOLINTNEXTLINE: Cairo aligns its rows for 32-bit pixels
  return reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface) +
                                          static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface));
}

/// The mean of a rectangle of pixels.
std::array<int, 3> mean(const Picture& picture, int left, int top, int width, int height) {
  std::array<int, 3> sum{};
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) {
      for (std::size_t channel = 0; channel < 3; ++channel) sum[channel] += picture.at(x, y)[channel];
    }
  }
  for (int& value : sum) value /= width * height;
  return sum;
}

}  // namespace

Picture read_png(const std::string& path) {
  const Surface surface(cairo_image_surface_create_from_png(path.c_str()));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  Picture picture{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
  picture.pixels.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const std::uint32_t* row = row_of(surface.get(), y);
    for (int x = 0; x < picture.width; ++x) {
      const auto channel = [&](unsigned shift) { return static_cast<std::uint8_t>((row[x] >> shift) & 0xFFU); };
      picture.pixels.push_back({channel(16), channel(8), channel(0)});
    }
  }
  return picture;
}

bool write_png(const Picture& picture, const std::string& path) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
  cairo_surface_flush(surface.get());
  for (int y = 0; y < picture.height; ++y) {
    std::uint32_t* row = row_of(surface.get(), y);
    for (int x = 0; x < picture.width; ++x) {
      const auto& [red, green, blue] = picture.at(x, y);
      row[x] = (static_cast<std::uint32_t>(red) << 16U) | (static_cast<std::uint32_t>(green) << 8U) | blue;
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return cairo_surface_write_to_png(surface.get(), path.c_str()) == CAIRO_STATUS_SUCCESS;
}

Picture reduced(const Picture& picture) {
  Picture small{picture.width / kReduction, picture.height / kReduction, {}};
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      const std::array<int, 3> colour = mean(picture, x * kReduction, y * kReduction, kReduction, kReduction);
      small.pixels.push_back({static_cast<std::uint8_t>(colour[0]), static_cast<std::uint8_t>(colour[1]),
                              static_cast<std::uint8_t>(colour[2])});
    }
  }
  return small;
}

double part_that_differs(const Picture& one, const Picture& other) {
  constexpr int kSquare = 4;
  constexpr int kSeen = 20;  // of 255, in any channel
  if (one.width != other.width || one.height != other.height || one.pixels.empty()) return 1;
  int squares = 0;
  int different = 0;
  for (int y = 0; y + kSquare <= one.height; y += kSquare) {
    for (int x = 0; x + kSquare <= one.width; x += kSquare) {
      const std::array<int, 3> a = mean(one, x, y, kSquare, kSquare);
      const std::array<int, 3> b = mean(other, x, y, kSquare, kSquare);
      int apart = 0;
      for (std::size_t channel = 0; channel < 3; ++channel) apart = std::max(apart, std::abs(a[channel] - b[channel]));
      ++squares;
      if (apart > kSeen) ++different;
    }
  }
  return static_cast<double>(different) / squares;
}

}  // namespace bildungskiosk::golden
