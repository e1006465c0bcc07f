#include "sync/transport/usb_watch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Error failure(const std::string& path) {
  const int number = errno;
  const std::string detail = path + ": " + std::system_category().message(number);
  if (number == ENOENT) return Error{ErrorCode::kNotFound, detail};
  return Error{number == EACCES ? ErrorCode::kPermissionDenied : ErrorCode::kIo, detail};
}

int open_descriptor(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }

Result<std::string> read_all(int descriptor, const std::string& path) {
  if (::lseek(descriptor, 0, SEEK_SET) != 0) return failure(path);
  std::string text;
  std::array<char, 16384> buffer{};
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(path);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > kMountInfo_bytes_max) return Error{ErrorCode::kTooLarge, path};
  }
}

}  // namespace

struct UsbWatch::Table {
  explicit Table(int opened) : descriptor(opened) {}
  ~Table() { ::close(descriptor); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  int descriptor;
  bool is_plain_file = false;
};

Result<UsbWatch> UsbWatch::open(std::vector<std::string> folders, std::string mountinfo) {
  const int descriptor = open_descriptor(mountinfo);
  if (descriptor < 0) return failure(mountinfo);
  auto table = std::make_shared<Table>(descriptor);
  table->is_plain_file = !mountinfo.starts_with("/proc/");  // files of procfs say themselves that they are plain
  return UsbWatch(std::move(folders), std::move(mountinfo), std::move(table));
}

int UsbWatch::descriptor() const { return table_->is_plain_file ? -1 : table_->descriptor; }

Result<std::optional<std::vector<Mount>>> UsbWatch::read_if_changed() {
  if (table_->is_plain_file) {  // may have been replaced by rename
    const int descriptor = open_descriptor(path_);
    if (descriptor < 0) return failure(path_);
    auto table = std::make_shared<Table>(descriptor);
    table->is_plain_file = true;
    table_ = std::move(table);
  }
  BILDUNGSKIOSK_TRY(const std::string text, read_all(table_->descriptor, path_));
  auto media = media_below(parse_mounts(text), folders_);
  if (seen_ == media) return std::optional<std::vector<Mount>>();
  seen_ = media;
  return std::optional(std::move(media));
}

}  // namespace bildungskiosk::transport
