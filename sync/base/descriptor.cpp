#include "sync/base/descriptor.hpp"

#include <cerrno>
#include <system_error>

namespace bildungskiosk::base {
namespace {

ErrorCode code_of(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kPermissionDenied;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kNoSpace;
    case ELOOP:  // O_NOFOLLOW met a symbolic link
    case ENXIO:  // a FIFO without a reader, a socket
    case EISDIR:
      return ErrorCode::kNotAFile;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

Error posix_error(const std::string& path, int error_number) {
  return Error{code_of(error_number), path + ": " + std::system_category().message(error_number)};
}

}  // namespace bildungskiosk::base
