#pragma once

#include <array>
#include <string_view>

#include "sync/offer/phase.hpp"

/// How the HTML report looks: the kiosk's colours and shapes, so that both are seen to belong together. The values are
/// those of assets/theme/theme.toml, its light scheme (a test compares them): the office's program needs no theme
/// beside it.
namespace bildungskiosk::publish {

struct PhaseStyle {
  std::string_view fill;
  std::string_view on;         // text on it
  std::array<int, 4> corners;  // clockwise from the top left: 1 is round
  double radius = 0;           // of the round ones; times the side
};
[[nodiscard]] const PhaseStyle& phase_style(offer::Phase phase);

inline constexpr std::string_view kBackground = "#EFF2F2";
inline constexpr std::string_view kSurface = "#FFFFFF";
inline constexpr std::string_view kText = "#13202B";
inline constexpr std::string_view kText2 = "#46535E";
inline constexpr std::string_view kLine = "#C3CCD1";
inline constexpr std::string_view kRule = "#DCE3E6";
inline constexpr std::string_view kPrimary = "#0F2E45";
inline constexpr std::string_view kSun = "#FFD23F";
inline constexpr std::string_view kChosen = "#DCE9F5";
inline constexpr std::string_view kEdge = "#698DAC";
inline constexpr std::string_view kOk = "#17613A";
inline constexpr std::string_view kError = "#A32015";
inline constexpr std::string_view kErrorTint = "#FBE6E2";

/// The page's style sheet. Screen and print (A4).
[[nodiscard]] std::string_view style_sheet();

}  // namespace bildungskiosk::publish
