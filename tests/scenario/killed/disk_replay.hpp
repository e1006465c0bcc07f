#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/memory_file_system.hpp"

namespace bildungskiosk::scenario {

/// What a real program did to a folder, call by call, from strace's record of it: so that a disk in memory can be
/// brought to where it was at any call, and asked what a power cut would have left.
///
/// The record is that of `strace -f -y -xx -e trace=kReplayedCalls`. A call that changes files below the folder in a
/// way that is not known here stops the test: a replay that leaves something out proves nothing.
class DiskReplay {
 public:
  /// For strace's `-e trace=`.
  static constexpr const char* kReplayedCalls =
      "openat,open,creat,write,writev,pwrite64,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,"
      "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,copy_file_range,"
      "ioctl,sendfile,mmap";
  /// strace's options for such a record.
  static std::vector<std::string> strace_options();

  /// `folder` as it is on the real disk, all of it synced.
  explicit DiskReplay(std::string folder);

  /// Plays the record; `on_change` is told after each call that changed the disk, or what of it is synced.
  void play(const std::string& record_file,
            const std::function<void(const test::MemoryFileSystem& disk, const std::string& call)>& on_change);

 private:
  struct Call;
  /// Whether the call changed something.
  bool apply(const Call& call);
  std::optional<bool> apply_to_copy(const Call& call);
  std::optional<bool> apply_to_names(const Call& call);
  bool apply_to_open_file(const Call& call);
  [[nodiscard]] bool is_inside(std::string_view path) const;
  static bool complete(std::string& line, std::map<std::string, std::string>& begun);
  static Call parse(std::string_view line);

  std::string folder_;
  std::unique_ptr<test::MemoryFileSystem> disk_;
  std::map<int, std::uint64_t> offsets_;  // of the descriptors that `write` moves on
};

/// All files below the folder, "path\0bytes" in order: equal exactly for equal trees.
[[nodiscard]] std::string fingerprint(test::MemoryFileSystem& disk, const std::string& folder);
/// Makes the real folder what the one in memory is.
void write_out(test::MemoryFileSystem& disk, const std::string& folder);

}  // namespace bildungskiosk::scenario
