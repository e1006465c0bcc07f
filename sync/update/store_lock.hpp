#pragma once

#include <string>
#include <utility>

#include "sync/base/folder_lock.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::update {

/// Only one process writes a store at a time. See `base::FolderLock`.
class StoreLock {
 public:
  /// kBusy, naming the process that holds it; kNotInitialised when the folder is not there; kPermissionDenied;
  /// kNoSpace; kNotAFile when something else lies in the lock's place. Does not wait.
  static base::Result<StoreLock> acquire(const std::string& store_root) {
    auto lock = base::FolderLock::acquire(store_root);
    if (lock) return StoreLock(std::move(lock).value());
    base::Error error = std::move(lock).error();
    if (error.code == base::ErrorCode::kNotFound) error.code = base::ErrorCode::kNotInitialised;
    return error;
  }

 private:
  explicit StoreLock(base::FolderLock lock) : lock_(std::move(lock)) {}
  base::FolderLock lock_;
};

}  // namespace bildungskiosk::update
