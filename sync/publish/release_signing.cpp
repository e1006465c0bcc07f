#include "sync/publish/release_signing.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Result;

class Signing {
 public:
  Signing(const KeyRing& ring, std::vector<trust::Root> roots) : ring_(ring), roots_(std::move(roots)) {}

  template <typename Metadata>
  Result<std::string> sign(std::string_view role, const Metadata& metadata) const {
    BILDUNGSKIOSK_TRY(const auto signers, signers_for(role));
    return trust::write_signed(metadata, std::span<const trust::Signer>(signers));
  }

 private:
  [[nodiscard]] Result<std::vector<trust::Signer>> signers_for(std::string_view role) const {
    std::vector<trust::Signer> all;
    for (const trust::Root& root : roots_) {
      BILDUNGSKIOSK_TRY(const auto signers, ring_.require(role, root.keys, root.roles.find(role)->second));
      for (const trust::Signer& signer : signers) {
        const bool known = std::any_of(all.begin(), all.end(),
                                       [&](const trust::Signer& other) { return other.key_id == signer.key_id; });
        if (!known) all.push_back(signer);
      }
    }
    return all;
  }

  const KeyRing& ring_;
  std::vector<trust::Root> roots_;
};

}  // namespace

Result<SignedRelease> sign_release(const KeyRing& ring, std::span<const base::Bytes> roots, ReleaseMetadata metadata,
                                   base::UnixSeconds now) {
  std::vector<trust::Root> parsed;
  for (const base::Bytes& root : roots) {
    BILDUNGSKIOSK_TRY(auto read, trust::read_root(root));
    parsed.push_back(std::move(read.metadata));
  }
  const Signing signing(ring, std::move(parsed));
  SignedRelease release;
  BILDUNGSKIOSK_TRY(release.targets, signing.sign(trust::kTargetsRole, metadata.targets));
  for (const auto& [role, file] : metadata.delegated) {
    metadata.snapshot.meta.insert_or_assign(role,
                                            trust::describe_metadata(file.targets.version, base::as_text(file.bytes)));
  }
  metadata.snapshot.meta.insert_or_assign(std::string(trust::kTargetsRole),
                                          trust::describe_metadata(metadata.targets.version, release.targets));
  BILDUNGSKIOSK_TRY(release.snapshot, signing.sign(trust::kSnapshotRole, metadata.snapshot));
  metadata.timestamp.snapshot = trust::describe_metadata(metadata.snapshot.version, release.snapshot);
  BILDUNGSKIOSK_TRY(release.timestamp, signing.sign(trust::kTimestampRole, metadata.timestamp));
  for (const base::Bytes& root : roots) {
    BILDUNGSKIOSK_TRY_VOID(check_release(root, base::as_bytes(release.timestamp), base::as_bytes(release.snapshot),
                                         base::as_bytes(release.targets), metadata.delegated, now));
  }
  release.metadata = std::move(metadata);
  return release;
}

Result<void> write_release(base::FileSystem& files, const std::string& metadata_folder, const SignedRelease& release) {
  const ReleaseMetadata& metadata = release.metadata;
  for (const auto& [role, file] : metadata.delegated) {
    const std::string path = base::join_path(metadata_folder, trust::metadata_file_name(role, file.targets.version));
    BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, path, file.bytes));
  }
  const std::array<std::pair<std::string, const std::string*>, 3> written = {{
      {trust::metadata_file_name(trust::kTargetsRole, metadata.targets.version), &release.targets},
      {trust::metadata_file_name(trust::kSnapshotRole, metadata.snapshot.version), &release.snapshot},
      {trust::metadata_file_name(trust::kTimestampRole), &release.timestamp},
  }};
  for (const auto& [name, text] : written) {
    BILDUNGSKIOSK_TRY_VOID(
        base::write_file_atomically(files, base::join_path(metadata_folder, name), base::as_bytes(*text)));
  }
  return {};
}

}  // namespace bildungskiosk::publish
