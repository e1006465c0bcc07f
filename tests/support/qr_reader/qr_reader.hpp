#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bildungskiosk::test {

/// A picture in shades of grey, row by row from the top left; 0 is black.
struct GreyPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
};

/// The text, in UTF-8, of every QR code that zbar, a reader by others, finds in the picture: as somebody reads it, so
/// that a code that does not say how its letters are written is seen as what a reader guesses.
[[nodiscard]] std::vector<std::string> read_qr_codes(const GreyPicture& picture);

}  // namespace bildungskiosk::test
