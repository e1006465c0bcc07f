#include "kiosk/platform/gl_canvas.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cstdlib>

#include "sync/base/check.hpp"

namespace bildungskiosk::platform {
namespace {

constexpr std::size_t kPicture = 0;
constexpr std::size_t kScratch = 1;

/// Copies the rectangle; its lower edge comes to stand at `to_y`, its upper one at `to_y` + `to_height` (negative:
/// upside down).
void copy(std::uint32_t from, std::uint32_t to, const PixelRect& source, int to_y, int to_height) {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
  glDisable(GL_SCISSOR_TEST);
  glBlitFramebuffer(source.x, source.y, source.x + source.width, source.y + source.height, source.x, to_y,
                    source.x + source.width, to_y + to_height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

/// Turns what is drawn upside down.
void mirror(ImDrawList& list, float height) {
  for (ImDrawVert& vertex : list.VtxBuffer) vertex.pos.y = height - vertex.pos.y;
  for (ImDrawCmd& command : list.CmdBuffer) {
    const ImVec4 clip = command.ClipRect;
    command.ClipRect = ImVec4(clip.x, height - clip.w, clip.z, height - clip.y);
  }
}

}  // namespace

GlCanvas::GlCanvas() : reduced_(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData())) {}
GlCanvas::~GlCanvas() { release(); }

void GlCanvas::release() {
  glDeleteFramebuffers(2, framebuffers_);
  glDeleteTextures(2, colours_);
  size_ = {};
}

base::Result<bool> GlCanvas::keep_size(PixelSize size) {
  if (size == size_) return true;
  release();
  glGenFramebuffers(2, framebuffers_);
  glGenTextures(2, colours_);
  for (const std::size_t i : {kPicture, kScratch}) {
    glBindTexture(GL_TEXTURE_2D, colours_[i]);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, size.width, size.height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffers_[i]);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours_[i], 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
      release();
      return base::Error{base::ErrorCode::kInternal,
                         "no framebuffer of " + std::to_string(size.width) + " x " + std::to_string(size.height)};
    }
  }
  size_ = size;
  return false;
}

void GlCanvas::draw(const FrameChanges& finder, const Changes& changes, ImDrawData& data, std::uint32_t clear_rgb) {
  if (changes.shift) move(*changes.shift);
  if (changes.rects.empty()) return;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffers_[kPicture]);
  glViewport(0, 0, size_.width, size_.height);
  clear(changes.rects, clear_rgb);
  BILDUNGSKIOSK_CHECK(data.CmdListsCount <= 1);  // all is drawn on the background's list
  if (data.CmdListsCount == 0) return;
  ImDrawList* whole = data.CmdLists[0];
  finder.reduce(*whole, *reduced_);
  reduced_->VtxBuffer.swap(whole->VtxBuffer);
  mirror(*reduced_, static_cast<float>(size_.height));
  ImDrawData only = data;
  ImDrawList* lists[] = {reduced_.get()};
  only.CmdLists = lists;
  ImGui_ImplOpenGL3_RenderDrawData(&only);
  reduced_->VtxBuffer.swap(whole->VtxBuffer);
}

// Source and target overlap, which OpenGL does not allow: through the scratch.
void GlCanvas::move(const Shift& shift) const {
  PixelRect kept = shift.area;
  kept.height -= std::abs(shift.up_px);
  if (shift.up_px > 0) kept.y += shift.up_px;
  copy(framebuffers_[kPicture], framebuffers_[kScratch], kept, kept.y, kept.height);
  copy(framebuffers_[kScratch], framebuffers_[kPicture], kept, kept.y - shift.up_px, kept.height);
}

void GlCanvas::clear(std::span<const PixelRect> rects, std::uint32_t rgb) const {
  const auto channel = [rgb](unsigned shift) { return static_cast<float>((rgb >> shift) & 0xFFU) / 255.0F; };
  glClearColor(channel(16), channel(8), channel(0), 1);
  glEnable(GL_SCISSOR_TEST);
  for (const PixelRect& rect : rects) {
    glScissor(rect.x, rect.y, rect.width, rect.height);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

void GlCanvas::copy_to_window(std::span<const PixelRect> rects) const {
  for (const PixelRect& rect : rects) {
    copy(framebuffers_[kPicture], 0, rect, size_.height - rect.y, -rect.height);
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

std::vector<std::uint32_t> GlCanvas::pixels() const {
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height));
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffers_[kPicture]);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, size_.width, size_.height, GL_BGRA, GL_UNSIGNED_BYTE, pixels.data());
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return pixels;
}

}  // namespace bildungskiosk::platform
