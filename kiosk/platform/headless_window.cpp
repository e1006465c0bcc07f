#include "kiosk/platform/headless_window.hpp"

#include <imgui.h>

#include <algorithm>

#include "kiosk/platform/imgui_session.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::platform {

HeadlessWindow::HeadlessWindow(PixelSize size, float px_per_mm)
    : size_(size), px_per_mm_(px_per_mm), context_(create_imgui_context()) {
  // A renderer would upload the font atlas; without one ImGui only wants it built.
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
}

HeadlessWindow::~HeadlessWindow() { ImGui::DestroyContext(context_); }

void HeadlessWindow::wait_events(MonotonicMs timeout_ms) {
  constexpr MonotonicMs kSleepMaxMs = 1000;
  if (woken_.exchange(false) || input_.pending()) return;
  now_ms_ += timeout_ms < 0 ? kSleepMaxMs : std::min(timeout_ms, kSleepMaxMs);
}

void HeadlessWindow::begin_frame() {
  ImGui::SetCurrentContext(context_);
  begin_imgui_frame(size_, 1.0F / 60.0F);
}

void HeadlessWindow::end_frame(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled) {
  ImGui::Render();
  const ImDrawData& drawn = *ImGui::GetDrawData();
  last_draw_vertices_ = drawn.TotalVtxCount;
  last_changes_ =
      frame_changes_.compare(drawn.CmdListsCount > 0 ? drawn.CmdLists[0] : nullptr, size_, clear_rgb, scrolled);
  ++frames_;
  now_ms_ += frame_ms_;
  input_.frame_done();
}

base::Result<void> HeadlessWindow::save_png(const std::string& /*path*/) {
  return base::Error{base::ErrorCode::kInvalidArgument, "a window without graphics has no picture"};
}

base::Result<TextureId> HeadlessWindow::create_texture(PixelSize size, TextureFormat /*format*/) {
  BILDUNGSKIOSK_TRY_VOID(check_texture_size(size));
  textures_.insert(next_texture_);
  frame_changes_.note_texture(TextureId{next_texture_});
  return TextureId{next_texture_++};
}

void HeadlessWindow::update_texture(TextureId id, PixelRect /*area*/, std::span<const std::byte> /*pixels*/,
                                    std::size_t /*stride_bytes*/) {
  BILDUNGSKIOSK_CHECK(textures_.contains(id.value));
}

void HeadlessWindow::destroy_texture(TextureId id) { textures_.erase(id.value); }

}  // namespace bildungskiosk::platform
