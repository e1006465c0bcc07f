#pragma once

#include <string>

#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// Only one process changes a folder at a time: an flock on FOLDER/lock, which the system lets go when the process ends
/// however it ends. The file stays (removing it would let two processes lock two files of the same name) and holds the
/// owner's process id, for messages. Movable; lets go when destroyed.
class FolderLock {
 public:
  /// kBusy, naming the process that holds it; kNotFound when the folder is not there; kPermissionDenied; kNoSpace;
  /// kNotAFile when FOLDER/lock is a folder, a link or anything else but a plain file; kIo. Does not wait.
  static Result<FolderLock> acquire(const std::string& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace bildungskiosk::base
