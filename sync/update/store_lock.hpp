#pragma once

#include <string>

#include "sync/base/result.hpp"

namespace bildungskiosk::update {

/// Only one process writes a store at a time: an flock on STORE/lock, which the system lets go when the process ends
/// however it ends. The file holds the owner's process id for messages; it is never removed (removing it would let two
/// processes lock two files of the same name).
class StoreLock {
 public:
  /// kBusy, naming the process that holds it; kNotInitialised when the folder is not there; kPermissionDenied.
  /// Does not wait.
  static base::Result<StoreLock> acquire(const std::string& store_root);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&& other) noexcept;
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;
  ~StoreLock();

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace bildungskiosk::update
