#include "kiosk/platform/gl_reset.hpp"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>

namespace bildungskiosk::platform {
namespace {

using GetGraphicsResetStatus = GLenum (*)();

}  // namespace

std::optional<GlReset> GlReset::find() {
  GlReset found;
  if (glfwExtensionSupported("GL_KHR_robustness") == GLFW_TRUE) {
    found.status_ = glfwGetProcAddress("glGetGraphicsResetStatus");
  } else if (glfwExtensionSupported("GL_ARB_robustness") == GLFW_TRUE) {
    found.status_ = glfwGetProcAddress("glGetGraphicsResetStatusARB");
  }
  if (found.status_ == nullptr) return std::nullopt;
  return found;
}

bool GlReset::happened() const { return reinterpret_cast<GetGraphicsResetStatus>(status_)() != GL_NO_ERROR; }

}  // namespace bildungskiosk::platform
