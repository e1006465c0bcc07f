#pragma once

#include <pango/pangocairo.h>

#include <optional>
#include <string>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/text_engine.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::text {

/// Lays out and paints one text after the other; the engine remembers the results.
class PangoLayouter {
 public:
  PangoLayouter();

  /// Metrics and marks go into `block`, its picture into `bitmap` (width 0 if nothing is visible).
  void lay_out(const TextRequest& request, TextBlock& block, Bitmap& bitmap);
  /// An icon font's glyph by its ligature, centred in a square. Nothing if the font has no such name.
  void lay_out_icon(std::string_view name, float size_px, TextBlock& block, Bitmap& bitmap);
  [[nodiscard]] float caret_x_px(const TextRequest& request, std::size_t byte_index);

 private:
  struct GObjectUnref {
    void operator()(gpointer object) const { g_object_unref(object); }
  };
  template <typename T>
  using GObjectPtr = std::unique_ptr<T, GObjectUnref>;

  GObjectPtr<PangoLayout> make_layout(const TextRequest& request);

  GObjectPtr<PangoFontMap> font_map_;
  GObjectPtr<PangoContext> context_;
  std::string text_;  // the request's text made valid UTF-8; kept for its capacity
};

}  // namespace bildungskiosk::text
