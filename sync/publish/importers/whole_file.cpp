#include "sync/publish/importers/whole_file.hpp"

#include <vector>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

base::Result<std::string> read_whole_file(const ImportSource& source, std::uint64_t bytes_max) {
  std::string bytes;
  std::vector<std::uint8_t> chunk(kReadChunkBytes);
  while (true) {
    BILDUNGSKIOSK_TRY(const std::size_t count, source.file->read(chunk));
    if (count == 0) return bytes;
    if (bytes.size() + count > bytes_max) {
      return base::Error{base::ErrorCode::kTooLarge, source.name + ": longer than the limit"};
    }
    bytes += base::as_text(base::ByteView(chunk).first(count));
  }
}

}  // namespace bildungskiosk::publish
