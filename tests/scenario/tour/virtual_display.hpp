#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenario/tour/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// The colours of a rectangle of the screen, 0xRRGGBB, row by row.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> rgb;
  [[nodiscard]] std::uint32_t at(int x, int y) const {
    return rgb[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// An X server without a screen, on a free display of its own, and a finger on it (xdotool). Ends with the object.
class VirtualDisplay {
 public:
  VirtualDisplay(int width, int height);
  ~VirtualDisplay();
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  [[nodiscard]] bool ready() const { return display_ != nullptr; }
  /// ":5"
  [[nodiscard]] const std::string& name() const { return name_; }
  /// "DISPLAY=:5" and what makes Mesa draw without a graphics card.
  [[nodiscard]] std::vector<std::string> environment() const;
  /// What stands on the screen now.
  [[nodiscard]] Pixels pixels() const;
  /// Moves the pointer there, presses and lifts.
  void tap(int x, int y) const;
  /// The server stops answering, until go_on().
  void hang() const;
  void go_on() const;

 private:
  TemporaryDirectory folder_;
  int width_;
  int height_;
  std::unique_ptr<Process> server_;
  std::string name_;
  void* display_ = nullptr;  // Xlib's Display; its header defines macros that nobody else should meet
};

}  // namespace bildungskiosk::test
