#include "sync/update/stager.hpp"

#include <utility>

#include "sync/base/digest.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// Writes what comes, counts and hashes it.
class FileSink final : public base::ByteSink {
 public:
  FileSink(base::WritableFile& file, std::uint64_t& bytes_copied, const Stager::Progress& progress)
      : file_(file), bytes_copied_(bytes_copied), progress_(progress) {}

  Result<void> write(base::ByteView bytes) override {
    BILDUNGSKIOSK_TRY_VOID(file_.append(bytes));
    hasher_.update(bytes);
    bytes_copied_ += bytes.size();
    if (progress_) progress_(bytes_copied_);
    return {};
  }
  [[nodiscard]] std::string finish_hex() { return hasher_.finish_hex(); }

 private:
  base::WritableFile& file_;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
  std::uint64_t& bytes_copied_;
  const Stager::Progress& progress_;
};

}  // namespace

std::uint64_t database_bytes(const std::vector<ManifestTarget>& targets) {
  std::uint64_t package_bytes = 0;
  for (const auto& target : targets) package_bytes += target.length_bytes;
  return package_bytes * kDatabaseBytesPerPackageByte;
}

Result<std::uint64_t> Stager::missing_bytes(const std::vector<trust::TrustedTarget>& targets,
                                            std::uint64_t floor_bytes) const {
  std::uint64_t package_bytes = 0;
  for (const auto& target : targets) {
    if (target.file.length_bytes > kTarget_bytes_max) {
      return Error{ErrorCode::kTooLarge, target.path + ": " + std::to_string(target.file.length_bytes) + " bytes"};
    }
    package_bytes += target.file.length_bytes;
  }
  const std::uint64_t needed_bytes = package_bytes * (1 + kDatabaseBytesPerPackageByte) + floor_bytes;
  BILDUNGSKIOSK_TRY(const std::uint64_t free_bytes, files_.free_bytes(folder_));
  return needed_bytes > free_bytes ? needed_bytes - free_bytes : 0;
}

Result<std::vector<StagedFile>> Stager::stage(trust::TufClient& client,
                                              const std::vector<trust::TrustedTarget>& targets,
                                              const base::CancelToken& cancel, const Progress& progress) {
  std::vector<StagedFile> staged;
  std::uint64_t bytes_copied = 0;
  for (const auto& target : targets) {
    // Our own names: a foreign one never reaches the disk.
    const std::string path = base::join_path(folder_, "target-" + std::to_string(staged.size()));
    BILDUNGSKIOSK_TRY(const auto file, files_.create(path));
    FileSink sink(*file, bytes_copied, progress);
    if (auto done = client.download(target, sink, cancel); !done) {
      return base::with_context(std::move(done).error(), target.path);
    }
    BILDUNGSKIOSK_TRY_VOID(file->close());
    staged.push_back(StagedFile{target, path, sink.finish_hex()});
  }
  return staged;
}

}  // namespace bildungskiosk::update
