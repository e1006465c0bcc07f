#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>

#include "sync/base/descriptor.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::base {
namespace {

constexpr std::size_t kCopyBlock_bytes = 16U << 20U;

class PosixReadableFile final : public ReadableFile {
 public:
  PosixReadableFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}

  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    while (true) {
      const ssize_t count = ::read(fd_.get(), buffer.data(), buffer.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return posix_error(path_, errno);
    }
  }

 private:
  Descriptor fd_;
  std::string path_;
};

class PosixWritableFile final : public WritableFile {
 public:
  PosixWritableFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}

  Result<void> append(ByteView bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::write(fd_.get(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return posix_error(path_, errno);
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
  }

  Result<void> sync() override {
    if (::fsync(fd_.get()) != 0) return posix_error(path_, errno);
    return {};
  }

  Result<void> close() override {
    // Not repeated on EINTR: on Linux the descriptor is gone either way.
    if (::close(fd_.release()) != 0 && errno != EINTR) return posix_error(path_, errno);
    return {};
  }

 private:
  Descriptor fd_;
  std::string path_;
};

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::kFile;
  if (S_ISDIR(mode)) return FileKind::kDirectory;
  return FileKind::kOther;
}

class PosixFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<ReadableFile>> open_for_reading(const std::string& path) override {
    // O_NONBLOCK: opening a FIFO must not wait; it changes nothing for plain files.
    Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (fd.get() < 0) return posix_error(path, errno);
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) return posix_error(path, errno);
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::kNotAFile, path + ": not a plain file"};
    return std::unique_ptr<ReadableFile>(std::make_unique<PosixReadableFile>(fd.release(), path));
  }

  Result<std::unique_ptr<WritableFile>> create(const std::string& path, Mode mode) override {
    const mode_t bits = mode == Mode::kPrivate ? 0600 : 0644;
    Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, bits));
    if (fd.get() < 0) return posix_error(path, errno);
    // A file that was there keeps its old rights, so a secret states them again.
    if (mode == Mode::kPrivate && ::fchmod(fd.get(), bits) != 0) return posix_error(path, errno);
    return std::unique_ptr<WritableFile>(std::make_unique<PosixWritableFile>(fd.release(), path));
  }

  Result<FileStatus> status(const std::string& path) override {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) return posix_error(path, errno);
    return FileStatus{kind_of(info.st_mode), static_cast<std::uint64_t>(info.st_size)};
  }

  Result<std::vector<std::string>> list(const std::string& path) override {
    const UniqueHandle<DIR*, ::closedir> directory(::opendir(path.c_str()));
    if (!directory) return posix_error(path, errno);
    std::vector<std::string> names;
    while (true) {
      errno = 0;
      const dirent* entry = ::readdir(directory.get());
      if (entry == nullptr && errno != 0) return posix_error(path, errno);
      if (entry == nullptr) break;
      const std::string_view name(static_cast<const char*>(entry->d_name));
      if (name != "." && name != "..") names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<void> create_directories(const std::string& path) override {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return posix_error(path, error.value());
    return {};
  }

  Result<void> remove_file(const std::string& path) override {
    if (::unlink(path.c_str()) != 0) return posix_error(path, errno);
    return {};
  }

  Result<void> remove_tree(const std::string& path) override {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    if (error) return posix_error(path, error.value());
    return {};
  }

  Result<void> rename(const std::string& from, const std::string& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) return posix_error(to, errno);
    return {};
  }

  Result<void> copy_file(const std::string& from, const std::string& to) override {
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (source.get() < 0) return posix_error(from, errno);
    struct stat info {};
    if (::fstat(source.get(), &info) != 0) return posix_error(from, errno);
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::kNotAFile, from + ": not a plain file"};
    Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (target.get() < 0) return posix_error(to, errno);
    // Where blocks can't be shared, the kernel copies: no byte passes through this program.
    if (::ioctl(target.get(), FICLONE, source.get()) != 0) {
      for (bool more = true; more;) {
        const ssize_t count = ::copy_file_range(source.get(), nullptr, target.get(), nullptr, kCopyBlock_bytes, 0);
        if (count < 0 && errno == EINTR) continue;
        // Some file systems know neither.
        if (count < 0 && (errno == EXDEV || errno == ENOSYS || errno == EOPNOTSUPP || errno == EINVAL)) {
          return FileSystem::copy_file(from, to);
        }
        if (count < 0) return posix_error(to, errno);
        more = count > 0;
      }
    }
    if (::close(target.release()) != 0 && errno != EINTR) return posix_error(to, errno);
    return {};
  }

  Result<void> sync_file(const std::string& path) override {
    Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (fd.get() < 0 || ::fsync(fd.get()) != 0) return posix_error(path, errno);
    return {};
  }

  Result<void> sync_directory(const std::string& path) override {
    Descriptor fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0) return posix_error(path, errno);
    // FAT and some FUSE filesystems know no fsync on directories and say EINVAL; there is nothing more to ask for.
    if (::fsync(fd.get()) != 0 && errno != EINVAL) return posix_error(path, errno);
    return {};
  }

  Result<std::uint64_t> free_bytes(const std::string& path) override {
    struct statvfs info {};
    if (::statvfs(path.c_str(), &info) != 0) return posix_error(path, errno);
    // Some FUSE file systems don't count; that they are full shows when they are written.
    if (info.f_blocks == 0) return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
  }
};

}  // namespace

FileSystem& posix_file_system() {
  static PosixFileSystem files;
  return files;
}

}  // namespace bildungskiosk::base
