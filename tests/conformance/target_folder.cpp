#include "tests/conformance/target_folder.hpp"

#include "sync/base/digest.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::conformance {
namespace {

using base::Result;

constexpr std::size_t kReadBytes = 64 * 1024;

class FileSink final : public base::ByteSink {
 public:
  explicit FileSink(base::WritableFile& file) : file_(&file) {}
  Result<void> write(base::ByteView bytes) override { return file_->append(bytes); }

 private:
  base::WritableFile* file_;
};

Result<std::string> hash_of(base::FileSystem& files, const std::string& path, base::HashAlgorithm algorithm) {
  BILDUNGSKIOSK_TRY(const auto file, files.open_for_reading(path));
  base::Hasher hasher(algorithm);
  base::Bytes buffer(kReadBytes);
  while (true) {
    BILDUNGSKIOSK_TRY(const std::size_t count, file->read(buffer));
    if (count == 0) return hasher.finish_hex();
    hasher.update(base::ByteView(buffer).first(count));
  }
}

}  // namespace

bool TargetFolder::holds(const std::string& path, const trust::TargetFile& file) const {
  const Result<base::FileStatus> status = files_->status(path);
  if (!status || status->kind != base::FileKind::kFile || status->size_bytes != file.length_bytes) return false;
  bool compared = false;
  for (const auto& [algorithm, hash] : file.hashes) {
    if (algorithm != "sha256" && algorithm != "sha512") continue;
    const auto kind = algorithm == "sha256" ? base::HashAlgorithm::kSha256 : base::HashAlgorithm::kSha512;
    const Result<std::string> found = hash_of(*files_, path, kind);
    if (!found || *found != hash) return false;
    compared = true;
  }
  return compared;
}

Result<void> TargetFolder::fetch(trust::TufClient& client, const trust::TrustedTarget& target) {
  const std::string path = folder_ + "/" + trust::percent_encoded(target.path);
  if (holds(path, target.file)) return {};
  BILDUNGSKIOSK_TRY_VOID(files_->create_directories(folder_));
  const std::string temporary = folder_ + "/.download.tmp";
  BILDUNGSKIOSK_TRY(const auto file, files_->create(temporary));
  FileSink sink(*file);
  Result<void> fetched = client.download(target, sink, base::CancelToken());
  if (fetched) fetched = file->sync();
  if (fetched) fetched = file->close();
  if (fetched) fetched = files_->rename(temporary, path);
  if (!fetched) {
    static_cast<void>(files_->remove_file(temporary));  // best effort: the first error is the one to tell
    return fetched;
  }
  return files_->sync_directory(folder_);
}

}  // namespace bildungskiosk::conformance
