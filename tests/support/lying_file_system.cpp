#include "tests/support/lying_file_system.hpp"

#include <algorithm>

namespace bildungskiosk::test {

using base::Result;

namespace {

class LyingFile final : public base::ReadableFile {
 public:
  LyingFile(std::unique_ptr<ReadableFile> beneath, std::size_t bytes_max, std::uint8_t difference)
      : beneath_(std::move(beneath)), bytes_max_(bytes_max), difference_(difference) {}

  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    BILDUNGSKIOSK_TRY(const std::size_t count, beneath_->read(buffer.first(std::min(buffer.size(), bytes_max_))));
    for (auto& byte : buffer.first(count)) byte = static_cast<std::uint8_t>(byte ^ difference_);
    return count;
  }

 private:
  std::unique_ptr<ReadableFile> beneath_;
  std::size_t bytes_max_;
  std::uint8_t difference_;
};

}  // namespace

std::string LyingFileSystem::really(const std::string& path) {
  const bool swapped = operations_++ >= swap_at_ && path.starts_with(swap_.first);
  return swapped ? swap_.second + path.substr(swap_.first.size()) : path;
}

Result<std::unique_ptr<base::ReadableFile>> LyingFileSystem::open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto file, beneath_.open_for_reading(really(path)));
  const bool again = opened_[path]++ > 0;
  const std::uint8_t difference = again && changes_ ? 1 : 0;
  return std::unique_ptr<base::ReadableFile>(std::make_unique<LyingFile>(std::move(file), read_bytes_max_, difference));
}

}  // namespace bildungskiosk::test
