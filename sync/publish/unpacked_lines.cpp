#include "sync/publish/unpacked_lines.hpp"

#include <utility>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

using base::Result;

Result<void> UnpackedLines::write(base::ByteView bytes) {
  hasher_.update(bytes);
  if (file_) return file_->append(bytes);
  if (in_memory_.size() + bytes.size() <= kUnpackedInMemoryBytesMax) {
    in_memory_.insert(in_memory_.end(), bytes.begin(), bytes.end());
    return {};
  }
  BILDUNGSKIOSK_TRY(file_, base::ScratchFile::create());
  BILDUNGSKIOSK_TRY_VOID(file_->append(std::exchange(in_memory_, {})));
  return file_->append(bytes);
}

Result<std::unique_ptr<base::MappedFile>> UnpackedLines::take() {
  if (file_) return file_->map();
  return base::keep_in_memory(std::exchange(in_memory_, {}));
}

}  // namespace bildungskiosk::publish
