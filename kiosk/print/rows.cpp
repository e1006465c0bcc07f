#include "kiosk/print/rows.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/i18n/direction.hpp"
#include "kiosk/print/slip_pdf.hpp"
#include "kiosk/text/scripts.hpp"

namespace bildungskiosk::print {
namespace {

constexpr const char* kFamilies = "Inter,Noto Sans,Noto Sans Arabic,sans-serif";
constexpr double kLineHeight = 1.35;  // of the size
constexpr double kArabicLineHeight = 1.6;
constexpr double kLabelPart = 0.2;  // of a sheet's text width
constexpr double kGap_mm = 2;
constexpr double kEntryGap_mm = 5;
constexpr double kCodeGap_mm = 3;

/// No more of a hostile text than fits on some lines, ended between two letters.
std::string printable(std::string_view text) {
  std::size_t length = std::min(text.size(), kTextPrinted_bytes_max);
  const auto within_letter = [&] { return (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U; };
  while (length < text.size() && length > 0 && within_letter()) --length;
  std::string showable;
  text::make_showable(text.substr(0, length), showable);
  if (length < text.size()) showable += "…";
  return showable;
}

void describe(PangoLayout* layout, double size_pt, PangoWeight weight) {
  const base::UniqueHandle<PangoFontDescription*, pango_font_description_free> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), kFamilies);
  pango_font_description_set_weight(font.get(), weight);
  pango_font_description_set_absolute_size(font.get(), size_pt * PANGO_SCALE);
  pango_layout_set_font_description(layout, font.get());
  const base::UniqueHandle<PangoAttrList*, pango_attr_list_unref> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout, attributes.get());
}

/// One after the other, that may not be parted; at least one row.
std::span<const Row> chain_at(std::span<const Row> rows) {
  std::size_t count = 1;
  while (count < rows.size() && rows[count - 1].follow == Row::Follow::kStaysWithNext) ++count;
  return rows.first(count);
}

bool is_gap(const Row& row) { return row.lines.empty() && !row.rule && row.code == nullptr; }

}  // namespace

RowSetter::RowSetter(const Slip& slip, const Paper& paper)
    : slip_(slip),
      paper_(paper),
      right_to_left_(i18n::direction_of(slip.language) == i18n::Direction::kRightToLeft),
      fonts_(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
      context_(pango_font_map_create_context(fonts_.get())) {
  // Paper has no pixels that letters would have to sit on.
  const base::UniqueHandle<cairo_font_options_t*, cairo_font_options_destroy> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_base_dir(context_.get(), right_to_left_ ? PANGO_DIRECTION_WEAK_RTL : PANGO_DIRECTION_WEAK_LTR);
}

std::vector<Row> RowSetter::slip_rows() {
  rows_.clear();
  add_head();
  const std::size_t entries = std::min(slip_.entries.size(), kEntriesPrintedMax);
  for (std::size_t i = 0; i < entries; ++i) {
    add_rule();
    add_entry(slip_.entries[i]);
  }
  if (!slip_.codes.empty()) add_rule();
  for (const SlipCode& code : slip_.codes) add_code(code);
  return std::move(rows_);
}

std::vector<Row> RowSetter::text_rows(std::string_view text, std::string_view language, const Look& look) {
  const double width_pt = (look.width_mm > 0 ? look.width_mm : paper_.text_width_mm() - look.from_mm) * kPointsPerMm;
  const std::string tag(language.empty() ? std::string_view(slip_.language) : language);
  pango_context_set_language(context_.get(), pango_language_from_string(tag.c_str()));
  const std::shared_ptr<PangoLayout> layout(pango_layout_new(context_.get()), g_object_unref);
  describe(layout.get(), look.size_pt, look.weight);
  const std::string letters = printable(text);
  pango_layout_set_text(layout.get(), letters.data(), static_cast<int>(letters.size()));
  pango_layout_set_width(layout.get(), static_cast<int>(width_pt * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  if (look.lines_max > 0) {
    pango_layout_set_height(layout.get(), -look.lines_max);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  }
  const double height = look.size_pt * (text::has_joined_script(letters) ? kArabicLineHeight : kLineHeight);
  const bool from_left = right_to_left_ == (look.side == Side::kEnd);
  std::vector<Row> rows;
  const int count = pango_layout_get_line_count(layout.get());
  for (int i = 0; i < (look.lines_max > 0 ? std::min(count, look.lines_max) : count); ++i) {
    PangoRectangle logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), i), nullptr, &logical);
    const double from_pt = look.from_mm * kPointsPerMm;
    const double room_left = right_to_left_ ? paper_.text_width_mm() * kPointsPerMm - from_pt - width_pt : from_pt;
    const double spare = width_pt - static_cast<double>(logical.width) / PANGO_SCALE;
    // Inter's and Noto's letters stand on a line at three quarters of what a row is high.
    rows.push_back({.height_pt = height, .follow = look.follow});
    rows.back().lines.push_back({layout, i, room_left + (from_left ? 0 : spare), height * 0.75});
  }
  return rows;
}

void RowSetter::add_text(std::string_view text, std::string_view language, const Look& look) {
  if (text.empty()) return;
  for (Row& row : text_rows(text, language, look)) rows_.push_back(std::move(row));
}

void RowSetter::add_gap(double height_mm, Row::Follow follow) {
  rows_.push_back({.height_pt = height_mm * kPointsPerMm, .follow = follow});
}

void RowSetter::add_rule() {
  add_gap(kEntryGap_mm / 2);
  rows_.push_back({.height_pt = 1, .follow = Row::Follow::kStaysWithNext, .rule = true});
  add_gap(kEntryGap_mm / 2, Row::Follow::kStaysWithNext);
}

void RowSetter::add_head() {
  constexpr auto kStays = Row::Follow::kStaysWithNext;
  add_text(slip_.heading, {}, {.size_pt = paper_.heading_pt, .weight = PANGO_WEIGHT_BOLD, .follow = kStays});
  add_text(slip_.region, {}, {.size_pt = paper_.body_pt, .follow = kStays});
  // A roll has no foot to say it on.
  if (paper_.height_mm == 0) add_text(slip_.stand, {}, {.size_pt = paper_.body_pt, .follow = kStays});
  if (slip_.title.empty()) return;
  add_gap(kGap_mm, kStays);
  add_text(slip_.title, {}, {.size_pt = paper_.title_pt, .weight = PANGO_WEIGHT_BOLD, .follow = kStays});
}

void RowSetter::add_entry(const SlipEntry& entry) {
  constexpr auto kStays = Row::Follow::kStaysWithNext;
  constexpr int kTitleLinesMax = 6;
  add_text(entry.title, entry.title_language,
           {.size_pt = paper_.title_pt,
            .weight = PANGO_WEIGHT_BOLD,
            .lines_max = kTitleLinesMax,
            .follow = entry.lines.empty() ? Row::Follow::kMayBeTheLast : kStays});
  const std::size_t lines = std::min(entry.lines.size(), kLinesPrintedMax);
  for (std::size_t i = 0; i < lines; ++i) add_line(entry.lines[i]);
  for (const SlipCode& code : entry.codes) add_code(code);
}

// On a sheet the label stands beside its value, on a roll above it.
void RowSetter::add_line(const SlipLine& line) {
  Look look{.size_pt = paper_.body_pt};
  add_gap(kGap_mm / 2);
  if (line.label.empty() || line.value.empty()) {
    add_text(line.label + line.value, line.language, look);
    return;
  }
  const Look label{.size_pt = paper_.body_pt,
                   .weight = PANGO_WEIGHT_BOLD,
                   .width_mm = paper_.height_mm == 0 ? 0 : paper_.text_width_mm() * kLabelPart,
                   .lines_max = 1,
                   .follow = Row::Follow::kStaysWithNext};
  if (paper_.height_mm == 0) {
    add_text(line.label, {}, label);
    add_text(line.value, line.language, look);
    return;
  }
  look.from_mm = paper_.text_width_mm() * kLabelPart + kGap_mm;
  std::vector<Row> values = text_rows(line.value, line.language, look);
  std::vector<Row> labels = text_rows(line.label, {}, label);
  if (!values.empty() && !labels.empty()) {
    Row& first = values.front();
    first.height_pt = std::max(first.height_pt, labels.front().height_pt);
    PlacedLine& word = first.lines.emplace_back(std::move(labels.front().lines.front()));
    word.baseline_pt = first.lines.front().baseline_pt;  // on one line with the value, whatever their scripts
  }
  for (Row& row : values) rows_.push_back(std::move(row));
}

void RowSetter::add_code(const SlipCode& code) {
  constexpr auto kStays = Row::Follow::kStaysWithNext;
  const double module_pt = module_mm(paper_, code.code.modules) * kPointsPerMm;
  const double quiet_pt = module_pt * kQuietModules;
  const double side_pt = module_pt * code.code.modules;
  add_gap(kCodeGap_mm, kStays);
  add_text(code.label, {}, {.size_pt = paper_.body_pt, .weight = PANGO_WEIGHT_BOLD, .follow = kStays});
  const double text_width_pt = paper_.text_width_mm() * kPointsPerMm;
  rows_.push_back({.height_pt = side_pt + 2 * quiet_pt,
                   .code = &code.code,
                   .code_x_pt = right_to_left_ ? text_width_pt - side_pt - quiet_pt : quiet_pt});
}

Row RowSetter::foot(const std::string& text, Side side) {
  constexpr double kFoot_pt = 9;
  auto rows = text_rows(text, {}, {.size_pt = kFoot_pt, .lines_max = 1, .side = side});
  return rows.empty() ? Row{} : std::move(rows.front());
}

double height_of(std::span<const Row> rows) {
  double height = 0;
  for (const Row& row : rows) height += row.height_pt;
  return height;
}

std::vector<std::span<const Row>> break_pages(std::span<const Row> rows, double height_pt, int pages_max) {
  std::vector<std::span<const Row>> pages;
  while (!rows.empty() && static_cast<int>(pages.size()) < pages_max) {
    while (!rows.empty() && is_gap(rows.front())) rows = rows.subspan(1);  // no page begins with one
    std::size_t count = 0;
    double used = 0;
    while (count < rows.size()) {
      const std::span<const Row> chain = chain_at(rows.subspan(count));
      const double chain_height = height_of(chain);
      const bool too_high_for_any = chain_height > height_pt;
      const std::size_t step = too_high_for_any ? 1 : chain.size();
      const double step_height = height_of(rows.subspan(count, step));
      if (count > 0 && used + step_height > height_pt) break;
      used += step_height;
      count += step;
    }
    if (count == 0) break;
    pages.push_back(rows.first(count));
    rows = rows.subspan(count);
  }
  return pages;
}

}  // namespace bildungskiosk::print
