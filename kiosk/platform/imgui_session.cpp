#include "kiosk/platform/imgui_session.hpp"

#include <imgui.h>

#include <string>

namespace bildungskiosk::platform {

ImGuiContext* create_imgui_context() {
  IMGUI_CHECKVERSION();
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  ImGuiStyle& style = ImGui::GetStyle();
  style.AntiAliasedLines = true;
  style.AntiAliasedLinesUseTex = false;  // would want linear sampling
  style.AntiAliasedFill = true;
  style.CircleTessellationMaxError = 0.1F;  // big quarter circles without corners
  return context;
}

void begin_imgui_frame(PixelSize size, float delta_s) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
  io.DisplayFramebufferScale = ImVec2(1, 1);
  io.DeltaTime = delta_s > 0 ? delta_s : 1.0F / 60.0F;
  ImGui::NewFrame();
}

base::Result<void> check_texture_size(PixelSize size) {
  const auto good = [](int side) { return side >= 1 && side <= TextureStore::kSideMaxPx; };
  if (good(size.width) && good(size.height)) return {};
  return base::Error{base::ErrorCode::kInvalidArgument,
                     "texture of " + std::to_string(size.width) + " x " + std::to_string(size.height)};
}

}  // namespace bildungskiosk::platform
