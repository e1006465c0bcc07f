#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/transport/mounts.hpp"

namespace bildungskiosk::transport {

/// Which media are mounted below the folders where sticks appear, and when that changes. Reads the kernel's table only.
/// One thread.
///
/// The kernel marks /proc/self/mountinfo as "exceptional" (POLLPRI, POLLERR) whenever a mount comes, goes or changes:
///     pollfd watched{watch.descriptor(), POLLPRI, 0};
///     poll(&watched, 1, timeout_ms);
///     if (auto media = watch.read_if_changed()) …
/// Rejected: udev events (they come before the mount, and need another library and more rights); inotify on the folders
/// (it sees the folder that is made for a mount, not the mount).
class UsbWatch {
 public:
  /// `mountinfo` may be a plain file (tests): then only `read_if_changed` tells of changes. kNotFound,
  /// kPermissionDenied, kIo.
  static base::Result<UsbWatch> open(std::vector<std::string> folders, std::string mountinfo = "/proc/self/mountinfo");
  UsbWatch(UsbWatch&&) noexcept = default;
  UsbWatch& operator=(UsbWatch&&) noexcept = default;

  /// To be polled for POLLPRI; -1, which poll ignores, for a plain file.
  [[nodiscard]] int descriptor() const;
  /// All media, when they are others than at the last call; the first call always tells. kIo when the table can't be
  /// read; kTooLarge past kMountInfo_bytes_max. After an error the next call tries again.
  base::Result<std::optional<std::vector<Mount>>> read_if_changed();

 private:
  struct Table;
  UsbWatch(std::vector<std::string> folders, std::string path, std::shared_ptr<Table> table)
      : folders_(std::move(folders)), path_(std::move(path)), table_(std::move(table)) {}

  std::vector<std::string> folders_;
  std::string path_;
  std::shared_ptr<Table> table_;  // open for polling and, if it is the kernel's, for reading
  std::optional<std::vector<Mount>> seen_;
};

}  // namespace bildungskiosk::transport
