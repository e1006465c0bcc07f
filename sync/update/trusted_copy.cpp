#include "sync/update/trusted_copy.hpp"

#include <utility>
#include <vector>

#include "sync/trust/limits.hpp"
#include "sync/trust/metadata.hpp"
#include "sync/trust/trusted_metadata.hpp"

namespace bildungskiosk::update {

using base::Bytes;
using base::Error;
using base::ErrorCode;
using base::FileSystem;
using base::join_path;
using base::Result;

namespace {

constexpr const char* kRootFile = "root.json";

/// The bytes and the content of a root that is signed by itself; expiry is the refresh's to judge.
struct StoredRoot {
  Bytes bytes;
  trust::Root root;
};

Result<StoredRoot> read_stored_root(FileSystem& files, const std::string& path) {
  BILDUNGSKIOSK_TRY(auto bytes, base::read_file(files, path, trust::kRootBytesMax));
  BILDUNGSKIOSK_TRY(const auto trusted, trust::TrustedMetadata::start(bytes, 0));
  return StoredRoot{std::move(bytes), trusted.root()};
}

bool is_medium_failure(const Error& error) {
  return error.code == ErrorCode::kIo || error.code == ErrorCode::kPermissionDenied ||
         error.code == ErrorCode::kNoSpace;
}

/// Something else is there than we wrote: as good as none, as torn bytes are; the next good package replaces it.
/// Refusing would leave a terminal that no stick can mend.
bool is_damage(const Error& error) {
  return error.code == ErrorCode::kNotFound || error.code == ErrorCode::kNotAFile || error.code == ErrorCode::kTooLarge;
}

Result<void> write_file(FileSystem& files, const std::string& path, base::ByteView bytes) {
  BILDUNGSKIOSK_TRY(const auto file, files.create(path));
  BILDUNGSKIOSK_TRY_VOID(file->append(bytes));
  return file->close();
}

Result<bool> compare_files(FileSystem& files, const std::string& left, const std::string& right) {
  BILDUNGSKIOSK_TRY(const auto names, files.list(left));
  BILDUNGSKIOSK_TRY(const auto other_names, files.list(right));
  if (names != other_names) return false;
  for (const auto& name : names) {
    BILDUNGSKIOSK_TRY(const auto a, base::read_file(files, join_path(left, name), trust::kTargetsBytesMax));
    BILDUNGSKIOSK_TRY(const auto b, base::read_file(files, join_path(right, name), trust::kTargetsBytesMax));
    if (a != b) return false;
  }
  return true;
}

}  // namespace

Result<void> copy_trusted_metadata(FileSystem& files, const StoreLayout& layout, const std::optional<Current>& current,
                                   const std::string& folder) {
  BILDUNGSKIOSK_TRY_VOID(files.create_directories(folder));
  auto newest = read_stored_root(files, layout.trusted_root());
  if (!newest && is_medium_failure(newest.error())) return std::move(newest).error();
  const Error unusable{ErrorCode::kTrustDamaged,
                       newest ? "" : layout.trusted_root() + " is damaged: " + newest.error().detail};
  if (!current) {
    if (!newest) return unusable;
    return write_file(files, join_path(folder, kRootFile), newest->bytes);
  }

  const std::string trusted = layout.metadata(current->metadata);
  const auto signing = read_stored_root(files, join_path(trusted, kRootFile));
  if (!newest && !signing) return unusable;
  if (!newest) newest = *signing;
  BILDUNGSKIOSK_TRY_VOID(write_file(files, join_path(folder, kRootFile), newest->bytes));
  const bool forget_online = !signing || trust::revokes_online_key(signing->root, newest->root);
  const auto names = files.list(trusted);
  if (!names && is_damage(names.error())) return {};
  if (!names) return names.error();
  for (const auto& name : *names) {
    if (name == kRootFile) continue;
    if (forget_online && (name == "timestamp.json" || name == "snapshot.json")) continue;
    const auto bytes = base::read_file(files, join_path(trusted, name), trust::kTargetsBytesMax);
    if (!bytes && is_damage(bytes.error())) continue;
    if (!bytes) return bytes.error();
    BILDUNGSKIOSK_TRY_VOID(write_file(files, join_path(folder, name), *bytes));
  }
  return {};
}

Result<bool> same_files(FileSystem& files, const std::string& left, const std::string& right) {
  const auto same = compare_files(files, left, right);
  if (!same && is_damage(same.error())) return false;
  return same;
}

}  // namespace bildungskiosk::update
