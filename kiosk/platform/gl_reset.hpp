#pragma once

#include <optional>

namespace bildungskiosk::platform {

/// Tells whether the graphics card was reset since the current OpenGL context was made (GL_KHR_robustness,
/// GL_ARB_robustness); the context must have been asked to be lost then.
class GlReset {
 public:
  /// Nothing where the driver never says so. The context must be current, then and later.
  [[nodiscard]] static std::optional<GlReset> find();
  [[nodiscard]] bool happened() const;

 private:
  using Function = void (*)();

  Function status_ = nullptr;
};

}  // namespace bildungskiosk::platform
