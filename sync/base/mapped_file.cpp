#include "sync/base/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "sync/base/descriptor.hpp"

namespace bildungskiosk::base {

namespace {

class ReadIntoMemory final : public MappedFile {
 public:
  explicit ReadIntoMemory(Bytes bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] ByteView bytes() const override { return bytes_; }
  [[nodiscard]] bool has_pages() const override { return false; }
  void forget_pages() override {}

 private:
  Bytes bytes_;
};

class Mapping final : public MappedFile {
 public:
  Mapping(void* start, std::size_t length_bytes) : start_(start), length_bytes_(length_bytes) {}
  ~Mapping() override {
    if (start_ != nullptr) ::munmap(start_, length_bytes_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  [[nodiscard]] ByteView bytes() const override { return {static_cast<const std::uint8_t*>(start_), length_bytes_}; }
  [[nodiscard]] bool has_pages() const override { return start_ != nullptr; }
  void forget_pages() override {
    // Of a read-only mapping of a file: nothing is lost, the next touch finds the page in the cache.
    if (start_ != nullptr) ::madvise(start_, length_bytes_, MADV_DONTNEED);
  }

 private:
  void* start_;  // nullptr for an empty file
  std::size_t length_bytes_;
};

Error io_error(const std::string& path, const char* what) {
  return Error{ErrorCode::kIo, path + ": " + what + ": " + std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe)
}

Result<std::unique_ptr<MappedFile>> map_real_file(const std::string& path, std::uint64_t length_max_bytes) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (descriptor.get() < 0) return io_error(path, "open");
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0) return io_error(path, "fstat");
  const auto length = static_cast<std::uint64_t>(status.st_size);
  if (length > length_max_bytes) return Error{ErrorCode::kTooLarge, path + ": " + std::to_string(length) + " bytes"};
  return map_descriptor(descriptor.get(), length, path);
}

}  // namespace

Result<std::unique_ptr<MappedFile>> map_file(FileSystem& files, const std::string& path,
                                             std::uint64_t length_max_bytes) {
  if (&files == &posix_file_system()) return map_real_file(path, length_max_bytes);
  BILDUNGSKIOSK_TRY(auto bytes, read_file(files, path, length_max_bytes));
  return keep_in_memory(std::move(bytes));
}

Result<std::unique_ptr<MappedFile>> map_descriptor(int descriptor, std::uint64_t length_bytes,
                                                   const std::string& name) {
  void* start = nullptr;
  if (length_bytes > 0) start = ::mmap(nullptr, length_bytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (start == MAP_FAILED) return io_error(name, "mmap");
  return std::unique_ptr<MappedFile>(std::make_unique<Mapping>(start, length_bytes));
}

std::unique_ptr<MappedFile> keep_in_memory(Bytes bytes) { return std::make_unique<ReadIntoMemory>(std::move(bytes)); }

}  // namespace bildungskiosk::base
