#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

/// What is mounted, as Linux tells it in /proc/self/mountinfo (proc(5)). Nothing here touches the mounted file systems
/// themselves: a medium that hangs can't hold up who asks.
namespace bildungskiosk::transport {

enum class MountAccess { kReadOnly, kReadWrite };

/// One line of mountinfo.
struct Mount {
  std::int64_t id = 0;  // of this mount, as long as it lives; the system gives numbers again
  std::string device;   // "8:17"; "0:52" without a block device
  std::string root;     // which folder of the file system is shown: "/", or another for a bind mount
  std::string folder;   // where, absolute
  MountAccess access = MountAccess::kReadWrite;
  std::string file_system;  // "vfat", "exfat", "ext4", "fuseblk" …
  std::string source;       // "/dev/sdb1"; may be anything
  bool operator==(const Mount&) const = default;
};

/// Whether this is only the place of a stick that could not be mounted: assets/system/mount-stick shows an empty tmpfs
/// whose source begins with "unreadable-" in its place.
[[nodiscard]] bool is_unreadable(const Mount& mount);

/// The lines that can be understood, in the order of mounting; a line that can't is left out, as is everything past
/// kMounts_max. Octal escapes are taken out of the paths. A mount that a later one at the same folder hides is not
/// listed.
[[nodiscard]] std::vector<Mount> parse_mounts(std::string_view mountinfo);

/// Those strictly below one of `folders` ("/media" holds "/media/stick"; also "/run/media/erika/stick"), one for each
/// part of a file system: a stick that is mounted twice is one stick.
[[nodiscard]] std::vector<Mount> media_below(const std::vector<Mount>& mounts, const std::vector<std::string>& folders);

/// What people call it: the file system's label by udev's links (/dev/disk/by-label), else the last part of the
/// folder's name. Any bytes: clean it before it is shown.
[[nodiscard]] std::string label_of(const Mount& mount, const std::string& labels_folder = "/dev/disk/by-label");

}  // namespace bildungskiosk::transport
