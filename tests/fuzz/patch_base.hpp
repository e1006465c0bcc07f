#pragma once

#include <string>

namespace bildungskiosk::fuzz {

/// The content that patches of the target `delta` are applied to: 200 lines, always the same bytes.
[[nodiscard]] inline std::string patch_base() {
  std::string text;
  for (int number = 0; number < 200; ++number) {
    text += "{\"id\":\"vhs:" + std::to_string(number) + "\",\"name\":{\"de\":\"Kurs " + std::to_string(number * 7919) +
            "\"},\"type\":\"offer\"}\n";
  }
  return text;
}

}  // namespace bildungskiosk::fuzz
