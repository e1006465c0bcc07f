#include "sync/update/release_summary.hpp"

#include "sync/trust/limits.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::update {

using base::join_path;
using base::Result;

namespace {

constexpr std::size_t kShortKeyIdDigits = 8;

}  // namespace

Result<ReleaseSummary> summarise_metadata(base::FileSystem& files, const std::string& folder) {
  BILDUNGSKIOSK_TRY(const auto root_bytes,
                    base::read_file(files, join_path(folder, "root.json"), trust::kRootBytesMax));
  BILDUNGSKIOSK_TRY(const auto targets_bytes,
                    base::read_file(files, join_path(folder, "targets.json"), trust::kTargetsBytesMax));
  BILDUNGSKIOSK_TRY(const auto root, trust::read_root(root_bytes));
  BILDUNGSKIOSK_TRY(const auto targets, trust::read_targets(targets_bytes));
  ReleaseSummary summary;
  summary.version = targets.metadata.version;
  const auto role = root.metadata.roles.find(trust::kTargetsRole);
  if (role == root.metadata.roles.end()) return summary;
  for (const std::string& key_id : role->second.key_ids) {
    const trust::RoleKeys only{{key_id}, 1, {}};
    if (trust::count_signatures(root.metadata.keys, only, targets.signed_bytes, targets.signatures).right == 0)
      continue;
    summary.signing_key = key_id.substr(0, kShortKeyIdDigits);
    break;
  }
  return summary;
}

}  // namespace bildungskiosk::update
