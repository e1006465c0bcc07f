#include "sync/publish/stick_export.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/tuf_client.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::FileSystem;
using base::Result;

constexpr std::string_view kTimestampPath = "metadata/timestamp.json";

/// Only what the client checks counts, nothing is kept.
class Discard final : public base::ByteSink {
 public:
  Result<void> write(base::ByteView) override { return {}; }
};

/// The stick with the timestamp that it is about to get.
class WithTimestamp final : public base::Fetcher {
 public:
  WithTimestamp(base::Fetcher& stick, base::Bytes timestamp) : stick_(stick), timestamp_(std::move(timestamp)) {}
  Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override {
    if (path == kTimestampPath) return timestamp_;
    return stick_.fetch(path, length_max_bytes);
  }
  Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                        const base::CancelToken& cancel) override {
    return stick_.fetch_to(path, length_max_bytes, sink, cancel);
  }
  [[nodiscard]] std::string describe() const override { return stick_.describe(); }

 private:
  base::Fetcher& stick_;
  base::Bytes timestamp_;
};

/// A folder for the client's metadata, gone at the end whatever happens.
class ScratchFolder {
 public:
  ScratchFolder(FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}
  ~ScratchFolder() { static_cast<void>(files_.remove_tree(path_)); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  FileSystem& files_;
  std::string path_;
};

Result<void> require_folder(FileSystem& files, const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto status, files.status(path));
  if (status.kind != FileKind::kDirectory) return Error{ErrorCode::kNotAFile, path + ": not a folder"};
  return {};
}

class StickExport {
 public:
  StickExport(const Office& office, std::string folder)
      : files_(office.files()), source_(office.directory() + "/repository"), folder_(std::move(folder)) {}

  /// `scratch` is a folder for the client's metadata.
  Result<ExportResult> run(const std::string& scratch, base::UnixSeconds now);

 private:
  Result<void> verify(const std::string& scratch, base::UnixSeconds now);
  Result<void> copy_timestamp();
  Result<base::Bytes> read_own(const std::string& path) const {
    return base::read_file(files_, source_ + "/" + path, kStockBytesMax);
  }
  Result<void> check_space(const std::vector<std::string>& paths) const;
  Result<void> copy(const std::string& path);
  Result<void> remove_earlier(const std::set<std::string>& earlier, const std::set<std::string>& current);

  FileSystem& files_;
  std::string source_;
  std::string folder_;
  ExportResult result_;
};

/// Whether the stick has the bytes already; whatever hinders reading them, they are written again.
bool has_same(FileSystem& files, const std::string& path, const Content& content) {
  const auto there = file_content(files, path, content.length_bytes);
  return there && there->sha256 == content.sha256;
}

Result<void> StickExport::check_space(const std::vector<std::string>& paths) const {
  constexpr std::uint64_t kReserveBytes = 256U << 10U;  // directory entries and rounding to clusters
  std::uint64_t needed = kReserveBytes;
  for (const std::string& path : paths) {
    BILDUNGSKIOSK_TRY(const auto own, files_.status(source_ + "/" + path));
    const auto there = files_.status(folder_ + "/" + path);
    if (!there || there->size_bytes != own.size_bytes) needed += own.size_bytes;
  }
  BILDUNGSKIOSK_TRY(const std::uint64_t free, files_.free_bytes(folder_));
  if (free >= needed) return {};
  return Error{ErrorCode::kNoSpace, folder_ + ": " + std::to_string(needed - free) + " bytes are missing"};
}

Result<void> StickExport::copy(const std::string& path) {
  BILDUNGSKIOSK_TRY(const Content content, file_content(files_, source_ + "/" + path, kStockBytesMax));
  const std::string target = folder_ + "/" + path;
  ++result_.files;
  result_.bytes += content.length_bytes;
  if (has_same(files_, target, content)) return {};
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(files_, base::parent_path(target)));
  return write_content(files_, target, content);
}

Result<void> StickExport::remove_earlier(const std::set<std::string>& earlier, const std::set<std::string>& current) {
  std::set<std::string> folders;
  for (const std::string& path : earlier) {
    if (current.contains(path)) continue;
    auto removed = files_.remove_file(folder_ + "/" + path);
    if (!removed && removed.error().code != ErrorCode::kNotFound) return std::move(removed).error();
    folders.insert(base::parent_path(folder_ + "/" + path));
  }
  for (const std::string& folder : folders) {
    if (auto synced = files_.sync_directory(folder); !synced && synced.error().code != ErrorCode::kNotFound) {
      return std::move(synced).error();
    }
  }
  return {};
}

/// Read back, since whoever finds it trusts in all the rest.
Result<void> StickExport::copy_timestamp() {
  const std::string path(kTimestampPath);
  BILDUNGSKIOSK_TRY_VOID(copy(path));
  BILDUNGSKIOSK_TRY(const Content own, file_content(files_, source_ + "/" + path, kStockBytesMax));
  if (has_same(files_, folder_ + "/" + path, own)) return {};
  return Error{ErrorCode::kHashMismatch, folder_ + "/" + path + ": other bytes than were written"};
}

Result<ExportResult> StickExport::run(const std::string& scratch, base::UnixSeconds now) {
  BILDUNGSKIOSK_TRY(const PublishedState state, read_own_state(files_, source_));
  if (!state.release) return Error{ErrorCode::kNoPackage, "nothing has been released yet"};
  for (const auto& [path, file] : state.release->all_targets()) {
    if (!holds_target(files_, source_, state, path, file)) {
      return Error{ErrorCode::kTrustDamaged, source_ + ": " + path + " is missing or altered"};
    }
  }
  const std::vector<std::string> paths = state.release_files();
  const std::set<std::string> current(paths.begin(), paths.end());

  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(files_, folder_));
  BILDUNGSKIOSK_TRY_VOID(require_folder(files_, folder_));
  // What the stick holds now, if it is an export that can be read; else nothing of it is known to be ours.
  std::set<std::string> earlier;
  if (const auto old = read_published_state(files_, folder_)) {
    const auto old_paths = old->release_files();
    earlier.insert(old_paths.begin(), old_paths.end());
  }
  BILDUNGSKIOSK_TRY_VOID(check_space(paths));
  for (const std::string& path : paths) BILDUNGSKIOSK_TRY_VOID(copy(path));
  BILDUNGSKIOSK_TRY_VOID(verify(scratch, now));
  BILDUNGSKIOSK_TRY_VOID(copy_timestamp());
  BILDUNGSKIOSK_TRY_VOID(remove_earlier(earlier, current));
  result_.folder = folder_;
  return result_;
}

Result<void> StickExport::verify(const std::string& scratch, base::UnixSeconds now) {
  BILDUNGSKIOSK_TRY(const base::Bytes root, read_own("metadata/1.root.json"));
  BILDUNGSKIOSK_TRY_VOID(trust::TufClient::initialise(files_, scratch, root));
  BILDUNGSKIOSK_TRY(const auto stick, transport::FolderSource::open(files_, folder_));
  BILDUNGSKIOSK_TRY(base::Bytes timestamp, read_own(std::string(kTimestampPath)));
  WithTimestamp package(*stick, std::move(timestamp));
  trust::TufClient client(files_, scratch, package);
  BILDUNGSKIOSK_TRY(const auto outcome, client.refresh(now));
  static_cast<void>(outcome);
  BILDUNGSKIOSK_TRY(const auto targets, client.targets());
  const base::CancelToken never;
  for (const trust::TrustedTarget& target : targets) {
    Discard discard;
    BILDUNGSKIOSK_TRY_VOID(client.download(target, discard, never));
  }
  return {};
}

}  // namespace

Result<ExportResult> export_to_stick(const Office& office, const std::string& stick, base::UnixSeconds now) {
  BILDUNGSKIOSK_TRY_VOID(require_folder(office.files(), stick));
  StickExport stick_export(office, stick + "/kiosk-update");
  const ScratchFolder scratch(office.files(), office.directory() + "/.verify");
  BILDUNGSKIOSK_TRY_VOID(office.files().remove_tree(scratch.path()));
  return stick_export.run(scratch.path(), now);
}

bool is_exported(const Office& office, const std::string& stick) {
  FileSystem& files = office.files();
  const std::string own = office.directory() + "/repository";
  const std::string there = stick + "/kiosk-update";
  const auto timestamp_of = [&](const std::string& package) {
    return base::read_file(files, package + "/" + std::string(kTimestampPath), trust::kTimestampBytesMax);
  };
  const auto ours = timestamp_of(own);
  const auto theirs = timestamp_of(there);
  const auto state = read_own_state(files, own);
  if (!ours || !theirs || *ours != *theirs || !state || !state->release) return false;
  const auto paths = state->release_files();
  return std::all_of(paths.begin(), paths.end(), [&](const std::string& path) {
    const auto original = files.status(own + "/" + path);
    const auto copy = files.status(there + "/" + path);
    return original && copy && copy->kind == FileKind::kFile && original->size_bytes == copy->size_bytes;
  });
}

}  // namespace bildungskiosk::publish
