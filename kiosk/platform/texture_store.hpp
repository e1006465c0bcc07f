#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sync/base/result.hpp"

namespace bildungskiosk::platform {

/// A picture on the graphics side. 0 is "none". The value is what goes into ImGui's draw lists as ImTextureID.
struct TextureId {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  friend bool operator==(TextureId, TextureId) = default;
};

enum class TextureFormat {
  kAlpha8,  // one byte a pixel: coverage, drawn white and tinted
  kRgba8,   // four bytes a pixel, straight (not premultiplied) alpha
};

struct PixelSize {
  int width = 0;
  int height = 0;
  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

/// Where textures live; the window is one, and tests have one without graphics. Every method belongs to the
/// thread of the window. Textures are sampled nearest: what is drawn must stand on whole pixels.
class TextureStore {
 public:
  static constexpr int kSideMaxPx = 8192;

  virtual ~TextureStore() = default;
  /// A texture filled with zeros. kInvalidArgument if a side is < 1 or > kSideMaxPx, kInternal if memory lacks.
  [[nodiscard]] virtual base::Result<TextureId> create_texture(PixelSize size, TextureFormat format) = 0;
  /// Replaces the pixels of `area` (inside the texture); rows follow each other `stride_bytes` apart. Only of what no
  /// frame has shown yet: the next frame draws nothing anew for it.
  virtual void update_texture(TextureId id, PixelRect area, std::span<const std::byte> pixels,
                              std::size_t stride_bytes) = 0;
  /// Frees it; an id that isn't known is ignored. Owners of textures go before the store.
  virtual void destroy_texture(TextureId id) = 0;
};

}  // namespace bildungskiosk::platform
