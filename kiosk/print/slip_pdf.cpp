#include "kiosk/print/slip_pdf.hpp"

#include <cairo-pdf.h>

#include <new>
#include <string>

#include "kiosk/i18n/texts.hpp"
#include "kiosk/print/rows.hpp"

namespace bildungskiosk::print {
namespace {

using Surface = base::UniqueHandle<cairo_surface_t*, cairo_surface_destroy>;
using Context = base::UniqueHandle<cairo_t*, cairo_destroy>;
using PageRows = std::span<const Row>;

constexpr double kFoot_mm = 8;     // above a sheet's lower margin, with the room over it
constexpr double kCutMark_mm = 6;  // kept free for the "…" of a slip that is too long

// Cairo is C: nothing may be thrown through it.
cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  try {
    auto& target = *static_cast<base::Bytes*>(bytes);
    target.insert(target.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_NO_MEMORY;
  }
}

// Neighbours in a row of the code are one area: between two a printer might leave a hair of white.
void draw_code(cairo_t* cairo, const handoff::QrCode& code, double left_pt, double top_pt, double module_pt) {
  for (int y = 0; y < code.modules; ++y) {
    for (int x = 0; x < code.modules;) {
      int end = x;
      while (end < code.modules && code.is_dark(end, y)) ++end;
      if (end > x)
        cairo_rectangle(cairo, left_pt + x * module_pt, top_pt + y * module_pt, (end - x) * module_pt, module_pt);
      x = end + 1;
    }
  }
  cairo_fill(cairo);
}

class Writer {
 public:
  Writer(cairo_t* cairo, const Paper& paper) : cairo_(cairo), paper_(paper) {}

  void draw_page(PageRows rows) const {
    double y = paper_.margin_mm * kPointsPerMm;
    for (const Row& row : rows) {
      draw_row(row, y);
      y += row.height_pt;
    }
  }

  void draw_row(const Row& row, double y_pt) const {
    const double left_pt = paper_.margin_mm * kPointsPerMm;
    if (row.rule) {
      cairo_rectangle(cairo_, left_pt, y_pt, paper_.text_width_mm() * kPointsPerMm, row.height_pt / 2);
      cairo_fill(cairo_);
    }
    if (row.code != nullptr) {
      const double module_pt = module_mm(paper_, row.code->modules) * kPointsPerMm;
      draw_code(cairo_, *row.code, left_pt + row.code_x_pt, y_pt + kQuietModules * module_pt, module_pt);
    }
    if (row.lines.empty()) return;
    cairo_save(cairo_);
    // A tower of accents stays in its row, or nearly so.
    const double slack_pt = row.height_pt / 4;
    cairo_rectangle(cairo_, 0, y_pt - slack_pt, paper_.width_mm * kPointsPerMm, row.height_pt + 2 * slack_pt);
    cairo_clip(cairo_);
    for (const PlacedLine& line : row.lines) {
      cairo_move_to(cairo_, left_pt + line.x_pt, y_pt + line.baseline_pt);
      pango_cairo_show_layout_line(cairo_, pango_layout_get_line_readonly(line.layout.get(), line.line));
    }
    cairo_restore(cairo_);
  }

 private:
  cairo_t* cairo_;
  const Paper& paper_;
};

double page_height_mm(const Paper& paper, PageRows rows) {
  if (paper.height_mm > 0) return paper.height_mm;
  return height_of(rows) / kPointsPerMm + 2 * paper.margin_mm;
}

/// What rows may take of a page.
double room_pt(const Paper& paper) {
  const double height_mm = paper.height_mm > 0 ? paper.height_mm - kFoot_mm : kRollLengthMax_mm;
  return (height_mm - kCutMark_mm - 2 * paper.margin_mm) * kPointsPerMm;
}

void draw_foot(const Writer& writer, RowSetter& setter, const Slip& slip, const Paper& paper, std::size_t page,
               std::size_t pages) {
  const double y_pt = (paper.height_mm - paper.margin_mm) * kPointsPerMm;
  const auto draw = [&](const std::string& text, RowSetter::Side side) {
    if (text.empty()) return;
    const Row row = setter.foot(text, side);
    writer.draw_row(row, y_pt - row.height_pt);
  };
  draw(slip.stand, RowSetter::Side::kStart);
  if (pages > 1) {
    draw(i18n::fill(slip.page_pattern, {std::to_string(page), std::to_string(pages)}), RowSetter::Side::kEnd);
  }
}

bool ends_early(PageRows rows, PageRows last_page) {
  return last_page.data() + last_page.size() != rows.data() + rows.size();
}

base::Result<base::Bytes> write(const Slip& slip, const Paper& paper, RowSetter& setter,
                                const std::vector<PageRows>& pages) {
  base::Bytes bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, paper.width_mm * kPointsPerMm,
                                                            page_height_mm(paper, {}) * kPointsPerMm));
  const Context cairo(cairo_create(surface.get()));
  const Writer writer(cairo.get(), paper);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    cairo_pdf_surface_set_size(surface.get(), paper.width_mm * kPointsPerMm,
                               page_height_mm(paper, pages[i]) * kPointsPerMm);
    writer.draw_page(pages[i]);
    if (paper.height_mm > 0) draw_foot(writer, setter, slip, paper, i + 1, pages.size());
    cairo_show_page(cairo.get());
  }
  const cairo_status_t drawn = cairo_status(cairo.get());
  cairo_surface_finish(surface.get());
  const cairo_status_t written = cairo_surface_status(surface.get());
  const cairo_status_t worse = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
  if (worse != CAIRO_STATUS_SUCCESS) {
    return base::Error{base::ErrorCode::kInternal, std::string("slip as PDF: ") + cairo_status_to_string(worse)};
  }
  return bytes;
}

}  // namespace

base::Result<base::Bytes> slip_pdf(const Slip& slip, Media media) {
  const Paper paper = paper_of(media);
  RowSetter setter(slip, paper);
  std::vector<Row> rows = setter.slip_rows();
  std::vector<PageRows> pages = break_pages(rows, room_pt(paper), kPagesMax);
  std::vector<Row> last_page;
  if (!pages.empty() && ends_early(rows, pages.back())) {
    last_page.assign(pages.back().begin(), pages.back().end());
    last_page.push_back(setter.foot("…", RowSetter::Side::kStart));
    pages.back() = last_page;
  }
  return write(slip, paper, setter, pages);
}

}  // namespace bildungskiosk::print
