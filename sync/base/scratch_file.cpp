#include "sync/base/scratch_file.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace bildungskiosk::base {
namespace {

std::string scratch_folder() {
  const char* folder = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
  return folder != nullptr && *folder != '\0' ? folder : "/var/tmp";
}

/// O_TMPFILE is not known to every file system; a name that is taken back at once does the same.
int open_nameless(const std::string& folder) {
  const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (nameless >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return nameless;
  std::string name = folder + "/bildungskiosk-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

Result<ScratchFile> ScratchFile::create() {
  std::string folder = scratch_folder();
  auto descriptor = std::make_unique<Descriptor>(open_nameless(folder));
  if (descriptor->get() < 0) return posix_error(folder, errno);
  return ScratchFile(std::move(descriptor), std::move(folder));
}

Result<void> ScratchFile::append(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_->get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return posix_error(folder_, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    size_bytes_ += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> ScratchFile::read_at(std::uint64_t offset_bytes, std::span<std::uint8_t> buffer) const {
  while (!buffer.empty()) {
    const ssize_t count = ::pread(descriptor_->get(), buffer.data(), buffer.size(), static_cast<off_t>(offset_bytes));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return posix_error(folder_, errno);
    if (count == 0) return Error{ErrorCode::kIo, folder_ + ": a temporary file is shorter than what was written"};
    buffer = buffer.subspan(static_cast<std::size_t>(count));
    offset_bytes += static_cast<std::uint64_t>(count);
  }
  return {};
}

}  // namespace bildungskiosk::base
