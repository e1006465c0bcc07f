#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::test {

/// Another file system read through a bad medium: it gives less than was asked for, other bytes when a file is opened
/// again, or is another medium from a certain moment on. Reading only; what writes goes to the one beneath unchanged.
class LyingFileSystem final : public base::FileSystem {
 public:
  explicit LyingFileSystem(base::FileSystem& beneath) : beneath_(beneath) {}

  /// No read gives more than this.
  void give_at_most(std::size_t bytes) { read_bytes_max_ = bytes; }
  /// Every byte of a file that was opened before is another one.
  void change_at_second_opening() { changes_ = true; }
  /// From this opening or look on (counted from 0), paths below the one folder lead into the other.
  void swap_at(std::uint64_t operation, std::string folder, std::string other) {
    swap_at_ = operation;
    swap_ = {std::move(folder), std::move(other)};
  }
  /// The disk's free space, asked each time.
  void tell_free_bytes(std::function<std::uint64_t()> free_bytes) { told_free_bytes_ = std::move(free_bytes); }
  [[nodiscard]] std::uint64_t operations() const { return operations_; }

  base::Result<std::unique_ptr<base::ReadableFile>> open_for_reading(const std::string& path) override;
  base::Result<std::unique_ptr<base::WritableFile>> create(const std::string& path, Mode mode) override {
    return beneath_.create(path, mode);
  }
  base::Result<base::FileStatus> status(const std::string& path) override { return beneath_.status(really(path)); }
  base::Result<std::vector<std::string>> list(const std::string& path) override { return beneath_.list(really(path)); }
  base::Result<void> create_directories(const std::string& path) override { return beneath_.create_directories(path); }
  base::Result<void> remove_file(const std::string& path) override { return beneath_.remove_file(path); }
  base::Result<void> remove_tree(const std::string& path) override { return beneath_.remove_tree(path); }
  base::Result<void> rename(const std::string& from, const std::string& to) override {
    return beneath_.rename(from, to);
  }
  base::Result<void> sync_file(const std::string& path) override { return beneath_.sync_file(path); }
  base::Result<void> sync_directory(const std::string& path) override { return beneath_.sync_directory(path); }
  base::Result<std::uint64_t> free_bytes(const std::string& path) override {
    if (told_free_bytes_) return told_free_bytes_();
    return beneath_.free_bytes(path);
  }

 private:
  [[nodiscard]] std::string really(const std::string& path);

  base::FileSystem& beneath_;
  std::size_t read_bytes_max_ = SIZE_MAX;
  bool changes_ = false;
  std::map<std::string, int> opened_;
  std::uint64_t operations_ = 0;
  std::function<std::uint64_t()> told_free_bytes_;
  std::uint64_t swap_at_ = UINT64_MAX;
  std::pair<std::string, std::string> swap_;
};

}  // namespace bildungskiosk::test
