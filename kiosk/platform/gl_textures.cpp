#include "kiosk/platform/gl_textures.hpp"

#include <GL/gl.h>
#include <GL/glext.h>

#include <vector>

#include "kiosk/platform/imgui_session.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::platform {
namespace {

int bytes_per_pixel(TextureFormat format) { return format == TextureFormat::kAlpha8 ? 1 : 4; }
GLenum transfer_format(TextureFormat format) { return format == TextureFormat::kAlpha8 ? GL_RED : GL_RGBA; }

}  // namespace

GlTextures::~GlTextures() {
  for (const auto& [id, format] : formats_) {
    const auto name = static_cast<GLuint>(id);
    glDeleteTextures(1, &name);
  }
}

base::Result<TextureId> GlTextures::create(PixelSize size, TextureFormat format) {
  BILDUNGSKIOSK_TRY_VOID(check_texture_size(size));
  while (glGetError() != GL_NO_ERROR) {
  }
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  if (format == TextureFormat::kAlpha8) {
    // ImGui's shader multiplies the vertex colour with the texel: coverage becomes alpha over white.
    const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
  }
  const std::vector<std::byte> zeros(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                                     static_cast<std::size_t>(bytes_per_pixel(format)));
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, format == TextureFormat::kAlpha8 ? GL_R8 : GL_RGBA8, size.width, size.height, 0,
               transfer_format(format), GL_UNSIGNED_BYTE, zeros.data());
  if (const GLenum error = glGetError(); error != GL_NO_ERROR) {
    glDeleteTextures(1, &name);
    return base::Error{base::ErrorCode::kInternal, "OpenGL error " + std::to_string(error) + " for a texture of " +
                                                       std::to_string(size.width) + " x " +
                                                       std::to_string(size.height)};
  }
  formats_.emplace(name, format);
  return TextureId{name};
}

void GlTextures::update(TextureId id, PixelRect area, std::span<const std::byte> pixels, std::size_t stride_bytes) {
  const auto found = formats_.find(id.value);
  BILDUNGSKIOSK_CHECK(found != formats_.end());
  if (area.width <= 0 || area.height <= 0) return;
  const auto pixel_bytes = static_cast<std::size_t>(bytes_per_pixel(found->second));
  BILDUNGSKIOSK_CHECK(stride_bytes % pixel_bytes == 0 &&
                      pixels.size() >= stride_bytes * static_cast<std::size_t>(area.height - 1) +
                                           static_cast<std::size_t>(area.width) * pixel_bytes);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(id.value));
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(stride_bytes / pixel_bytes));
  glTexSubImage2D(GL_TEXTURE_2D, 0, area.x, area.y, area.width, area.height, transfer_format(found->second),
                  GL_UNSIGNED_BYTE, pixels.data());
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void GlTextures::destroy(TextureId id) {
  if (formats_.erase(id.value) == 0) return;
  const auto name = static_cast<GLuint>(id.value);
  glDeleteTextures(1, &name);
}

}  // namespace bildungskiosk::platform
