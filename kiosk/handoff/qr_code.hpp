#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// What a visitor takes away: as texts that phones know, and as codes that carry them. Pure functions, any thread.
namespace bildungskiosk::handoff {

/// A QR code (ISO/IEC 18004), without the white around it.
struct QrCode {
  int modules = 0;                 // on each side, 21 … 177
  std::vector<std::uint8_t> dark;  // modules × modules, row by row from the top left; 1 is dark
  [[nodiscard]] bool is_dark(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(modules) + static_cast<std::size_t>(x)] != 0;
  }
  bool operator==(const QrCode&) const = default;
};

/// The code of this text (UTF-8, and it says so where a letter is not ASCII) with no more than `modules_max` on a side:
/// with a seventh of it readable again when it is soiled or glares (level M), or with the half of that (level L) where
/// M has no room. Nothing when L has none either, and for an empty text.
[[nodiscard]] std::optional<QrCode> make_qr_code(std::string_view text, int modules_max);

}  // namespace bildungskiosk::handoff
