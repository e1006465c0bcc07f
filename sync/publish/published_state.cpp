#include "sync/publish/published_state.hpp"

#include <algorithm>
#include <charconv>

#include "sync/publish/limits.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/names.hpp"
#include "sync/trust/trusted_metadata.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// 7 of "7.root.json".
std::optional<std::int64_t> root_version(std::string_view name) {
  constexpr std::string_view kEnding = ".root.json";
  if (!name.ends_with(kEnding)) return std::nullopt;
  name.remove_suffix(kEnding.size());
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
  if (error != std::errc() || end != name.data() + name.size() || version < 1) return std::nullopt;
  return version;
}

}  // namespace

std::vector<std::string> PublishedState::release_files() const {
  std::vector<std::string> paths;
  for (const std::int64_t version : root_versions) {
    paths.push_back("metadata/" + trust::metadata_file_name(trust::kRootRole, version));
  }
  if (!release) return paths;
  paths.push_back("metadata/" + trust::metadata_file_name(trust::kSnapshotRole, release->snapshot.version));
  for (const auto& [role, file] : release->snapshot.meta) {
    paths.push_back("metadata/" + trust::metadata_file_name(role, file.version));
  }
  for (const auto& [path, file] : release->targets.targets) {
    paths.push_back("targets/" + trust::target_file_path(path, file, root.consistent_snapshot));
  }
  return paths;
}

Result<PublishedState> read_published_state(base::FileSystem& files, const std::string& package) {
  const std::string metadata = package + "/metadata/";
  PublishedState state;
  BILDUNGSKIOSK_TRY(const auto names, files.list(package + "/metadata"));
  for (const std::string& name : names) {
    if (const auto version = root_version(name)) state.root_versions.push_back(*version);
  }
  std::sort(state.root_versions.begin(), state.root_versions.end());
  if (state.root_versions.empty()) return Error{ErrorCode::kNotInitialised, metadata + "1.root.json"};
  const std::string newest = trust::metadata_file_name(trust::kRootRole, state.root_versions.back());
  BILDUNGSKIOSK_TRY(state.root_bytes, base::read_file(files, metadata + newest, trust::kRootBytesMax));
  BILDUNGSKIOSK_TRY(auto trusted, trust::TrustedMetadata::start(state.root_bytes, 0));
  state.root = trusted.root();

  auto timestamp = base::read_file(files, metadata + "timestamp.json", trust::kTimestampBytesMax);
  if (!timestamp && timestamp.error().code == ErrorCode::kNotFound) return state;
  if (!timestamp) return std::move(timestamp).error();
  BILDUNGSKIOSK_TRY_VOID(trusted.finish_root());
  BILDUNGSKIOSK_TRY(const auto change, trusted.update_timestamp(*timestamp));
  static_cast<void>(change);
  const auto snapshot_name = trust::metadata_file_name(trust::kSnapshotRole, trusted.timestamp()->snapshot.version);
  BILDUNGSKIOSK_TRY(const auto snapshot, base::read_file(files, metadata + snapshot_name, trust::kSnapshotBytesMax));
  BILDUNGSKIOSK_TRY_VOID(trusted.update_snapshot(snapshot, trust::TrustedMetadata::Origin::kFetched));
  const auto listed = trusted.snapshot()->meta.find(trust::kTargetsRole);
  if (listed == trusted.snapshot()->meta.end()) return Error{ErrorCode::kMalformedMetadata, "snapshot without targets"};
  const auto targets_name = trust::metadata_file_name(trust::kTargetsRole, listed->second.version);
  BILDUNGSKIOSK_TRY(const auto targets, base::read_file(files, metadata + targets_name, trust::kTargetsBytesMax));
  BILDUNGSKIOSK_TRY_VOID(trusted.update_targets(targets));
  state.release = PublishedState::Release{*std::move(timestamp), *trusted.timestamp(), *trusted.snapshot(),
                                          *trusted.targets(trust::kTargetsRole)};
  return state;
}

Result<PublishedState> read_own_state(base::FileSystem& files, const std::string& package) {
  auto state = read_published_state(files, package);
  if (state) return state;
  const ErrorCode code = state.error().code;
  if (code == ErrorCode::kIo || code == ErrorCode::kPermissionDenied) return state;
  return Error{ErrorCode::kTrustDamaged, package + ": " + state.error().detail};
}

bool holds_target(base::FileSystem& files, const std::string& package, const PublishedState& state,
                  const std::string& path, const trust::TargetFile& file) {
  const std::string stored = trust::target_file_path(path, file, state.root.consistent_snapshot);
  const auto bytes = base::read_file(files, package + "/targets/" + stored, kStockBytesMax);
  if (!bytes) return false;
  const trust::TargetFile found = trust::describe_target(*bytes);
  return found.length_bytes == file.length_bytes && found.hashes == file.hashes;
}

Result<void> check_release(base::ByteView root, base::ByteView timestamp, base::ByteView snapshot,
                           base::ByteView targets, base::UnixSeconds effective_time) {
  BILDUNGSKIOSK_TRY(auto trusted, trust::TrustedMetadata::start(root, effective_time));
  BILDUNGSKIOSK_TRY_VOID(trusted.finish_root());
  BILDUNGSKIOSK_TRY(const auto change, trusted.update_timestamp(timestamp));
  static_cast<void>(change);
  BILDUNGSKIOSK_TRY_VOID(trusted.update_snapshot(snapshot, trust::TrustedMetadata::Origin::kFetched));
  return trusted.update_targets(targets);
}

}  // namespace bildungskiosk::publish
