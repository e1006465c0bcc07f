// Theme::parse: assets/theme/theme.toml, whose comments specify the format. Every token must be there; what is not
// known is ignored.
#include <toml++/toml.h>

#include <charconv>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/ui/theme.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr std::array<std::string_view, kTextRoleCount> kRoleNames = {
    "label",      "secondary",   "control", "body",   "lead",    "fact",         "row_title",
    "card_title", "offer_title", "compare", "field",  "key",     "number",       "h2",
    "h1",         "page_title",  "display", "sample", "percent", "attract_lead", "attract_lead_upright",
    "attract"};
constexpr std::array<std::string_view, 3> kSchemeNames = {"light", "dark", "contrast"};

constexpr float kDisplayLetterSpacingEm = -0.015F;  // DESIGN.md, "Type"

struct ColourToken {
  std::string_view name;
  Colour Palette::*member;
};
constexpr ColourToken kColours[] = {
    {"background", &Palette::background},
    {"surface", &Palette::surface},
    {"surface_2", &Palette::surface_2},
    {"bar", &Palette::bar},
    {"text", &Palette::text},
    {"text_2", &Palette::text_2},
    {"disabled_text", &Palette::disabled_text},
    {"disabled_edge", &Palette::disabled_edge},
    {"line", &Palette::line},
    {"rule", &Palette::rule},
    {"control_edge", &Palette::control_edge},
    {"primary", &Palette::primary},
    {"on_primary", &Palette::on_primary},
    {"sun", &Palette::sun},
    {"on_sun", &Palette::on_sun},
    {"chosen", &Palette::chosen},
    {"on_chosen", &Palette::on_chosen},
    {"chosen_edge", &Palette::chosen_edge},
    {"chip_edge", &Palette::chip_edge},
    {"ok", &Palette::ok},
    {"ok_tint", &Palette::ok_tint},
    {"error", &Palette::error},
    {"error_tint", &Palette::error_tint},
    {"error_edge", &Palette::error_edge},
    {"added_tint", &Palette::added_tint},
    {"changed_tint", &Palette::changed_tint},
    {"removed_tint", &Palette::removed_tint},
    {"picture_1", &Palette::picture_1},
    {"picture_2", &Palette::picture_2},
    {"picture_3", &Palette::picture_3},
    {"code_dark", &Palette::code_dark},
    {"code_light", &Palette::code_light},
    {"highlight", &Palette::highlight},
    {"on_highlight", &Palette::on_highlight},
    {"key_ground", &Palette::key_ground},
    {"key", &Palette::key},
    {"key_special", &Palette::key_special},
    {"key_shadow", &Palette::key_shadow},
    {"toast", &Palette::toast},
    {"toast_action", &Palette::toast_action},
    {"on_toast", &Palette::on_toast},
    {"scrim", &Palette::scrim},
    {"attract_ground", &Palette::attract_ground},
    {"attract_text", &Palette::attract_text},
    {"attract_text_2", &Palette::attract_text_2},
    {"shadow", &Palette::shadow},
};

/// Reads tokens of one table; remembers the first that is missing or wrong, so that callers check once.
class Reader {
 public:
  Reader(toml::node_view<const toml::node> table, std::string place, std::optional<base::Error>& problem)
      : table_(table), place_(std::move(place)), problem_(problem) {}

  void number(std::string_view name, float& target) const { target = number_of(table_[name], name); }
  void number(std::string_view name, int& target) const {
    const auto value = table_[name].value<int>();
    if (!value || *value < 0) return blame(name);
    target = *value;
  }
  void flag(std::string_view name, bool& target) const { target = table_[name].value_or(false); }
  void text(std::string_view name, std::string& target) const {
    const auto value = table_[name].value<std::string>();
    if (!value) return blame(name);
    target = *value;
  }
  void colour(std::string_view name, Colour& target) const { target = colour_of(table_[name], name); }
  template <std::size_t N>
  void numbers(std::string_view name, std::array<float, N>& target) const {
    for (std::size_t i = 0; i < N; ++i) target[i] = number_of(table_[name][i], name);
  }
  template <std::size_t N>
  void colours(std::string_view name, std::array<Colour, N>& target) const {
    for (std::size_t i = 0; i < N; ++i) target[i] = colour_of(table_[name][i], name);
  }

 private:
  void blame(std::string_view name) const {
    if (problem_) return;
    problem_ =
        base::Error{base::ErrorCode::kMalformedRecord, place_ + "." + std::string(name) + " is missing or wrong"};
  }
  [[nodiscard]] float number_of(toml::node_view<const toml::node> node, std::string_view name) const {
    const auto value = node.value<float>();
    if (!value || !(*value >= 0 && *value <= 100'000)) {
      blame(name);
      return 0;
    }
    return *value;
  }
  [[nodiscard]] Colour colour_of(toml::node_view<const toml::node> node, std::string_view name) const {
    const auto text = node.value<std::string_view>().value_or("");
    std::uint32_t value = 0;
    const char* const end = text.data() + text.size();
    const bool sized = (text.size() == 7 || text.size() == 9) && text.front() == '#';
    if (!sized || std::from_chars(text.data() + 1, end, value, 16).ptr != end) {
      blame(name);
      return {};
    }
    if (text.size() == 7) value = (value << 8U) | 0xFFU;
    const auto channel = [value](unsigned shift) { return static_cast<std::uint8_t>((value >> shift) & 0xFFU); };
    return {channel(24), channel(16), channel(8), channel(0)};
  }

  toml::node_view<const toml::node> table_;
  std::string place_;
  std::optional<base::Error>& problem_;
};

void read_palette(const Reader& reader, Palette& palette) {
  for (const ColourToken& token : kColours) reader.colour(token.name, palette.*token.member);
  reader.number("control_edge_du", palette.control_edge_du);
  reader.number("chosen_edge_du", palette.chosen_edge_du);
  reader.number("outline_du", palette.outline_du);
  std::array<Colour, 8> fills;
  std::array<Colour, 8> on;
  std::array<float, 8> blocks{};
  Colour tint;
  reader.colours("phase_fill", fills);
  reader.colours("phase_on", on);
  reader.numbers("phase_tile_block", blocks);
  reader.colour("phase_block_tint", tint);
  for (std::size_t i = 0; i < fills.size(); ++i) {
    palette.phases[i].fill = fills[i];
    palette.phases[i].on = on[i];
    palette.phases[i].tile_block = tint.with_alpha(std::min(blocks[i], 1.0F));
  }
}

void read_phase(const Reader& reader, PhaseStyle& phase) {
  std::array<float, 4> corners{};
  reader.text("icon", phase.icon);
  reader.numbers("corners", corners);
  reader.number("radius", phase.corners.radius);
  phase.corners.top_left = corners[0] > 0;
  phase.corners.top_right = corners[1] > 0;
  phase.corners.bottom_right = corners[2] > 0;
  phase.corners.bottom_left = corners[3] > 0;
}

void read_motion(const Reader& reader, Motion& motion) {
  reader.number("press_in_ms", motion.press_in_ms);
  reader.number("press_out_ms", motion.press_out_ms);
  reader.number("page_ms", motion.page_ms);
  reader.number("page_shift_du", motion.page_shift_du);
  reader.number("panel_ms", motion.panel_ms);
  reader.number("toast_ms", motion.toast_ms);
  reader.number("toast_stays_ms", motion.toast_stays_ms);
  reader.number("page_scroll_ms", motion.page_scroll_ms);
  reader.number("mosaic_turn_ms", motion.mosaic_turn_ms);
  reader.number("mosaic_every_ms", motion.mosaic_every_ms);
  reader.number("highlight_every_ms", motion.highlight_every_ms);
}

base::Result<toml::table> parse_toml(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return base::Error{base::ErrorCode::kMalformedRecord,
                       "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description())};
  }
}

}  // namespace

base::Result<Theme> Theme::parse(std::string_view toml_text) {
  BILDUNGSKIOSK_TRY(const toml::table root, parse_toml(toml_text));
  const toml::node_view<const toml::node> top(&root);
  std::optional<base::Error> problem;
  Theme theme;

  const Reader radii(top["radii"], "radii", problem);
  radii.number("tag", theme.radii_.tag);
  radii.number("key", theme.radii_.key);
  radii.number("control", theme.radii_.control);
  radii.number("card", theme.radii_.card);
  radii.number("panel", theme.radii_.panel);
  read_motion(Reader(top["motion"], "motion", problem), theme.motion_);
  for (std::size_t i = 0; i < kTextRoleCount; ++i) {
    const Reader role(top["type"][kRoleNames[i]], "type." + std::string(kRoleNames[i]), problem);
    role.numbers("size_du", theme.roles_[i].size_du);
    role.number("line_height", theme.roles_[i].line_height);
    role.flag("bold", theme.roles_[i].bold);
    role.flag("display_face", theme.roles_[i].display_face);
    if (theme.roles_[i].display_face) theme.roles_[i].letter_spacing_em = kDisplayLetterSpacingEm;
  }
  for (std::size_t scheme = 0; scheme < kSchemeNames.size(); ++scheme) {
    Palette& palette = theme.palettes_[scheme];
    const std::string name(kSchemeNames[scheme]);
    read_palette(Reader(top["schemes"][name], "schemes." + name, problem), palette);
    for (std::size_t i = 0; i < palette.phases.size(); ++i) {
      read_phase(Reader(top["phases"][i], "phases[" + std::to_string(i) + "]", problem), palette.phases[i]);
    }
  }
  if (problem) return *std::move(problem);
  return theme;
}

}  // namespace bildungskiosk::ui
