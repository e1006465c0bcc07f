#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace bildungskiosk::ui {

/// sRGB with straight alpha.
struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  [[nodiscard]] constexpr Colour with_alpha(float alpha) const {
    return {r, g, b, static_cast<std::uint8_t>(alpha * 255.0F)};
  }
  [[nodiscard]] constexpr std::uint32_t rgb() const {
    return (static_cast<std::uint32_t>(r) << 16U) | (static_cast<std::uint32_t>(g) << 8U) | b;
  }
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// WCAG 2.2 contrast ratio of two opaque colours, 1 … 21.
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

enum class Scheme { kLight, kDark, kContrast };
/// The visitor's text size.
enum class TextStep { k1, k2, k3, k4 };

/// The type scale. Weight comes with the role, unless a widget says otherwise.
enum class TextRole {
  kLabel,       // the smallest text there is
  kSecondary,   // second lines, counts, notes
  kControl,     // buttons, chips
  kBody,        // running text
  kLead,        // a line that stands out of running text: the provider's name
  kFact,        // the facts of an offer in a list
  kRowTitle,    // titles in lists, short messages
  kCardTitle,   // titles of cards and tiles
  kOfferTitle,  // titles of the result list
  kCompare,     // what two cards are compared by
  kField,       // what is typed
  kKey,         // letters on keys
  kNumber,      // a day of the month
  kH2,
  kH1,
  kPageTitle,  // what a whole page is about: an offer's title
  kDisplay,
  kSample,              // "Aa" in a text size to choose
  kPercent,             // how far something is
  kAttractLead,         // the question in the other languages
  kAttractLeadUpright,  // the same in two columns on an upright display
  kAttract,
};
inline constexpr std::size_t kTextRoleCount = 22;

/// Which corners of a block are round.
struct Corners {
  bool top_left = false;
  bool top_right = false;
  bool bottom_right = false;
  bool bottom_left = false;
  float radius = 0.5F;  // times the side
};

struct PhaseStyle {
  Colour fill;
  Colour on;          // icon and text on the fill
  Colour tile_block;  // the block on a tile: on top of the fill
  Corners corners;    // never mirrored
  std::string icon;
};

/// Colours by meaning; DESIGN.md, "Colours". Names ending in an `on_…` partner are fills for that text.
struct Palette {
  Colour background, surface, surface_2, bar, text, text_2, disabled_text, disabled_edge, line, rule, control_edge;
  Colour primary, on_primary, sun, on_sun, chosen, on_chosen, chosen_edge, chip_edge;
  Colour ok, ok_tint, error, error_tint, error_edge, highlight, on_highlight;
  Colour added_tint, changed_tint, removed_tint;  // grounds of counts: what an update brings, changes, takes away
  Colour picture_1, picture_2, picture_3;         // grounds of the pictures that explain something
  Colour code_dark, code_light;                   // what a phone reads, the same in every scheme
  Colour key_ground, key, key_special, key_shadow, toast, toast_action, on_toast, scrim;
  Colour attract_ground, attract_text, attract_text_2, shadow;
  float control_edge_du = 2;
  float chosen_edge_du = 3;
  float outline_du = 0;              // > 0: cards and quiet buttons need an edge, because their fill is the background
  std::array<PhaseStyle, 8> phases;  // in the order of offer::kAllPhases
};

struct Radii {
  float tag = 10, key = 14, control = 16, card = 20, panel = 24;
};

struct Motion {
  int press_in_ms = 60, press_out_ms = 160, page_ms = 240, panel_ms = 280, toast_ms = 200, toast_stays_ms = 4000,
      page_scroll_ms = 320, mosaic_turn_ms = 900, mosaic_every_ms = 3000, highlight_every_ms = 8000;
  float page_shift_du = 48;
};

struct RoleStyle {
  std::array<float, 4> size_du;  // by TextStep
  bool bold = false;
  bool display_face = false;  // Inter Display with tight letters
  float line_height = 1.35F;  // em
  float letter_spacing_em = 0;
};

/// Everything a screen would otherwise write as a literal: from assets/theme/theme.toml, read once.
class Theme {
 public:
  /// kNotFound or kIo for the file, kMalformedRecord naming the missing or wrong token.
  [[nodiscard]] static base::Result<Theme> load(const std::string& path);
  [[nodiscard]] static base::Result<Theme> parse(std::string_view toml);

  [[nodiscard]] const Palette& palette(Scheme scheme) const { return palettes_[static_cast<std::size_t>(scheme)]; }
  [[nodiscard]] const RoleStyle& role(TextRole role) const { return roles_[static_cast<std::size_t>(role)]; }
  [[nodiscard]] float size_du(TextRole role, TextStep step) const {
    return this->role(role).size_du[static_cast<std::size_t>(step)];
  }
  [[nodiscard]] const Radii& radii() const { return radii_; }
  [[nodiscard]] const Motion& motion() const { return motion_; }

 private:
  std::array<Palette, 3> palettes_;
  std::array<RoleStyle, kTextRoleCount> roles_;
  Radii radii_;
  Motion motion_;
};

}  // namespace bildungskiosk::ui
