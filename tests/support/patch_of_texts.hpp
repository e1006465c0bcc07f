#pragma once

#include <memory>
#include <string_view>

#include "sync/base/mapped_file.hpp"
#include "sync/exchange/patch.hpp"

namespace bildungskiosk::test {

[[nodiscard]] inline std::unique_ptr<base::MappedFile> as_mapped(std::string_view text) {
  const base::ByteView bytes = base::as_bytes(text);
  return base::keep_in_memory({bytes.begin(), bytes.end()});
}

/// exchange::make_patch of contents in memory.
[[nodiscard]] inline base::Result<base::Bytes> patch_of_texts(std::string_view earlier, std::string_view content) {
  return exchange::make_patch(*as_mapped(earlier), *as_mapped(content));
}

}  // namespace bildungskiosk::test
