#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// The operating system's files behind one interface, so that a test can fail the n-th operation or forget what
/// was not synced. Paths are absolute or relative to the working directory, '/'-separated UTF-8.
/// Every method: kNotFound (ENOENT, ENOTDIR), kPermissionDenied (EACCES, EPERM, EROFS), kNoSpace (ENOSPC, EDQUOT),
/// kIo for the rest; the detail names the path and errno's text. Methods may be called from any thread; a file
/// object belongs to one thread.

/// A file open for reading from the start.
class ReadableFile {
 public:
  virtual ~ReadableFile() = default;
  /// Up to `buffer.size()` bytes; 0 means the end. Short reads are allowed.
  virtual Result<std::size_t> read(std::span<std::uint8_t> buffer) = 0;
};

/// A file open for writing, created or truncated.
class WritableFile {
 public:
  virtual ~WritableFile() = default;
  virtual Result<void> append(ByteView bytes) = 0;
  /// Data and size are on the medium when this returns (fsync).
  virtual Result<void> sync() = 0;
  /// Closes and says what close said. Without it the destructor closes and swallows.
  virtual Result<void> close() = 0;
};

enum class FileKind { kFile, kDirectory, kOther /* link, FIFO, device, socket */ };

struct FileStatus {
  FileKind kind = FileKind::kOther;
  std::uint64_t size_bytes = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// kNotAFile for anything but a plain file; never follows a symbolic link in the last component, never waits
  /// for a FIFO's other end.
  virtual Result<std::unique_ptr<ReadableFile>> open_for_reading(const std::string& path) = 0;
  /// Mode 0644, or 0600 with `kPrivate`.
  enum class Mode { kPublic, kPrivate };
  virtual Result<std::unique_ptr<WritableFile>> create(const std::string& path, Mode mode = Mode::kPublic) = 0;
  /// Does not follow a symbolic link in the last component.
  virtual Result<FileStatus> status(const std::string& path) = 0;
  /// Names without "." and "..", sorted by bytes.
  virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
  /// Also parents; an existing directory is fine.
  virtual Result<void> create_directories(const std::string& path) = 0;
  virtual Result<void> remove_file(const std::string& path) = 0;
  /// With all it holds; what is not there is fine. Never follows links.
  virtual Result<void> remove_tree(const std::string& path) = 0;
  /// Atomically replaces `to`.
  virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  /// A plain file's bytes under another name, in place of what is there; nothing is synced. A file system that can
  /// share the blocks of two files until one changes does so. On an error what is at `to` is to be removed.
  virtual Result<void> copy_file(const std::string& from, const std::string& to);
  /// Makes the bytes of an existing file durable that another library wrote (SQLite).
  virtual Result<void> sync_file(const std::string& path) = 0;
  /// Makes created, renamed and removed names in the directory durable.
  virtual Result<void> sync_directory(const std::string& path) = 0;
  virtual Result<std::uint64_t> free_bytes(const std::string& path) = 0;  // the greatest number: it does not count
};

/// The real one.
[[nodiscard]] FileSystem& posix_file_system();

/// The whole file, or kTooLarge when it holds more than `length_max_bytes`.
Result<Bytes> read_file(FileSystem& files, const std::string& path, std::uint64_t length_max_bytes);
/// Writes `path` so that a reader, or a power cut, sees the old bytes or all the new ones: a sibling
/// "<path>.tmp", synced, renamed, the directory synced.
Result<void> write_file_atomically(FileSystem& files, const std::string& path, ByteView bytes,
                                   FileSystem::Mode mode = FileSystem::Mode::kPublic);
/// The part before the last '/', "." without one, "/" for the root.
[[nodiscard]] std::string parent_path(std::string_view path);
[[nodiscard]] std::string join_path(std::string_view directory, std::string_view name);

}  // namespace bildungskiosk::base
