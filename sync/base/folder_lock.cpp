#include "sync/base/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace bildungskiosk::base {
namespace {

Error failure(const std::string& path, int error_number) {
  const std::string detail = path + ": " + std::system_category().message(error_number);
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return Error{ErrorCode::kNotFound, detail};
    case EACCES:
    case EPERM:
    case EROFS:
      return Error{ErrorCode::kPermissionDenied, detail};
    case EISDIR:
    case ELOOP:
    case ENXIO:  // a socket
      return Error{ErrorCode::kNotAFile, detail};
    case ENOSPC:
    case EDQUOT:
      return Error{ErrorCode::kNoSpace, detail};
    default:
      return Error{ErrorCode::kIo, detail};
  }
}

/// The process id in the lock file, or "another process" while its owner has not written it yet.
std::string holder(int descriptor) {
  constexpr std::size_t kLockFile_bytes_max = 64;
  std::array<char, kLockFile_bytes_max> buffer{};
  const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  const std::string_view text(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  return digits.empty() ? "another process" : "process " + std::string(digits);
}

}  // namespace

Result<FolderLock> FolderLock::acquire(const std::string& folder) {
  const std::string path = folder + "/lock";
  FolderLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644));
  if (lock.descriptor_ < 0) return failure(path, errno);
  struct stat info {};
  if (::fstat(lock.descriptor_, &info) != 0) return failure(path, errno);
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::kNotAFile, path + ": not a plain file"};
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failure(path, errno);
    return Error{ErrorCode::kBusy, path + " is held by " + holder(lock.descriptor_)};
  }
  // For messages only: the lock is held whether or not this can be written.
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.descriptor_, 0) == 0) {
    static_cast<void>(::pwrite(lock.descriptor_, pid.data(), pid.size(), 0) < 0);
  }
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace bildungskiosk::base
