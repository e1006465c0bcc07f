#include "sync/base/file_system.hpp"

#include <algorithm>

#include "sync/base/atomic_file.hpp"

namespace bildungskiosk::base {
namespace {

constexpr std::size_t kReadChunk_bytes = 64 * 1024;
constexpr std::size_t kCopyBlock_bytes = 1U << 20U;

}  // namespace

Result<void> FileSystem::copy_file(const std::string& from, const std::string& to) {
  BILDUNGSKIOSK_TRY(const auto source, open_for_reading(from));
  BILDUNGSKIOSK_TRY(const auto target, create(to));
  Bytes block(kCopyBlock_bytes);
  while (true) {
    BILDUNGSKIOSK_TRY(const std::size_t count, source->read(block));
    if (count == 0) return target->close();
    BILDUNGSKIOSK_TRY_VOID(target->append(ByteView(block).first(count)));
  }
}

Result<Bytes> read_file(FileSystem& files, const std::string& path, std::uint64_t length_max_bytes) {
  BILDUNGSKIOSK_TRY(const auto file, files.open_for_reading(path));
  Bytes bytes;
  Bytes chunk(kReadChunk_bytes);
  while (true) {
    BILDUNGSKIOSK_TRY(const std::size_t count, file->read(chunk));
    if (count == 0) return bytes;
    if (bytes.size() + count > length_max_bytes) {
      return Error{ErrorCode::kTooLarge, path + ": longer than " + std::to_string(length_max_bytes) + " bytes"};
    }
    bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(count));
  }
}

Result<void> write_file_atomically(FileSystem& files, const std::string& path, ByteView bytes, FileSystem::Mode mode) {
  BILDUNGSKIOSK_TRY(AtomicFile file, AtomicFile::create(files, path, mode));
  BILDUNGSKIOSK_TRY_VOID(file.append(bytes));
  BILDUNGSKIOSK_TRY_VOID(file.finish());
  return file.commit();
}

std::string parent_path(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string joined(directory);
  if (!joined.empty() && joined.back() != '/') joined.push_back('/');
  joined.append(name);
  return joined;
}

}  // namespace bildungskiosk::base
