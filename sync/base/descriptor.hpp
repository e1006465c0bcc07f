#pragma once

#include <unistd.h>

#include <string>
#include <utility>

#include "sync/base/error.hpp"

/// What the classes over the kernel's files share. Internal to sync/base.
namespace bildungskiosk::base {

/// Descriptors use -1 for "none", so `UniqueHandle` (0 is none) doesn't fit.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

/// The error that errno stands for, as `FileSystem` names them.
[[nodiscard]] Error posix_error(const std::string& path, int error_number);

}  // namespace bildungskiosk::base
