#pragma once

#include <map>

#include "kiosk/platform/texture_store.hpp"

namespace bildungskiosk::platform {

/// The textures of one OpenGL context, which must be current in every call and when the object goes.
class GlTextures {
 public:
  GlTextures() = default;
  ~GlTextures();
  GlTextures(const GlTextures&) = delete;
  GlTextures& operator=(const GlTextures&) = delete;

  [[nodiscard]] base::Result<TextureId> create(PixelSize size, TextureFormat format);
  void update(TextureId id, PixelRect area, std::span<const std::byte> pixels, std::size_t stride_bytes);
  void destroy(TextureId id);

 private:
  std::map<std::uint64_t, TextureFormat> formats_;
};

}  // namespace bildungskiosk::platform
