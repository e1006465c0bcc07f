#include <cmath>
#include <string>

#include "kiosk/ui/theme.hpp"
#include "tests/kiosk/ui/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::ui;

namespace {

constexpr double kTextRatio = 4.5;     // EN 301 549, 11.1.4.3
constexpr double kControlRatio = 3.0;  // EN 301 549, 11.1.4.11
constexpr double kHighRatio = 7.0;     // the contrast theme's own promise

bool is_about(double ratio, double wanted) { return std::abs(ratio - wanted) < 0.05; }

std::string shipped_toml() { return test::read_text_file(THEME_FILE); }

std::string with_line_replaced(const std::string& from, const std::string& to) {
  std::string toml = shipped_toml();
  const auto at = toml.find(from);
  REQUIRE(at != std::string::npos);
  return toml.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("Contrast ratios are WCAG's") {
  CHECK(is_about(contrast_ratio({0, 0, 0}, {255, 255, 255}), 21.0));
  CHECK(is_about(contrast_ratio({119, 119, 119}, {255, 255, 255}), 4.48));
  // DESIGN.md's table: text on the ground 14.7, edge on white 4.5
  CHECK(is_about(contrast_ratio({0x13, 0x20, 0x2B}, {0xEF, 0xF2, 0xF2}), 14.7));
}

TEST_CASE("Every text of every theme stands out 4.5 to 1 from what it stands on") {
  const Theme theme = test::shipped_theme();
  const auto scheme = GENERATE(Scheme::kLight, Scheme::kDark, Scheme::kContrast);
  const Palette& p = theme.palette(scheme);
  const double wanted = scheme == Scheme::kContrast ? kHighRatio : kTextRatio;
  CAPTURE(static_cast<int>(scheme));
  for (const Colour ground : {p.background, p.surface, p.surface_2, p.bar}) {
    CHECK(contrast_ratio(p.text, ground) >= wanted);
    CHECK(contrast_ratio(p.text_2, ground) >= wanted);
  }
  CHECK(contrast_ratio(p.on_primary, p.primary) >= wanted);
  CHECK(contrast_ratio(p.on_sun, p.sun) >= wanted);
  CHECK(contrast_ratio(p.on_chosen, p.chosen) >= wanted);
  CHECK(contrast_ratio(p.text_2, p.chosen) >= kTextRatio);
  CHECK(contrast_ratio(p.on_highlight, p.highlight) >= wanted);
  CHECK(contrast_ratio(p.text, p.key) >= wanted);
  CHECK(contrast_ratio(p.text, p.key_special) >= wanted);
  CHECK(contrast_ratio(p.on_toast, p.toast) >= wanted);
  CHECK(contrast_ratio(p.on_toast, p.toast_action) >= wanted);
  CHECK(contrast_ratio(p.ok, p.ok_tint) >= kTextRatio);
  CHECK(contrast_ratio(p.error, p.error_tint) >= kTextRatio);
  for (const Colour tint : {p.ok_tint, p.error_tint, p.added_tint, p.changed_tint, p.removed_tint}) {
    CHECK(contrast_ratio(p.text, tint) >= wanted);
  }
  CHECK(contrast_ratio(p.attract_text, p.attract_ground) >= wanted);
  CHECK(contrast_ratio(p.attract_text_2, p.attract_ground) >= wanted);
  // Disabled is exempt in the standard; it is readable here all the same.
  CHECK(contrast_ratio(p.disabled_text, p.background) >= kTextRatio);
  for (const PhaseStyle& phase : p.phases) CHECK(contrast_ratio(phase.on, phase.fill) >= kTextRatio);
}

TEST_CASE("Every control's edge stands out 3 to 1 from what it stands on") {
  const Theme theme = test::shipped_theme();
  const auto scheme = GENERATE(Scheme::kLight, Scheme::kDark, Scheme::kContrast);
  const Palette& p = theme.palette(scheme);
  CAPTURE(static_cast<int>(scheme));
  for (const Colour ground : {p.background, p.surface}) {
    CHECK(contrast_ratio(p.control_edge, ground) >= kControlRatio);
    CHECK(contrast_ratio(p.chosen_edge, ground) >= kControlRatio);
    CHECK(contrast_ratio(p.primary, ground) >= kControlRatio);
  }
}

TEST_CASE("Labels are big enough in every text size, and the biggest is 0.7 degrees high") {
  const Theme theme = test::shipped_theme();
  constexpr float kCapEm = 0.727F;
  constexpr float kMmPerDu = 0.248F;
  for (std::size_t role = 0; role < kTextRoleCount; ++role) {
    float before = 0;
    for (const TextStep step : {TextStep::k1, TextStep::k2, TextStep::k3, TextStep::k4}) {
      const float size = theme.size_du(static_cast<TextRole>(role), step);
      CHECK(size >= 20);
      CHECK(size >= before);
      before = size;
    }
    CHECK(before * kCapEm * kMmPerDu >= 6.4F);
  }
}

TEST_CASE("A theme that lacks a token or has a wrong one is refused by name") {
  CHECK(Theme::parse(shipped_toml()).has_value());
  const auto missing = Theme::parse(with_line_replaced("\ntoast_ms", "\nother_ms"));
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == base::ErrorCode::kMalformedRecord);
  CHECK_THAT(missing.error().detail, ContainsSubstring("motion.toast_ms"));
  const auto wrong = Theme::parse(with_line_replaced("#EFF2F2", "#EFF2"));
  REQUIRE_FALSE(wrong.has_value());
  CHECK_THAT(wrong.error().detail, ContainsSubstring("schemes.light.background"));
  const auto broken = Theme::parse("[radii\n");
  REQUIRE_FALSE(broken.has_value());
  CHECK_THAT(broken.error().detail, ContainsSubstring("line 1"));
  CHECK(Theme::load("/nonexistent/theme.toml").error().code == base::ErrorCode::kNotFound);
}
