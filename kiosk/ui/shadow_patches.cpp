#include "kiosk/ui/shadow_patches.hpp"

#include <algorithm>
#include <cmath>

namespace bildungskiosk::ui {
namespace {

/// Distance of a pixel's centre to the rounded square's edge turned into coverage; the square spans [from, to).
float coverage(int x, int y, int from, int to, int radius) {
  const auto axis = [from, to, radius](int v) {
    const float centre = static_cast<float>(v) + 0.5F;
    const auto low = static_cast<float>(from + radius);
    const auto high = static_cast<float>(to - radius);
    return std::max({low - centre, centre - high, 0.0F});
  };
  const float distance = std::hypot(axis(x), axis(y));
  return std::clamp(static_cast<float>(radius) - distance + 0.5F, 0.0F, 1.0F);
}

/// One box blur of `line` (count values, `step` apart) with the given half width, through a running sum.
void box_blur(float* line, int count, std::ptrdiff_t step, int half, std::vector<float>& copy) {
  copy.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i)] = line[i * step];
  const auto at = [&](int i) { return i >= 0 && i < count ? copy[static_cast<std::size_t>(i)] : 0.0F; };
  float sum = 0;
  for (int i = -half; i <= half; ++i) sum += at(i);
  const float width = static_cast<float>(2 * half + 1);
  for (int i = 0; i < count; ++i) {
    line[i * step] = sum / width;
    sum += at(i + half + 1) - at(i - half);
  }
}

}  // namespace

std::vector<std::byte> blurred_square(int radius_px, int blur_px, int& side) {
  const int inner = 2 * (radius_px + blur_px) + 1;
  side = inner + 2 * blur_px;
  const auto count = static_cast<std::size_t>(side);
  std::vector<float> values(count * count);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      values[static_cast<std::size_t>(y) * count + static_cast<std::size_t>(x)] =
          coverage(x, y, blur_px, blur_px + inner, radius_px);
    }
  }
  // Three box blurs of width w have the deviation of a Gaussian when w² - 1 = 4σ².
  const double deviation = blur_px / 2.0;
  const int half = std::max(0, static_cast<int>(std::lround((std::sqrt(4 * deviation * deviation + 1) - 1) / 2)));
  std::vector<float> copy;
  for (int pass = 0; pass < 3 && half > 0; ++pass) {
    for (std::size_t i = 0; i < count; ++i) box_blur(&values[i * count], side, 1, half, copy);
    for (std::size_t i = 0; i < count; ++i) box_blur(&values[i], side, side, half, copy);
  }
  std::vector<std::byte> bytes(values.size());
  std::transform(values.begin(), values.end(), bytes.begin(),
                 [](float value) { return static_cast<std::byte>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); });
  return bytes;
}

ShadowPatches::~ShadowPatches() {
  for (const Patch& patch : patches_) textures_.destroy_texture(patch.texture);
}

const ShadowPatches::Patch* ShadowPatches::patch(int radius_px, int blur_px) {
  const auto found = std::find_if(patches_.begin(), patches_.end(), [&](const Patch& patch) {
    return patch.radius_px == radius_px && patch.blur_px == blur_px;
  });
  if (found != patches_.end()) return &*found;
  if (patches_.size() >= kPatchesMax) {
    textures_.destroy_texture(patches_.front().texture);
    patches_.erase(patches_.begin());
  }
  Patch patch;
  patch.radius_px = radius_px;
  patch.blur_px = blur_px;
  const auto pixels = blurred_square(radius_px, blur_px, patch.side_px);
  patch.corner_px = (patch.side_px - 1) / 2;
  auto texture = textures_.create_texture({patch.side_px, patch.side_px}, platform::TextureFormat::kAlpha8);
  if (!texture) return nullptr;
  patch.texture = texture.value();
  textures_.update_texture(patch.texture, {0, 0, patch.side_px, patch.side_px}, pixels,
                           static_cast<std::size_t>(patch.side_px));
  return &patches_.emplace_back(patch);
}

}  // namespace bildungskiosk::ui
