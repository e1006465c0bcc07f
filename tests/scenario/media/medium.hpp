#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// The file systems that sticks have.
enum class Format { kFat, kExfat, kNtfs, kExt4 };
[[nodiscard]] const std::vector<Format>& all_formats();
[[nodiscard]] std::string name_of(Format format);

enum class Access { kReadWrite, kReadOnly };

/// A stick: an image file with a file system of its own, put in (mounted) and pulled out as often as a test likes.
/// FAT, exFAT and NTFS are mounted by their FUSE programs, ext4 by a loop device; all of it in a mount namespace that
/// this process enters with its first stick, so nothing stays behind and nobody else sees it. Of one thread.
class Medium {
 public:
  /// Formats the image; `trouble()` says what is missing on this machine when that fails.
  explicit Medium(Format format, int size_mib = 40);
  ~Medium();
  Medium(const Medium&) = delete;
  Medium& operator=(const Medium&) = delete;

  /// False when this machine can't; then `trouble()` says why, in a sentence for the test's output.
  [[nodiscard]] bool put_in(Access access = Access::kReadWrite);
  /// Written back and unmounted.
  void take_out();
  /// Without a word to anybody: the FUSE program is killed, its files answer with an error from now on.
  void pull_out();
  /// The stick answers no more until it is let go on (FUSE only).
  void hang();
  void go_on();

  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  [[nodiscard]] const std::string& image() const { return image_; }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  [[nodiscard]] bool is_mounted() const;
  /// What the format's program mounts: the image, or a loop device that shows it; empty with trouble.
  [[nodiscard]] std::string device();

  Format format_;
  test::TemporaryDirectory files_;
  test::TemporaryDirectory folder_;
  std::string image_ = files_ / "stick.img";
  std::string trouble_;
  std::unique_ptr<test::Process> daemon_;
};

/// A small disk in memory, mounted on `path()` for the object's life; `trouble()` is empty when that worked.
class SmallDisk {
 public:
  /// `files_max` 0: as many as there is room for. Folders count, the disk's own, too.
  explicit SmallDisk(int size_kib, int files_max = 0);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  test::TemporaryDirectory folder_;
  std::string trouble_;
};

}  // namespace bildungskiosk::scenario
