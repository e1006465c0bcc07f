#include "kiosk/platform/gl_canvas.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cstdlib>

#include "sync/base/check.hpp"

namespace bildungskiosk::platform {
namespace {

struct Area {
  std::uint32_t framebuffer = 0;
  int x = 0;
  int y = 0;  // of its lower edge
  int width = 0;
  int height = 0;
};

/// `to` has the same size as `from`. Upside down: its first row comes to be the last.
enum class Rows { kUpright, kUpsideDown };
void copy(const Area& from, const Area& to, Rows rows) {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.framebuffer);
  glDisable(GL_SCISSOR_TEST);
  const bool upright = rows == Rows::kUpright;
  glBlitFramebuffer(from.x, from.y, from.x + from.width, from.y + from.height, to.x,
                    upright ? to.y : to.y + from.height, to.x + from.width, upright ? to.y + from.height : to.y,
                    GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace

GlCanvas::GlCanvas(Place place)
    : place_(place), reduced_(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData())) {}

GlCanvas::~GlCanvas() {
  release(picture_);
  release(scratch_);
}

base::Result<void> GlCanvas::make(Surface& surface, PixelSize size) {
  release(surface);
  glGenFramebuffers(1, &surface.framebuffer);
  glGenTextures(1, &surface.texture);
  glBindTexture(GL_TEXTURE_2D, surface.texture);
  // The order of a window's bytes: copies need not take the pixels apart.
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, size.width, size.height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, surface.framebuffer);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, surface.texture, 0);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    release(surface);
    return base::Error{base::ErrorCode::kInternal,
                       "no framebuffer of " + std::to_string(size.width) + " x " + std::to_string(size.height)};
  }
  surface.size = size;
  return {};
}

void GlCanvas::release(Surface& surface) {
  glDeleteFramebuffers(1, &surface.framebuffer);
  glDeleteTextures(1, &surface.texture);
  surface = {};
}

base::Result<bool> GlCanvas::keep_size(PixelSize size) {
  if (size == size_) return true;
  size_ = {};  // whatever comes of it, the picture is gone
  if (place_ == Place::kOwn) BILDUNGSKIOSK_TRY_VOID(make(picture_, size));
  size_ = size;
  return false;
}

bool GlCanvas::draw(const FrameChanges& finder, const Changes& changes, ImDrawData& data, std::uint32_t clear_rgb) {
  if (changes.shift && !move(*changes.shift)) return false;
  if (changes.rects.empty()) return true;
  glBindFramebuffer(GL_FRAMEBUFFER, picture_.framebuffer);
  glViewport(0, 0, size_.width, size_.height);
  clear(changes.rects, clear_rgb);
  BILDUNGSKIOSK_CHECK(data.CmdListsCount <= 1);  // all is drawn on the background's list
  if (data.CmdListsCount == 0) return true;
  ImDrawList* whole = data.CmdLists[0];
  finder.reduce(*whole, *reduced_);
  reduced_->VtxBuffer.swap(whole->VtxBuffer);
  ImDrawData only = data;
  ImDrawList* lists[] = {reduced_.get()};
  only.CmdLists = lists;
  ImGui_ImplOpenGL3_RenderDrawData(&only);
  reduced_->VtxBuffer.swap(whole->VtxBuffer);
  return true;
}

// Source and target overlap, which OpenGL does not allow: through the scratch. There it stands upside down, for the
// rows of a back buffer lie the other way round in memory than those of a texture, and so both copies are plain ones.
bool GlCanvas::move(const Shift& shift) {
  const PixelSize wanted{std::max(scratch_.size.width, shift.area.width),
                         std::max(scratch_.size.height, shift.area.height)};
  if (scratch_.size != wanted && !make(scratch_, wanted)) return false;
  const int height = shift.area.height - std::abs(shift.up_px);
  const int y = from_bottom(shift.area.y + std::max(0, shift.up_px), height);
  const Area source{picture_.framebuffer, shift.area.x, y, shift.area.width, height};
  const Area between{scratch_.framebuffer, 0, 0, shift.area.width, height};
  copy(source, between, Rows::kUpsideDown);
  Area target = source;
  target.y += shift.up_px;
  copy(between, target, Rows::kUpsideDown);
  return true;
}

void GlCanvas::clear(std::span<const PixelRect> rects, std::uint32_t rgb) const {
  const auto channel = [rgb](unsigned shift) { return static_cast<float>((rgb >> shift) & 0xFFU) / 255.0F; };
  glClearColor(channel(16), channel(8), channel(0), 1);
  glEnable(GL_SCISSOR_TEST);
  for (const PixelRect& rect : rects) {
    glScissor(rect.x, from_bottom(rect.y, rect.height), rect.width, rect.height);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

void GlCanvas::copy_to_window() const {
  if (picture_.framebuffer == 0) return;
  const Area whole{picture_.framebuffer, 0, 0, size_.width, size_.height};
  copy(whole, {0, 0, 0, size_.width, size_.height}, Rows::kUpright);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

std::vector<std::uint32_t> GlCanvas::pixels() const {
  const auto width = static_cast<std::size_t>(size_.width);
  const auto height = static_cast<std::size_t>(size_.height);
  std::vector<std::uint32_t> upward(width * height);
  glBindFramebuffer(GL_FRAMEBUFFER, picture_.framebuffer);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, size_.width, size_.height, GL_BGRA, GL_UNSIGNED_BYTE, upward.data());
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  std::vector<std::uint32_t> pixels(upward.size());
  for (std::size_t row = 0; row < height; ++row) {
    const auto from = upward.begin() + static_cast<std::ptrdiff_t>((height - 1 - row) * width);
    std::copy_n(from, width, pixels.begin() + static_cast<std::ptrdiff_t>(row * width));
  }
  return pixels;
}

}  // namespace bildungskiosk::platform
