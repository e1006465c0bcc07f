#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::test {

/// Whether the fault passes or stays.
enum class FaultKind { kOnce, kForGood };

/// Another file system (in memory, or the real one) whose n-th operation fails. Every call of the interface counts as
/// one, reads, writes, syncs and closes of its files included, so that n = 0, 1, 2 … until success meets every place
/// where a program can be hurt. With `kForGood` and the disk's state afterwards, it is also the point of a power cut.
class FaultyFileSystem final : public base::FileSystem {
 public:
  explicit FaultyFileSystem(base::FileSystem& beneath) : beneath_(beneath) {}

  /// Operations are counted from here, starting with 0.
  void fail_at(std::uint64_t operation, FaultKind kind, base::ErrorCode code);
  void heal();
  [[nodiscard]] std::uint64_t operations() const { return faults_->counted; }
  /// Whether the fault has struck.
  [[nodiscard]] bool struck() const { return faults_->counted > faults_->fail_at; }
  [[nodiscard]] const std::string& struck_at() const { return faults_->struck_at; }

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

  /// The counter, shared with the open files and with what else counts along (sqlite/faulty_sqlite.hpp).
  struct Faults {
    std::uint64_t counted = 0;
    std::uint64_t fail_at = std::numeric_limits<std::uint64_t>::max();
    FaultKind kind = FaultKind::kOnce;
    base::ErrorCode code = base::ErrorCode::kIo;
    std::string struck_at;  // which operation it was, "read /stick/…"
    base::Result<void> count(const std::string& what);
  };
  [[nodiscard]] std::shared_ptr<Faults> faults() const { return faults_; }

 private:
  base::FileSystem& beneath_;
  std::shared_ptr<Faults> faults_ = std::make_shared<Faults>();
};

}  // namespace bildungskiosk::test
