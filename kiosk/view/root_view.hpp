#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Draws the whole screen for a model: header, the shown page, the bar that never moves, and what lies above them.
/// Keeps only what is between two frames of a picture: which page was shown, how far its list had been scrolled, and
/// the codes that were shown. On the window's thread.
class RootView {
 public:
  /// Both must outlive it.
  RootView(const i18n::Languages& languages, const typing::Keyboards& keyboards)
      : languages_(languages), keyboards_(keyboards) {}

  /// `events` receives what the fingers meant.
  void draw(const model::Model& model, ui::Frame& frame, EventSink& events);
  /// What the window is cleared with before draw().
  [[nodiscard]] static ui::Colour ground(const model::Model& model, const ui::Palette& palette);

 private:
  void enter_page(const Screen& screen);
  void enter_staff_dialog(const Screen& screen);
  void synchronise_scrolling(const Screen& screen, float page_scroll_du);
  void draw_visit(const Screen& screen);

  const i18n::Languages& languages_;
  const typing::Keyboards& keyboards_;
  CodeMemo codes_;
  model::PageId shown_ = 0;                                                  // 0: none yet
  std::optional<std::pair<std::int64_t, update::MediumStage>> shown_staff_;  // the dialog's stick and stage
  ui::TimeMs shown_since_ms_ = 0;
  float scroll_known_du_ = 0;  // what model and touch agreed on last
};

}  // namespace bildungskiosk::view
