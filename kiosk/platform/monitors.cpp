#include "kiosk/platform/monitors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace bildungskiosk::platform {
namespace {

// Projectors and bad EDIDs report an aspect ratio, a zero or a postcard: below 7" or above 110" nobody knows.
constexpr float kDiagonalMin_mm = 178;
constexpr float kDiagonalMax_mm = 2800;

std::optional<std::size_t> as_number(std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_monitor(std::span<const Monitor> connected, std::string_view wanted) {
  if (wanted.empty()) return std::nullopt;
  const auto named = std::find_if(connected.begin(), connected.end(),
                                  [wanted](const Monitor& monitor) { return monitor.name == wanted; });
  if (named != connected.end()) return static_cast<std::size_t>(named - connected.begin());
  const auto number = as_number(wanted);
  return number && *number >= 1 && *number <= connected.size() ? std::optional(*number - 1) : std::nullopt;
}

std::optional<std::size_t> choose_monitor(std::span<const Monitor> connected, std::string_view wanted) {
  if (const auto found = find_monitor(connected, wanted)) return found;
  return connected.empty() ? std::nullopt : std::optional<std::size_t>(0);
}

std::optional<std::size_t> monitor_to_move_to(std::span<const Monitor> connected, std::string_view wanted,
                                              std::optional<std::size_t> shown_on) {
  const auto chosen = choose_monitor(connected, wanted);
  return chosen == shown_on ? std::nullopt : chosen;
}

float px_per_mm(const Monitor& monitor, SizeMm real) {
  const auto width = static_cast<float>(monitor.mode.width);
  const auto height = static_cast<float>(monitor.mode.height);
  // By the diagonals: a display that stands upright may be described lying.
  if (real.width > 0 && real.height > 0) return std::hypot(width, height) / std::hypot(real.width, real.height);
  if (real.width > 0) return width / real.width;
  if (real.height > 0) return height / real.height;
  const float diagonal_mm = std::hypot(monitor.size.width, monitor.size.height);
  if (!(diagonal_mm >= kDiagonalMin_mm && diagonal_mm <= kDiagonalMax_mm) || monitor.size.width <= 0) return 0;
  return width / monitor.size.width;
}

}  // namespace bildungskiosk::platform
