#include "sync/base/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace bildungskiosk::base {
namespace {

Error failure(const std::string& path, int error_number) {
  const std::string detail = path + ": " + std::system_category().message(error_number);
  switch (error_number) {
    case EWOULDBLOCK:
      return Error{ErrorCode::kBusy, path + " is held by another process"};
    case ENOENT:
    case ENOTDIR:
      return Error{ErrorCode::kNotFound, detail};
    case EACCES:
    case EPERM:
    case EROFS:
      return Error{ErrorCode::kPermissionDenied, detail};
    case ENOSPC:
    case EDQUOT:
      return Error{ErrorCode::kNoSpace, detail};
    default:
      return Error{ErrorCode::kIo, detail};
  }
}

}  // namespace

Result<FolderLock> FolderLock::acquire(const std::string& folder) {
  const std::string path = folder + "/lock";
  FolderLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (lock.descriptor_ < 0 || ::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) return failure(path, errno);
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
