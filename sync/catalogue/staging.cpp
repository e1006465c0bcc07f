#include "sync/catalogue/staging.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kBuffer_bytes = 256U << 10U;

Error failure(const char* what, int error_number) {
  ErrorCode code = ErrorCode::kIo;
  if (error_number == ENOSPC || error_number == EDQUOT) code = ErrorCode::kNoSpace;
  if (error_number == EACCES || error_number == EROFS) code = ErrorCode::kPermissionDenied;
  if (error_number == ENOENT || error_number == ENOTDIR) code = ErrorCode::kNotFound;
  return {code, std::string(what) + " staged records: " + std::system_category().message(error_number)};
}

}  // namespace

Result<Staging> Staging::create(const std::string& path) {
  // One that a killed program left behind is of no use to anyone.
  if (const auto removed = base::posix_file_system().remove_file(path);
      !removed && removed.error().code != ErrorCode::kNotFound) {
    return removed.error();
  }
  constexpr int kOnlyUs = 0600;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOnlyUs);
  if (file < 0) return failure("create", errno);
  Staging staged(file);
  if (::unlink(path.c_str()) != 0) return failure("unlink", errno);
  return staged;
}

Staging::Staging(Staging&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      waiting_(std::move(other.waiting_)),
      written_(other.written_),
      read_(std::move(other.read_)) {}

Staging& Staging::operator=(Staging&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(waiting_, other.waiting_);
  std::swap(written_, other.written_);
  std::swap(read_, other.read_);
  return *this;
}

Staging::~Staging() {
  if (file_ >= 0) ::close(file_);
}

Result<Staging::Position> Staging::add(std::string_view bytes) {
  const Position position{written_ + waiting_.size(), static_cast<std::uint32_t>(bytes.size())};
  waiting_ += bytes;
  if (waiting_.size() >= kBuffer_bytes) {
    BILDUNGSKIOSK_TRY_VOID(flush());
  }
  return position;
}

Result<void> Staging::flush() {
  std::size_t done = 0;
  while (done < waiting_.size()) {
    const ssize_t count = ::write(file_, waiting_.data() + done, waiting_.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("write", errno);
    done += static_cast<std::size_t>(count);
  }
  written_ += waiting_.size();
  waiting_.clear();
  return {};
}

Result<std::string_view> Staging::read(Position position) {
  if (!waiting_.empty()) {
    BILDUNGSKIOSK_TRY_VOID(flush());
  }
  read_.resize(position.length);
  std::size_t done = 0;
  while (done < read_.size()) {
    const ssize_t count =
        ::pread(file_, read_.data() + done, read_.size() - done, static_cast<off_t>(position.begin + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("read", errno);
    if (count == 0) return Error{ErrorCode::kIo, "read staged records: the file is shorter than what was written"};
    done += static_cast<std::size_t>(count);
  }
  return std::string_view(read_);
}

}  // namespace bildungskiosk::catalogue
