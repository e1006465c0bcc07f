#include "tests/support/faulty_file_system.hpp"

#include <utility>

namespace bildungskiosk::test {

using base::Error;
using base::Result;

namespace {

using FaultsPtr = std::shared_ptr<FaultyFileSystem::Faults>;

class FaultyReadableFile final : public base::ReadableFile {
 public:
  FaultyReadableFile(std::unique_ptr<ReadableFile> beneath, FaultsPtr faults, std::string path)
      : beneath_(std::move(beneath)), faults_(std::move(faults)), path_(std::move(path)) {}

  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    BILDUNGSKIOSK_TRY_VOID(faults_->count("read " + path_));
    return beneath_->read(buffer);
  }

 private:
  std::unique_ptr<ReadableFile> beneath_;
  FaultsPtr faults_;
  std::string path_;
};

class FaultyWritableFile final : public base::WritableFile {
 public:
  FaultyWritableFile(std::unique_ptr<WritableFile> beneath, FaultsPtr faults)
      : beneath_(std::move(beneath)), faults_(std::move(faults)) {}

  Result<void> append(base::ByteView bytes) override {
    // A failing write may have written a part: the worst case is the likely one.
    if (auto counted = faults_->count("append"); !counted) {
      static_cast<void>(beneath_->append(bytes.first(bytes.size() / 2)));
      return counted;
    }
    return beneath_->append(bytes);
  }
  Result<void> sync() override {
    BILDUNGSKIOSK_TRY_VOID(faults_->count("sync"));
    return beneath_->sync();
  }
  Result<void> close() override {
    BILDUNGSKIOSK_TRY_VOID(faults_->count("close"));
    return beneath_->close();
  }

 private:
  std::unique_ptr<WritableFile> beneath_;
  FaultsPtr faults_;
};

}  // namespace

Result<void> FaultyFileSystem::Faults::count(const std::string& what) {
  const std::uint64_t number = counted++;
  const bool fails = kind == FaultKind::kOnce ? number == fail_at : number >= fail_at;
  if (number == fail_at) struck_at = what;
  if (fails) return Error{code, what + ": injected at operation " + std::to_string(number)};
  return {};
}

void FaultyFileSystem::fail_at(std::uint64_t operation, FaultKind kind, base::ErrorCode code) {
  *faults_ = Faults{0, operation, kind, code, {}};
}

void FaultyFileSystem::heal() { *faults_ = Faults{}; }

Result<std::unique_ptr<base::ReadableFile>> FaultyFileSystem::open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("open " + path));
  BILDUNGSKIOSK_TRY(auto file, beneath_.open_for_reading(path));
  return std::unique_ptr<base::ReadableFile>(std::make_unique<FaultyReadableFile>(std::move(file), faults_, path));
}

Result<std::unique_ptr<base::WritableFile>> FaultyFileSystem::create(const std::string& path, Mode mode) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("create " + path));
  BILDUNGSKIOSK_TRY(auto file, beneath_.create(path, mode));
  return std::unique_ptr<base::WritableFile>(std::make_unique<FaultyWritableFile>(std::move(file), faults_));
}

Result<base::FileStatus> FaultyFileSystem::status(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("status " + path));
  return beneath_.status(path);
}

Result<std::vector<std::string>> FaultyFileSystem::list(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("list " + path));
  return beneath_.list(path);
}

Result<void> FaultyFileSystem::create_directories(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("create_directories " + path));
  return beneath_.create_directories(path);
}

Result<void> FaultyFileSystem::remove_file(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("remove_file " + path));
  return beneath_.remove_file(path);
}

Result<void> FaultyFileSystem::remove_tree(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("remove_tree " + path));
  return beneath_.remove_tree(path);
}

Result<void> FaultyFileSystem::rename(const std::string& from, const std::string& to) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("rename " + to));
  return beneath_.rename(from, to);
}

Result<void> FaultyFileSystem::sync_file(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("sync_file " + path));
  return beneath_.sync_file(path);
}

Result<void> FaultyFileSystem::sync_directory(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("sync_directory " + path));
  return beneath_.sync_directory(path);
}

Result<std::uint64_t> FaultyFileSystem::free_bytes(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(faults_->count("free_bytes " + path));
  return beneath_.free_bytes(path);
}

}  // namespace bildungskiosk::test
