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

std::vector<trust::DelegatedRole> delegated_roles(const trust::Targets& targets) {
  return targets.delegations ? targets.delegations->roles : std::vector<trust::DelegatedRole>();
}

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
  for (const auto& [path, file] : release->all_targets()) {
    paths.push_back("targets/" + trust::target_file_path(path, file, root.consistent_snapshot));
  }
  return paths;
}

std::map<std::string, trust::TargetFile, std::less<>> PublishedState::Release::all_targets() const {
  auto all = targets.targets;
  for (const auto& [role, file] : delegated) all.insert(file.targets.targets.begin(), file.targets.targets.end());
  return all;
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
  PublishedState::Release release{
      *std::move(timestamp), *trusted.timestamp(), *trusted.snapshot(), *trusted.targets(trust::kTargetsRole), {}};
  for (const trust::DelegatedRole& role : delegated_roles(release.targets)) {
    const auto meta = release.snapshot.meta.find(role.name);
    if (meta == release.snapshot.meta.end()) continue;
    const std::string name = trust::metadata_file_name(role.name, meta->second.version);
    BILDUNGSKIOSK_TRY(auto bytes, base::read_file(files, metadata + name, trust::kTargetsBytesMax));
    BILDUNGSKIOSK_TRY_VOID(trusted.update_delegated(trust::kTargetsRole, role, bytes));
    release.delegated.emplace(role.name, DelegatedFile{std::move(bytes), *trusted.targets(role.name)});
  }
  state.release = std::move(release);
  return state;
}

Result<PublishedState> read_own_state(base::FileSystem& files, const std::string& package) {
  auto state = read_published_state(files, package);
  if (state) return state;
  const ErrorCode code = state.error().code;
  if (code == ErrorCode::kIo || code == ErrorCode::kPermissionDenied) return state;
  return Error{ErrorCode::kTrustDamaged, package + ": " + state.error().detail};
}

std::vector<Expiry> expiries(const PublishedState& state) {
  std::vector<Expiry> all = {{std::string(trust::kRootRole), state.root.expires}};
  if (state.release) {
    all.push_back({std::string(trust::kTargetsRole), state.release->targets.expires});
    all.push_back({std::string(trust::kSnapshotRole), state.release->snapshot.expires});
    all.push_back({std::string(trust::kTimestampRole), state.release->timestamp.expires});
    for (const auto& [role, file] : state.release->delegated) all.push_back({role, file.targets.expires});
  }
  std::stable_sort(all.begin(), all.end(), [](const Expiry& a, const Expiry& b) { return a.expires < b.expires; });
  return all;
}

bool is_release_under(base::FileSystem& files, const std::string& metadata_folder, const PublishedState& state,
                      base::ByteView root) {
  const trust::Snapshot& snapshot = state.release->snapshot;
  const auto read = [&](std::string_view role, std::int64_t version, std::uint64_t bytes_max) {
    return base::read_file(files, base::join_path(metadata_folder, trust::metadata_file_name(role, version)),
                           bytes_max);
  };
  const auto snapshot_bytes = read(trust::kSnapshotRole, snapshot.version, trust::kSnapshotBytesMax);
  const auto targets_bytes = read(trust::kTargetsRole, state.release->targets.version, trust::kTargetsBytesMax);
  if (!snapshot_bytes || !targets_bytes) return false;
  constexpr base::UnixSeconds kAnyTime = 0;
  return check_release(root, state.release->timestamp_bytes, *snapshot_bytes, *targets_bytes, state.release->delegated,
                       kAnyTime)
      .has_value();
}

trust::TargetFile target_of(const Content& content) {
  return {content.length_bytes, {{"sha256", content.sha256}}, {}, {}};
}

bool is_target(const Content& content, const trust::TargetFile& file) {
  const trust::TargetFile found = target_of(content);
  return found.length_bytes == file.length_bytes && found.hashes == file.hashes;
}

bool holds_target(base::FileSystem& files, const std::string& package, const PublishedState& state,
                  const std::string& path, const trust::TargetFile& file) {
  const std::string stored = trust::target_file_path(path, file, state.root.consistent_snapshot);
  const auto found = file_content(files, package + "/targets/" + stored, file.length_bytes);
  return found && is_target(*found, file);
}

Result<void> check_release(base::ByteView root, base::ByteView timestamp, base::ByteView snapshot,
                           base::ByteView targets, const DelegatedFiles& delegated, base::UnixSeconds effective_time) {
  BILDUNGSKIOSK_TRY(auto trusted, trust::TrustedMetadata::start(root, effective_time));
  BILDUNGSKIOSK_TRY_VOID(trusted.finish_root());
  BILDUNGSKIOSK_TRY(const auto change, trusted.update_timestamp(timestamp));
  static_cast<void>(change);
  BILDUNGSKIOSK_TRY_VOID(trusted.update_snapshot(snapshot, trust::TrustedMetadata::Origin::kFetched));
  BILDUNGSKIOSK_TRY_VOID(trusted.update_targets(targets));
  for (const trust::DelegatedRole& role : delegated_roles(*trusted.targets(trust::kTargetsRole))) {
    const auto file = delegated.find(role.name);
    if (file == delegated.end()) return Error{ErrorCode::kMalformedMetadata, "no metadata of the role " + role.name};
    BILDUNGSKIOSK_TRY_VOID(trusted.update_delegated(trust::kTargetsRole, role, file->second.bytes));
  }
  return {};
}

}  // namespace bildungskiosk::publish
