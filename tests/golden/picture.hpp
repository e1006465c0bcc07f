#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// Pictures of screens, compared as somebody sees them who stands a step back.
namespace bildungskiosk::golden {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::array<std::uint8_t, 3>> pixels;  // red, green, blue; row by row from the top left

  [[nodiscard]] const std::array<std::uint8_t, 3>& at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// A sixth of the width and height: each pixel the mean of thirty-six.
inline constexpr int kReduction = 6;

/// Of a PNG file; a picture without pixels if it can't be read.
[[nodiscard]] Picture read_png(const std::string& path);
/// False if it can't be written.
[[nodiscard]] bool write_png(const Picture& picture, const std::string& path);
[[nodiscard]] Picture reduced(const Picture& picture);

/// Which part of two pictures looks different, 0 … 1: of the squares of 4 × 4 pixels those whose mean colour is further
/// apart than letters differ that are drawn by another version of a font or of its rasteriser. What stands half a
/// square elsewhere, has another colour, is missing or is new, is seen. 1 for pictures of different size.
[[nodiscard]] double part_that_differs(const Picture& one, const Picture& other);

}  // namespace bildungskiosk::golden
