#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/print/paper.hpp"
#include "kiosk/print/slip.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::print {

/// One line of a laid out text, where it stands in its row; points from the row's top left.
struct PlacedLine {
  std::shared_ptr<PangoLayout> layout;
  int line = 0;
  double x_pt = 0;
  double baseline_pt = 0;
};

/// What is never torn between two pages: a line of text, a rule, a code, or room.
struct Row {
  enum class Follow { kMayBeTheLast, kStaysWithNext };
  double height_pt = 0;
  Follow follow = Follow::kMayBeTheLast;
  std::vector<PlacedLine> lines{};
  bool rule = false;
  const handoff::QrCode* code = nullptr;  // the slip's
  double code_x_pt = 0;                   // of its first module, behind the white
};

/// Lays a slip's texts out, row by row. The slip must outlive the rows.
class RowSetter {
 public:
  RowSetter(const Slip& slip, const Paper& paper);

  /// All that the slip says, but for what stands on the foot of each sheet.
  [[nodiscard]] std::vector<Row> slip_rows();
  enum class Side { kStart, kEnd };
  /// A single small line, cut where it is too long.
  [[nodiscard]] Row foot(const std::string& text, Side side);

 private:
  struct Look {
    double size_pt = 0;
    PangoWeight weight = PANGO_WEIGHT_MEDIUM;
    double from_mm = 0;   // where the text's room begins, from the start of the paper's text
    double width_mm = 0;  // 0: until its end
    int lines_max = 0;    // 0: as many as it takes
    Row::Follow follow = Row::Follow::kMayBeTheLast;
    Side side = Side::kStart;
  };
  [[nodiscard]] std::vector<Row> text_rows(std::string_view text, std::string_view language, const Look& look);
  void add_text(std::string_view text, std::string_view language, const Look& look);
  void add_gap(double height_mm, Row::Follow follow = Row::Follow::kMayBeTheLast);
  void add_rule();
  void add_head();
  void add_entry(const SlipEntry& entry);
  void add_line(const SlipLine& line);
  void add_code(const SlipCode& code);

  const Slip& slip_;
  const Paper paper_;
  const bool right_to_left_;
  base::UniqueHandle<PangoFontMap*, g_object_unref> fonts_;
  base::UniqueHandle<PangoContext*, g_object_unref> context_;
  std::vector<Row> rows_;
};

/// The rows of each page, none of them higher than `height_pt` together; those of `pages_max` pages at most.
[[nodiscard]] std::vector<std::span<const Row>> break_pages(std::span<const Row> rows, double height_pt, int pages_max);
[[nodiscard]] double height_of(std::span<const Row> rows);

}  // namespace bildungskiosk::print
