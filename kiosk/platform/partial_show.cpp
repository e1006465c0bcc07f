#include "kiosk/platform/partial_show.hpp"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>

#include <string_view>

namespace bildungskiosk::platform {
namespace {

// As GL/glx.h has them, which would bring Xlib's macros along.
using GetDisplay = void* (*)();
using GetDrawable = unsigned long (*)();
using CopySubBuffer = void (*)(void* display, unsigned long drawable, int x, int y, int width, int height);

bool drawn_by_the_processor() {
  const auto* words = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view renderer(words != nullptr ? words : "");
  return renderer.find("llvmpipe") != std::string_view::npos || renderer.find("softpipe") != std::string_view::npos;
}

}  // namespace

std::optional<PartialShow> PartialShow::find() {
  if (!drawn_by_the_processor() || glfwExtensionSupported("GLX_MESA_copy_sub_buffer") != GLFW_TRUE) return std::nullopt;
  PartialShow found;
  found.current_display_ = glfwGetProcAddress("glXGetCurrentDisplay");
  found.current_drawable_ = glfwGetProcAddress("glXGetCurrentDrawable");
  found.copy_ = glfwGetProcAddress("glXCopySubBufferMESA");
  if (found.current_display_ == nullptr || found.current_drawable_ == nullptr || found.copy_ == nullptr) {
    return std::nullopt;
  }
  return found;
}

void PartialShow::show(std::span<const PixelRect> parts, PixelSize size) const {
  void* const display = reinterpret_cast<GetDisplay>(current_display_)();
  const unsigned long drawable = reinterpret_cast<GetDrawable>(current_drawable_)();
  const auto copy = reinterpret_cast<CopySubBuffer>(copy_);
  for (const PixelRect& part : parts) {
    copy(display, drawable, part.x, size.height - part.y - part.height, part.width, part.height);
  }
}

}  // namespace bildungskiosk::platform
