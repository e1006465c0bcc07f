#include "sync/publish/watched_file.hpp"

#include <utility>

namespace bildungskiosk::publish {
namespace {

class WatchedFile final : public base::ReadableFile {
 public:
  WatchedFile(std::unique_ptr<base::ReadableFile> file, ProgressListener listener, Progress start)
      : file_(std::move(file)), listener_(std::move(listener)), progress_(std::move(start)) {}

  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    auto count = file_->read(buffer);
    if (count) {
      progress_.done += *count;
      listener_(progress_);
    }
    return count;
  }

 private:
  std::unique_ptr<base::ReadableFile> file_;
  ProgressListener listener_;
  Progress progress_;
};

}  // namespace

std::unique_ptr<base::ReadableFile> watched(std::unique_ptr<base::ReadableFile> file, const ProgressListener& listener,
                                            Progress start) {
  if (!listener) return file;
  return std::make_unique<WatchedFile>(std::move(file), listener, std::move(start));
}

}  // namespace bildungskiosk::publish
