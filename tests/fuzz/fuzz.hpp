#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What libFuzzer calls with every input, and replay.cpp with every file of a corpus. Never refuses (returns 0): what
/// is wrong stops the program, by BILDUNGSKIOSK_CHECK or a sanitizer.
// libFuzzer has given the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
                                      std::size_t size);

namespace bildungskiosk::fuzz {

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace bildungskiosk::fuzz
