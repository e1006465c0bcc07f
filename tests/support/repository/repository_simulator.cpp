#include "tests/support/repository/repository_simulator.hpp"

#include <algorithm>
#include <stdexcept>

#include "sync/trust/names.hpp"

namespace bildungskiosk::test {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using trust::kRootRole;
using trust::kSnapshotRole;
using trust::kTargetsRole;
using trust::kTimestampRole;

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error("the simulator failed: " + result.error().detail);
  return std::move(result).value();
}

std::shared_ptr<const trust::PrivateKey> new_key(trust::KeyType type) {
  return std::make_shared<const trust::PrivateKey>(must(trust::PrivateKey::generate(type)));
}

}  // namespace

RepositorySimulator::RepositorySimulator() {
  for (trust::Common* common : {static_cast<trust::Common*>(&root), static_cast<trust::Common*>(&timestamp),
                                static_cast<trust::Common*>(&snapshot), static_cast<trust::Common*>(&targets)}) {
    common->expires = kExpiresAt;
  }
  for (const std::string_view role : {kRootRole, kTimestampRole, kSnapshotRole, kTargetsRole}) add_key(role);
  write_root();
  previous_root_signers_ = signers[std::string(kRootRole)];
  write_targets(kTargetsRole);
  write_snapshot();
  write_timestamp();
}

trust::Targets& RepositorySimulator::targets_of(std::string_view role) {
  return role == kTargetsRole ? targets : delegated.at(std::string(role));
}

void RepositorySimulator::add_target(std::string_view role, const std::string& path, const std::string& content) {
  const trust::TargetFile file = trust::describe_target(base::as_bytes(content));
  targets_of(role).targets.insert_or_assign(path, file);
  files["targets/" + path] = content;
  files["targets/" + trust::target_file_path(path, file, true)] = content;
}

trust::DelegatedRole& RepositorySimulator::add_delegation(std::string_view delegator, const std::string& name,
                                                          std::vector<std::string> paths) {
  trust::Targets& parent = targets_of(delegator);
  if (!parent.delegations) parent.delegations.emplace();
  if (!delegated.contains(name)) {
    delegated[name].expires = kExpiresAt;
    signers[name] = {new_key(trust::KeyType::kEd25519)};
  }
  trust::DelegatedRole role;
  role.name = name;
  role.paths = std::move(paths);
  for (const auto& key : signers[name]) parent.delegations->add_key(role, key->public_key());
  parent.delegations->roles.push_back(std::move(role));
  return parent.delegations->roles.back();
}

const trust::PrivateKey& RepositorySimulator::add_key(std::string_view role, trust::KeyType type) {
  const std::shared_ptr<const trust::PrivateKey> key = new_key(type);
  signers[std::string(role)].push_back(key);
  root.add_key(role, key->public_key());
  return *key;
}

void RepositorySimulator::rotate_keys(std::string_view role) {
  signers[std::string(role)].clear();
  trust::RoleKeys& keys = root.roles[std::string(role)];
  for (const std::string& key_id : keys.key_ids) root.keys.erase(key_id);
  keys.key_ids.clear();
  add_key(role);
}

void RepositorySimulator::publish() {
  for (auto& [role, metadata] : delegated) {
    // A role that has never been published starts at version 1.
    if (snapshot.meta.contains(role)) ++metadata.version;
    write_targets(role);
  }
  ++targets.version;
  write_targets(kTargetsRole);
  ++snapshot.version;
  write_snapshot();
  ++timestamp.version;
  write_timestamp();
}

void RepositorySimulator::publish_root() {
  ++root.version;
  write_root();
  previous_root_signers_ = signers[std::string(kRootRole)];
}

void RepositorySimulator::write_root() {
  std::vector<const trust::PrivateKey*> keys = keys_of(kRootRole);
  for (const auto& key : previous_root_signers_) {
    if (std::find(keys.begin(), keys.end(), key.get()) == keys.end()) keys.push_back(key.get());
  }
  files["metadata/" + trust::metadata_file_name(kRootRole, root.version)] = must(trust::write_signed(root, keys));
}

void RepositorySimulator::write_targets(std::string_view role) {
  const trust::Targets& metadata = targets_of(role);
  const std::string file = must(trust::write_signed(metadata, keys_of(role)));
  serve_metadata(role, metadata.version, file);
  snapshot.meta.insert_or_assign(std::string(role), described(metadata.version, file));
}

void RepositorySimulator::write_snapshot() {
  const std::string file = must(trust::write_signed(snapshot, keys_of(kSnapshotRole)));
  serve_metadata(kSnapshotRole, snapshot.version, file);
  timestamp.snapshot = described(snapshot.version, file);
}

void RepositorySimulator::write_timestamp() {
  files["metadata/timestamp.json"] = must(trust::write_signed(timestamp, keys_of(kTimestampRole)));
}

base::Bytes RepositorySimulator::first_root() const { return file_bytes("metadata/1.root.json"); }

base::Bytes RepositorySimulator::file_bytes(const std::string& path) const {
  const std::string& file = files.at(path);
  return {file.begin(), file.end()};
}

std::vector<const trust::PrivateKey*> RepositorySimulator::keys_of(std::string_view role) const {
  std::vector<const trust::PrivateKey*> keys;
  for (const auto& key : signers.at(std::string(role))) keys.push_back(key.get());
  return keys;
}

trust::MetaFile RepositorySimulator::described(std::int64_t version, const std::string& file) const {
  trust::MetaFile description = trust::describe_metadata(version, file);
  if (!describes_lengths_and_hashes) {
    description.length_bytes.reset();
    description.hashes.clear();
  }
  return description;
}

void RepositorySimulator::serve_metadata(std::string_view role, std::int64_t version, const std::string& file) {
  files["metadata/" +
        (root.consistent_snapshot ? trust::metadata_file_name(role, version) : trust::metadata_file_name(role))] = file;
}

Result<std::string> RepositorySimulator::answer(std::string_view path, std::uint64_t length_max_bytes) {
  const std::string name(path);
  requests.push_back(name);
  if (on_request) on_request(name);
  if (const auto failure = failures.find(name); failure != failures.end()) return Error{failure->second, name};
  const auto file = files.find(name);
  if (file == files.end()) return Error{ErrorCode::kNotFound, name};
  if (file->second.size() > length_max_bytes) return Error{ErrorCode::kTooLarge, name};
  return file->second;
}

Result<base::Bytes> RepositorySimulator::fetch(std::string_view path, std::uint64_t length_max_bytes) {
  BILDUNGSKIOSK_TRY(const std::string file, answer(path, length_max_bytes));
  return base::Bytes(file.begin(), file.end());
}

Result<void> RepositorySimulator::fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                                           const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const std::string file, answer(path, length_max_bytes));
  constexpr std::size_t kPieceBytes = 7;
  for (std::size_t start = 0; start < file.size(); start += kPieceBytes) {
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, std::string(path)};
    BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(std::string_view(file).substr(start, kPieceBytes))));
  }
  return {};
}

}  // namespace bildungskiosk::test
