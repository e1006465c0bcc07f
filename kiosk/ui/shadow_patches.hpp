#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/platform/texture_store.hpp"
#include "kiosk/ui/geometry.hpp"

namespace bildungskiosk::ui {

/// Soft shadows of rounded rectangles as nine-patches: the blurred picture of a small one, whose middle row and column
/// stretch. Each pair of radius and blur is painted once.
class ShadowPatches {
 public:
  static constexpr std::size_t kPatchesMax = 32;  // a theme has three shadows; more scales than that mean a leak

  struct Patch {
    int radius_px = 0;
    int blur_px = 0;
    int side_px = 0;    // of the texture, odd
    int corner_px = 0;  // of one corner cell; side = 2 × corner + 1
    platform::TextureId texture;
  };

  explicit ShadowPatches(platform::TextureStore& textures) : textures_(textures) {}
  ~ShadowPatches();
  ShadowPatches(const ShadowPatches&) = delete;
  ShadowPatches& operator=(const ShadowPatches&) = delete;

  /// Null when no texture could be made; screens do without the shadow then.
  const Patch* patch(int radius_px, int blur_px);

 private:
  platform::TextureStore& textures_;
  std::vector<Patch> patches_;
};

/// Coverage 0 … 255 of a rounded square of side 2 × (radius + blur) + 1, blurred as CSS does (a Gaussian with half the
/// blur as deviation, here three box blurs), with `blur` pixels around it. `side` receives the picture's side.
[[nodiscard]] std::vector<std::byte> blurred_square(int radius_px, int blur_px, int& side);

}  // namespace bildungskiosk::ui
