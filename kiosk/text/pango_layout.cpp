#include "kiosk/text/pango_layout.hpp"

#include <cairo-ft.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/text/scripts.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::text {
namespace {

constexpr float kJoinedLineHeightMin = 1.5F;  // DESIGN.md, "Type": marks above and below Arabic letters
constexpr const char* kFallbackFamilies = ",Noto Sans,Noto Sans Arabic,sans-serif";
constexpr const char* kIconFamily = "Material Icons";

using FontDescription = base::UniqueHandle<PangoFontDescription*, pango_font_description_free>;
using AttrList = base::UniqueHandle<PangoAttrList*, pango_attr_list_unref>;
using Metrics = base::UniqueHandle<PangoFontMetrics*, pango_font_metrics_unref>;

float to_px(int pango_units) { return static_cast<float>(pango_units) / PANGO_SCALE; }

FontDescription describe(std::string_view families, Weight weight, float size_px) {
  FontDescription description(pango_font_description_new());
  pango_font_description_set_family(description.get(), std::string(families).c_str());
  pango_font_description_set_weight(description.get(),
                                    weight == Weight::kBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_font_description_set_absolute_size(description.get(), static_cast<double>(size_px) * PANGO_SCALE);
  return description;
}

AttrList attributes_of(const TextRequest& request, bool joined_script) {
  AttrList list(pango_attr_list_new());
  pango_attr_list_insert(
      list.get(), pango_attr_font_features_new(request.figures == Figures::kTabular ? "cv05=1,tnum=1" : "cv05=1"));
  pango_attr_list_insert(list.get(), pango_attr_insert_hyphens_new(FALSE));
  if (request.letter_spacing_em != 0 && !joined_script) {
    const auto units = static_cast<int>(std::lround(request.letter_spacing_em * request.size_px * PANGO_SCALE));
    pango_attr_list_insert(list.get(), pango_attr_letter_spacing_new(units));
  }
  for (const ByteRange& range : request.bold) {
    PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
    bold->start_index = range.begin;
    bold->end_index = range.end;
    pango_attr_list_insert(list.get(), bold);
  }
  return list;
}

struct Line {
  PangoLayoutLine* line = nullptr;
  float x = 0;
  float baseline = 0;
  float width = 0;
  PangoRectangle ink{};
};

float line_x(const TextRequest& request, bool line_right_to_left, float box, float width) {
  const bool interface_rtl = request.direction == Direction::kRightToLeft;
  switch (request.align) {
    case Align::kCentre:
      return (box - width) / 2;
    case Align::kStart:
      return interface_rtl ? box - width : 0;
    case Align::kEnd:
      return interface_rtl ? 0 : box - width;
    case Align::kNatural:
      return line_right_to_left ? box - width : 0;
  }
  return 0;
}

/// The rectangles of the marked ranges in one line.
void add_marks(const TextRequest& request, const Line& line, float top, float height, std::vector<RectPx>& marks) {
  const int begin = line.line->start_index;
  const int end = begin + line.line->length;
  const auto ranges_of = [&](int from, int to, const auto& take) {
    int* ranges = nullptr;
    int count = 0;
    pango_layout_line_get_x_ranges(line.line, from, to, &ranges, &count);
    for (int i = 0; i < count; ++i) take(ranges[2 * i], ranges[2 * i + 1]);
    g_free(ranges);
  };
  int line_left = G_MAXINT;  // Pango counts from the layout's own edge; we place lines ourselves
  ranges_of(begin, end, [&](int left, int /*right*/) { line_left = std::min(line_left, left); });
  for (const ByteRange& mark : request.marks) {
    const int from = std::max(begin, static_cast<int>(mark.begin));
    const int to = std::min(end, static_cast<int>(mark.end));
    if (from >= to) continue;
    ranges_of(from, to, [&](int left, int right) {
      marks.push_back({line.x + to_px(left - line_left), top, to_px(right - left), height});
    });
  }
}

/// The pixels that the lines' ink covers.
struct InkBox {
  int left = G_MAXINT;
  int top = G_MAXINT;
  int right = G_MININT;
  int bottom = G_MININT;
  [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
  void include(const Line& line) {
    if (line.ink.width <= 0 || line.ink.height <= 0) return;
    const float ink_left = line.x + to_px(line.ink.x);
    const float ink_top = line.baseline + to_px(line.ink.y);
    left = std::min(left, static_cast<int>(std::floor(ink_left)) - 1);
    top = std::min(top, static_cast<int>(std::floor(ink_top)) - 1);
    right = std::max(right, static_cast<int>(std::ceil(ink_left + to_px(line.ink.width))) + 1);
    bottom = std::max(bottom, static_cast<int>(std::ceil(ink_top + to_px(line.ink.height))) + 1);
  }
};

/// Paints the lines' outlines. Cairo 1.16 sets glyph pictures on whole pixels only, which makes the letters dance at
/// 20 px; outlines stand where Pango wants them, and the screen's density needs no hinting.
void paint(std::span<const Line> lines, const InkBox& box, Bitmap& bitmap) {
  constexpr int kSideMax = platform::TextureStore::kSideMaxPx;
  bitmap.width = std::min(box.right - box.left, kSideMax);
  bitmap.height = std::min(box.bottom - box.top, kSideMax);
  const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, bitmap.width);
  bitmap.stride = static_cast<std::size_t>(stride);
  bitmap.pixels.assign(bitmap.stride * static_cast<std::size_t>(bitmap.height), std::byte{0});
  const base::UniqueHandle<cairo_surface_t*, cairo_surface_destroy> surface(cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(bitmap.pixels.data()), CAIRO_FORMAT_A8, bitmap.width, bitmap.height, stride));
  const base::UniqueHandle<cairo_t*, cairo_destroy> cairo(cairo_create(surface.get()));
  for (const Line& line : lines) {
    cairo_move_to(cairo.get(), static_cast<double>(line.x) - box.left, static_cast<double>(line.baseline) - box.top);
    pango_cairo_layout_line_path(cairo.get(), line.line);
  }
  cairo_fill(cairo.get());
  cairo_surface_flush(surface.get());
}

void finish_image(const InkBox& box, std::span<const Line> lines, TextBlock& block, Bitmap& bitmap) {
  bitmap.width = 0;
  if (box.empty()) return;
  paint(lines, box, bitmap);
  block.image_x = box.left;
  block.image_y = box.top;
  block.image_width = bitmap.width;
  block.image_height = bitmap.height;
}

/// Whether one of the first `count` lines begins where a line must not end.
bool breaks_a_word(PangoLayout* layout, const std::string& text, int count) {
  int attribute_count = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &attribute_count);
  for (int i = 1; i < count; ++i) {
    const PangoLayoutLine* line = pango_layout_get_line_readonly(layout, i);
    if (line->is_paragraph_start != 0) continue;
    const auto at = g_utf8_pointer_to_offset(text.data(), text.data() + line->start_index);
    if (at < attribute_count && attributes[at].is_line_break == 0) return true;
  }
  return false;
}

}  // namespace

PangoLayouter::PangoLayouter()
    : font_map_(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
      context_(pango_font_map_create_context(font_map_.get())) {
  const base::UniqueHandle<cairo_font_options_t*, cairo_font_options_destroy> options(cairo_font_options_create());
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

PangoLayouter::GObjectPtr<PangoLayout> PangoLayouter::make_layout(const TextRequest& request) {
  make_showable(request.text.substr(0, TextRequest::kTextBytesMax), text_);
  pango_context_set_language(context_.get(), request.language.empty()
                                                 ? pango_language_get_default()
                                                 : pango_language_from_string(std::string(request.language).c_str()));
  pango_context_set_base_dir(context_.get(), request.direction == Direction::kRightToLeft ? PANGO_DIRECTION_WEAK_RTL
                                                                                          : PANGO_DIRECTION_WEAK_LTR);
  GObjectPtr<PangoLayout> layout(pango_layout_new(context_.get()));
  const std::string families = std::string(request.display_face ? "Inter Display" : "Inter") + kFallbackFamilies;
  pango_layout_set_font_description(layout.get(), describe(families, request.weight, request.size_px).get());
  pango_layout_set_attributes(layout.get(), attributes_of(request, has_joined_script(text_)).get());
  pango_layout_set_text(layout.get(), text_.data(), static_cast<int>(text_.size()));
  if (request.width_px > 0) {
    pango_layout_set_width(layout.get(), static_cast<int>(std::ceil(request.width_px)) * PANGO_SCALE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (request.lines_max > 0) {
      pango_layout_set_height(layout.get(), -request.lines_max);
      pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
  }
  return layout;
}

void PangoLayouter::lay_out(const TextRequest& request, TextBlock& block, Bitmap& bitmap) {
  const auto layout = make_layout(request);
  const bool right_to_left =
      pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(layout.get(), 0)) == PANGO_DIRECTION_RTL;
  const GObjectPtr<PangoFont> font(pango_context_load_font(
      context_.get(),
      describe(request.display_face ? "Inter Display" : "Inter", request.weight, request.size_px).get()));
  BILDUNGSKIOSK_CHECK(font != nullptr);  // fontconfig always finds some font, or the machine has none at all
  const Metrics metrics(pango_font_get_metrics(font.get(), nullptr));
  const float ascent = std::round(to_px(pango_font_metrics_get_ascent(metrics.get())));
  const float descent = std::round(to_px(pango_font_metrics_get_descent(metrics.get())));
  const bool tall_script = right_to_left && has_joined_script(text_);
  const float spacing = tall_script ? std::max(request.line_height, kJoinedLineHeightMin) : request.line_height;
  const float line_height = std::round(spacing * request.size_px);

  const int available = pango_layout_get_line_count(layout.get());
  const int count = request.lines_max > 0 ? std::min(available, request.lines_max) : available;
  std::vector<Line> lines(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Line& line = lines[static_cast<std::size_t>(i)];
    line.line = pango_layout_get_line_readonly(layout.get(), i);
    PangoRectangle logical;
    pango_layout_line_get_extents(line.line, &line.ink, &logical);
    line.width = to_px(logical.width);
    // As in CSS: half of what the line has more than the font stands above it. Whole pixels keep stems alike.
    line.baseline = static_cast<float>(i) * line_height + std::floor((line_height - ascent - descent) / 2) + ascent;
    block.width_px = std::max(block.width_px, line.width);
  }
  const float box = request.width_px > 0 ? request.width_px : block.width_px;
  InkBox ink;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const bool line_rtl = pango_layout_line_get_resolved_direction(line.line) == PANGO_DIRECTION_RTL;
    line.x = line_x(request, line_rtl, box, line.width);
    ink.include(line);
    add_marks(request, line, static_cast<float>(i) * line_height, line_height, block.marks);
  }
  block.lines = count;
  block.height_px = static_cast<float>(count) * line_height;
  block.baseline_px = lines.empty() ? 0 : lines.front().baseline;
  block.shortened = available > count || pango_layout_is_ellipsized(layout.get()) == TRUE;
  block.word_broken = breaks_a_word(layout.get(), text_, count);
  block.right_to_left = right_to_left;
  finish_image(ink, lines, block, bitmap);
}

void PangoLayouter::lay_out_icon(std::string_view name, float size_px, TextBlock& block, Bitmap& bitmap) {
  bitmap.width = 0;
  block.width_px = size_px;
  block.height_px = size_px;
  pango_context_set_language(context_.get(), pango_language_from_string("en"));
  pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
  const GObjectPtr<PangoLayout> layout(pango_layout_new(context_.get()));
  const FontDescription description(describe(kIconFamily, Weight::kMedium, size_px));
  pango_font_description_set_weight(description.get(), PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_text(layout.get(), name.data(), static_cast<int>(name.size()));

  Line line;
  line.line = pango_layout_get_line_readonly(layout.get(), 0);
  PangoRectangle logical;
  pango_layout_line_get_extents(line.line, &line.ink, &logical);
  // A name the font doesn't know stays a word of many letters: as wide as several icons, or in another font.
  if (std::abs(to_px(logical.width) - size_px) > size_px * 0.02F) return;
  const float ascent = -to_px(logical.y);
  const float descent = to_px(logical.height) - ascent;
  line.x = 0;
  line.baseline = (size_px - ascent - descent) / 2 + ascent;
  InkBox ink;
  ink.include(line);
  block.lines = 1;
  finish_image(ink, {&line, 1}, block, bitmap);
}

float PangoLayouter::caret_x_px(const TextRequest& request, std::size_t byte_index) {
  TextRequest one_line = request;
  one_line.width_px = 0;
  const auto layout = make_layout(one_line);
  PangoRectangle strong;
  const auto index = static_cast<int>(std::min(byte_index, text_.size()));
  pango_layout_get_cursor_pos(layout.get(), index, &strong, nullptr);
  return to_px(strong.x);
}

}  // namespace bildungskiosk::text
