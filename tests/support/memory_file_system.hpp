#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::test {

/// What a power cut leaves on the medium.
enum class PowerCut {
  kOnlySynced,    // bytes of files and names of folders that were synced; the least a disk may keep
  kNamesSurvive,  // every name, but only synced bytes: a rename that overtook the data it names
  kAllSurvives,   // the disk happened to be quick: everything up to the cut
};

/// A disk in memory that remembers, beside what programs see, what would be there after a power cut. POSIX semantics
/// where the interface has them: rename replaces, an open file outlives its name. Absolute paths only. Not thread-safe.
class MemoryFileSystem final : public base::FileSystem {
 public:
  MemoryFileSystem();

  base::Result<std::unique_ptr<base::ReadableFile>> open_for_reading(const std::string& path) override;
  base::Result<std::unique_ptr<base::WritableFile>> create(const std::string& path, Mode mode) override;
  base::Result<base::FileStatus> status(const std::string& path) override;
  base::Result<std::vector<std::string>> list(const std::string& path) override;
  base::Result<void> create_directories(const std::string& path) override;
  base::Result<void> remove_file(const std::string& path) override;
  base::Result<void> remove_tree(const std::string& path) override;
  base::Result<void> rename(const std::string& from, const std::string& to) override;
  base::Result<void> sync_file(const std::string& path) override;
  base::Result<void> sync_directory(const std::string& path) override;
  base::Result<std::uint64_t> free_bytes(const std::string& path) override;

  // What programs do beyond the interface, for replaying them. The file must be there; bytes between its end and the
  // offset are zeros.
  base::Result<void> overwrite(const std::string& path, std::uint64_t offset, base::ByteView bytes);
  base::Result<void> resize(const std::string& path, std::uint64_t size_bytes);

  /// What the machine finds when the power is back. This object stays as it is.
  [[nodiscard]] std::unique_ptr<MemoryFileSystem> after(PowerCut cut) const;
  /// The room that `free_bytes` tells and writes use up; unlimited at first.
  void set_free_bytes(std::uint64_t bytes) { free_bytes_ = bytes; }

  struct Node;
  using NodePtr = std::shared_ptr<Node>;

 private:
  base::Result<NodePtr> find(const std::string& path) const;
  base::Result<NodePtr> find_directory(const std::string& path) const;

  NodePtr root_;
  std::uint64_t free_bytes_ = UINT64_MAX;
};

}  // namespace bildungskiosk::test
