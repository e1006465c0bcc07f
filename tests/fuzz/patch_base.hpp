#pragma once

#include <string>

#include "sync/base/bytes.hpp"
#include "sync/base/fetcher.hpp"

namespace bildungskiosk::fuzz {

/// The content that patches and edit scripts are applied to: 200 lines, always the same bytes.
[[nodiscard]] inline std::string patch_base() {
  std::string text;
  for (int number = 0; number < 200; ++number) {
    text += "{\"id\":\"vhs:" + std::to_string(number) + "\",\"name\":{\"de\":\"Kurs " + std::to_string(number * 7919) +
            "\"},\"type\":\"offer\"}\n";
  }
  return text;
}

class TextSink final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

}  // namespace bildungskiosk::fuzz
