#pragma once

#include <malloc.h>

#include <cstddef>

namespace bildungskiosk::test {

/// Taken from the allocator and not given back; 0 where it can't be asked.
[[nodiscard]] inline std::size_t heap_bytes() {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

}  // namespace bildungskiosk::test
